// Twenty marks, and the Tab key passes them in one step: arrows go from one to the next, in the order of the list.

export class OneTabStop {
  readonly #onArrival: (element: HTMLElement) => void
  #elements: readonly HTMLElement[] = []

  /** @param onArrival told which element the reader came to by the keyboard */
  constructor(onArrival: (element: HTMLElement) => void) {
    this.#onArrival = onArrival
  }

  /** Takes these elements, in their order, in the place of those of before. */
  hold(elements: readonly HTMLElement[]): void {
    this.#elements = elements
    for (const element of elements) {
      element.tabIndex = -1
      element.addEventListener('keydown', (event) => this.#go(event, element))
      element.addEventListener('focus', () => {
        if (element.matches(':focus-visible')) this.#onArrival(element)
      })
    }
    this.stopAt(undefined)
  }

  /** Where Tab arrives next; the first element unless told. */
  stopAt(wanted: HTMLElement | undefined): void {
    const stop = wanted && this.#elements.includes(wanted) ? wanted : this.#elements[0]
    for (const element of this.#elements) element.tabIndex = element === stop ? 0 : -1
  }

  #go(event: KeyboardEvent, from: HTMLElement): void {
    const forward = getComputedStyle(from).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const back = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
    const index = this.#elements.indexOf(from)
    const to = {
      [forward]: index + 1,
      ArrowDown: index + 1,
      [back]: index - 1,
      ArrowUp: index - 1,
      Home: 0,
      End: this.#elements.length - 1,
    }[event.key]
    if (to === undefined) return
    // Else the map moves away under the reader.
    event.preventDefault()
    event.stopPropagation()
    const target = this.#elements[to]
    if (!target) return
    this.stopAt(target)
    target.focus({ preventScroll: true })
  }
}
