// The address of a search, which is noted a little after the search was asked.

export type HistoryEntry = 'push' | 'replace' | 'none'

/**
 * Notes addresses in the browser's history. With the tab's picture, which is then drawn anew, that takes an old phone
 * 25 ms: the answer to a search goes before it.
 */
export class AddressOfSearch {
  #unnoted: (() => void) | undefined

  /** To be noted when `note` is called. */
  noteLater(entry: HistoryEntry, address: string): void {
    if (entry === 'push') this.#unnoted = () => history.pushState(null, '', address)
    if (entry === 'replace') this.#unnoted = () => history.replaceState(null, '', address)
  }

  /** Notes what is still to be noted; then the browser's address is that of the last search. */
  note(): void {
    this.#unnoted?.()
    this.#unnoted = undefined
  }

  /** The reader has gone elsewhere. */
  forget(): void {
    this.#unnoted = undefined
  }
}
