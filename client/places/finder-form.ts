// The form of the finder and the address of a search: one says the other.

/** The address that the form asks for. `current` is the one of the page. */
export function addressOf(form: HTMLFormElement, current: URL): string {
  const lists = new Map<string, string[]>()
  for (const [name, value] of new FormData(form)) {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text !== '') lists.set(name, [...(lists.get(name) ?? []), text])
  }
  const query = new URLSearchParams([...lists].map(([name, values]) => [name, values.join(',')]))
  const words = query.get('where')
  const point = current.searchParams.get('near')
  // The point that was chosen with the words stays theirs until they change.
  if (words && point && !query.has('near') && words === current.searchParams.get('where'))
    query.set('near', point)
  return withQuery(new URL(form.action).pathname, query)
}

/** A path with its query, commas left readable. */
export function withQuery(path: string, query: URLSearchParams): string {
  const text = query.toString().replaceAll('%2C', ',')
  return text === '' ? path : `${path}?${text}`
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
  for (const field of understood.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || field.type === 'hidden')
      continue
    const own = counterpart(form, field)
    if (!own) continue
    if (own instanceof HTMLInputElement && field instanceof HTMLInputElement && field.type === 'checkbox')
      own.checked = field.checked
    else if (own !== document.activeElement || own.value.trim() === '') own.value = field.value
  }
  for (const summary of understood.querySelectorAll('summary[id]')) {
    const own = form.querySelector(`#${summary.id}`)
    if (own && own.innerHTML !== summary.innerHTML) own.innerHTML = summary.innerHTML
  }
  for (const hidden of form.querySelectorAll('input[type=hidden]')) hidden.remove()
  form.append(...understood.querySelectorAll('input[type=hidden]'))
}

function counterpart(form: HTMLFormElement, field: HTMLInputElement | HTMLSelectElement) {
  const selector = field.id
    ? `#${CSS.escape(field.id)}`
    : `[name="${CSS.escape(field.name)}"][value="${CSS.escape(field.value)}"]`
  return form.querySelector<HTMLInputElement | HTMLSelectElement>(selector)
}
