/**
 * Leads the link "back to the list" to the very list, and the line of it, that one came from. The list leaves a note of
 * its address in this tab's history: no address is passed from page to page (`no-referrer`), nothing is sent or kept.
 */
class PlaceBack extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector('a')
    const list = listBefore()
    if (!link || !list) return
    link.href = list.address
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      // Steps within this page may lie between, which "one back" would only undo.
      navigation.traverseTo(list.key)
    })
  }
}

type Note = { list?: unknown } | undefined

const pathOfLists = () => `/${document.documentElement.lang}/find`

/** The list one page back, in the language of this page. */
function listBefore(): { address: string; key: string } | undefined {
  // Older browsers do not let a page see what came before: the link that the page has serves them.
  if (!('navigation' in window) || !navigation.currentEntry) return undefined
  const before = navigation.entries()[navigation.currentEntry.index - 1]
  const list = (before?.getState() as Note)?.list
  if (typeof list !== 'string' || !URL.canParse(list)) return undefined
  const { origin, pathname } = new URL(list)
  if (origin !== location.origin || pathname !== pathOfLists()) return undefined
  return { address: list, key: before!.key }
}

customElements.define('place-back', PlaceBack)

// When the page goes it is too late: the history no longer takes the note.
if ('navigation' in window) {
  navigation.addEventListener('navigate', () => {
    if (location.pathname !== pathOfLists()) return
    navigation.updateCurrentEntry({ state: { list: location.href } satisfies Note })
  })
}
