import { mostKept } from '../../server/places/kept-places.rules.ts'
import { dropNote, keepPlaces, keptPlaces, keptPrint } from './kept.ts'

/**
 * Makes switches of the links "keep" of a page, wherever they come from, and says how many places are kept.
 * @attr data-count how many are kept, `#` for the number
 * @attr data-full what is said when a sheet holds no more
 */
class KeptPlaces extends HTMLElement {
  #isAwaited = false
  /** Was one more asked for than a sheet holds? Said until the list changes, whatever else the page brings meanwhile. */
  #isRefused = false
  readonly #comings = new MutationObserver(() => this.#showSoon())

  connectedCallback(): void {
    document.addEventListener('click', this.#press)
    document.addEventListener('keydown', this.#pressByKey)
    addEventListener('storage', this.#show)
    // One comes back from the sheet, where the list may have changed.
    addEventListener('pageshow', this.#show)
    this.#comings.observe(this.parentElement!, { childList: true, subtree: true })
    this.#show()
  }

  /** New cards get their marks when the reader has them before their eyes. */
  #showSoon(): void {
    if (this.#isAwaited) return
    this.#isAwaited = true
    ;(window.requestIdleCallback ?? setTimeout)(this.#show)
  }

  #show = (): void => {
    this.#isAwaited = false
    const kept = keptPlaces()
    for (const link of document.querySelectorAll<HTMLElement>('a.keep')) {
      link.role = 'button'
      link.ariaPressed = String(kept.includes(Number(link.dataset.keep)))
    }
    const bar = this.querySelector<HTMLAnchorElement>('.kept')!
    bar.hidden = kept.length === 0
    const print = keptPrint()
    bar.search = `places=${kept}${print ? `&print=${encodeURIComponent(print)}` : ''}`
    bar.firstElementChild!.textContent =
      this.#isRefused && kept.length >= mostKept ? this.dataset.full! : this.#count(kept)
    // What is written here brings no cards.
    this.#comings.takeRecords()
  }

  #count = (kept: number[]): string => this.dataset.count!.replace('#', String(kept.length))

  #press = (event: MouseEvent): void => {
    const link = (event.target as Element).closest<HTMLElement>('a.keep')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    const id = Number(link.dataset.keep)
    const before = keptPlaces()
    const isKept = before.includes(id)
    const isFull = !isKept && before.length >= mostKept
    const after = isKept ? before.filter((each) => each !== id) : isFull ? before : [...before, id]
    // Where nothing can be kept, the link leads to a sheet that begins with this place.
    if (!keepPlaces(after)) return
    // The next list is somebody else's.
    if (after.length === 0) dropNote()
    event.preventDefault()
    this.#isRefused = isFull
    this.#show()
    const words = isFull ? this.dataset.full! : this.#count(after)
    this.firstElementChild!.textContent = words
    this.#comings.takeRecords()
  }

  /** A button is pressed by the space bar too. */
  #pressByKey = (event: KeyboardEvent): void => {
    if (event.key !== ' ' || !(event.target as Element).matches('a.keep')) return
    event.preventDefault()
    ;(event.target as HTMLElement).click()
  }
}

customElements.define('kept-places', KeptPlaces)
