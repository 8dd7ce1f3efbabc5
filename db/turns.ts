// Whoever comes first is served first, one at a time.
export class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Waits for its turn; the function that it gets ends the turn (a second call changes nothing). */
  async take(): Promise<() => void> {
    const before = this.#last
    let end = () => {}
    this.#last = new Promise((resolve) => {
      end = resolve
    })
    await before
    return end
  }
}
