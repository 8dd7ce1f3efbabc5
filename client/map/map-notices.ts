// Sentences under the map: what it does not show, and why.
import { html, render } from 'lit'

/** Each kind of notice is said once; a screen reader hears it when it comes. */
export class MapNotices<Kind extends string> {
  readonly element: HTMLElement
  readonly #texts = new Map<Kind, string>()

  constructor() {
    this.element = document.createElement('div')
    this.element.className = 'map-notices'
    this.element.setAttribute('role', 'status')
  }

  /** @param text `undefined` takes the notice away */
  say(kind: Kind, text: string | undefined): void {
    if (this.#texts.get(kind) === text) return
    if (text === undefined) this.#texts.delete(kind)
    else this.#texts.set(kind, text)
    render(
      [...this.#texts.values()].map((each) => html`<p>${each}</p>`),
      this.element,
    )
  }
}
