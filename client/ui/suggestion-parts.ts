// The parts of the page that the completed field adds.
import type { Suggestion } from '../../server/addresses/suggestion.rules.ts'

/** One line of the list: what it is called, then in small what it is and where; a pictogram by `data-kind`. */
export function optionOf(
  { kind, label, detail }: Suggestion,
  id: string,
  kinds: Record<Suggestion['kind'], string>,
): HTMLLIElement {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.dataset.kind = kind
  // An address ends with its town: said once.
  const name = detail && label.endsWith(` ${detail}`) ? label.slice(0, -detail.length - 1) : label
  const more = document.createElement('small')
  more.append(kinds[kind], ...(detail ? [' · ', isolated(detail)] : []))
  option.append(isolated(name), ' ', more)
  return option
}

/** The list of proposals, closed. */
export function listboxOf(id: string, label: string): HTMLUListElement {
  const list = document.createElement('ul')
  list.id = id
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', label)
  list.hidden = true
  return list
}

/** What is said without taking the focus. */
export function statusLine(): HTMLParagraphElement {
  const status = document.createElement('p')
  status.className = 'address-status'
  status.setAttribute('role', 'status')
  return status
}

/** Names keep their own direction. */
function isolated(text: string): HTMLElement {
  const element = document.createElement('bdi')
  element.textContent = text
  return element
}
