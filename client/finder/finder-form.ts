// The form of the finder and the address of a search: one says the other.

/** The address that the form asks for. `current` is the one of the page. */
export function addressOf(form: HTMLFormElement, current: URL): string {
  const lists = new Map<string, string[]>()
  for (const [name, value] of new FormData(form)) {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text !== '') lists.set(name, [...(lists.get(name) ?? []), text])
  }
  const query = new URLSearchParams([...lists].map(([name, values]) => [name, values.join(',')]))
  sayMoment(query)
  const words = query.get('where')
  const point = current.searchParams.get('near')
  // The point that was chosen with the words stays theirs until they change.
  if (words && point && !query.has('near') && words === current.searchParams.get('where'))
    query.set('near', point)
  return withQuery(new URL(form.action).pathname, query)
}

/** A day and an hour are one parameter, as the server writes it; without a day there is no moment. */
function sayMoment(query: URLSearchParams): void {
  const [day, time] = [query.get('on'), query.get('time')]
  query.delete('on')
  query.delete('time')
  if (query.get('open') !== 'at') return
  if (day) query.set('open', time ? `${day}T${time}` : day)
  else query.delete('open')
}

/**
 * The reader touched "when".
 * @returns is it said, or does a day still miss?
 */
export function saysWhen(form: HTMLFormElement, field: HTMLInputElement): boolean {
  const day = form.querySelector<HTMLInputElement>('[name=on]')!
  const moment = form.querySelector<HTMLInputElement>('[name=open][value=at]')!
  // Whoever writes a day or an hour means it.
  if (field.type !== 'radio') {
    moment.checked = true
    // An hour alone is meant of today.
    if (field.name === 'time' && day.value === '') day.value = day.min
  }
  if (field === moment && day.value === '') day.focus()
  return !moment.checked || day.value !== ''
}

/** A path with its query, commas and colons left readable. */
export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':')
  return text === '' ? path : `${path}?${text}`
}

/** Are these one search, in whatever order its address says it? */
export function isSameSearch(one: string, other: string): boolean {
  const sorted = (path: string) => {
    const { pathname, searchParams } = new URL(path, location.href)
    searchParams.sort()
    return `${pathname}?${searchParams}`
  }
  return sorted(one) === sorted(other)
}

/** The address of a part of the page of a search: the finder, its printed list, or what the builder of directories answers. */
export function partOf(address: string, part: 'finder' | 'paper' | 'result'): string {
  const { pathname, searchParams } = new URL(address, location.href)
  searchParams.set('part', part)
  return withQuery(pathname, searchParams)
}

/** Takes away what says where, before something else says it. */
export function forgetWhere(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>('[name=near], [name=point], [name=bbox]'))
    field.remove()
  const words = form.querySelector<HTMLInputElement>('[name=where]')
  if (words) words.value = ''
}

/**
 * Brings a form to what the server understood, without replacing it: panels stay open and the focus where it is. Words
 * that are being typed are left to whoever types them.
 */
export function follow(form: HTMLFormElement, understood: HTMLFormElement): void {
  followChoices(form, understood)
  for (const field of understood.querySelectorAll<HTMLInputElement>('input[type=search], .moment input'))
    followWords(form, field)
  followList(form.querySelector('select')!, understood.querySelector('select')!)
  for (const summary of understood.querySelectorAll('summary[id]')) {
    const own = form.querySelector(`#${summary.id}`)
    if (own && own.innerHTML !== summary.innerHTML) own.innerHTML = summary.innerHTML
  }
  for (const hidden of form.querySelectorAll('input[type=hidden]')) hidden.remove()
  form.append(...understood.querySelectorAll('input[type=hidden]'))
}

/**
 * What was understood names the choices that are made, and maybe others. One that the form does not offer (a rare
 * language of an earlier address) is added to it.
 */
function followChoices(form: HTMLFormElement, understood: HTMLFormElement): void {
  const choicesOf = (each: HTMLFormElement, more = '') => [
    ...each.querySelectorAll<HTMLInputElement>(`:is([type=checkbox], [type=radio])${more}`),
  ]
  const key = ({ name, value }: HTMLInputElement) => `${name} ${value}`
  const all = choicesOf(form)
  const chosen = new Map(choicesOf(understood, ':checked').map((field) => [key(field), field]))
  for (const own of all) own.checked = chosen.delete(key(own))
  for (const field of chosen.values())
    all
      .findLast(({ name }) => name === field.name)
      ?.closest('label')
      ?.after(field.closest('label')!)
}

/** In a region, the list holds only the territory that is chosen. */
function followList(own: HTMLSelectElement, understood: HTMLSelectElement): void {
  const { value } = understood
  const values = (list: HTMLSelectElement) => [...list.options].map((option) => option.value).join()
  if (values(own) !== values(understood)) own.replaceChildren(...understood.children)
  own.value = value
}

function followWords(form: HTMLFormElement, field: HTMLInputElement): void {
  const own = form.querySelector<HTMLInputElement>(`#${field.id}`)
  if (!own) return
  own.placeholder = field.placeholder
  if (own !== document.activeElement || own.value.trim() === '') own.value = field.value
}
