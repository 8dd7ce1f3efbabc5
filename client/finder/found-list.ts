// What the server answers to a search, in two steps: what fills the screen, and the rest.

/** Few cards are lower, in pixels; where one is, what is missing on the screen comes with the rest. */
const lowCard = 200
const cardStart = /<li class="card"/g

/** A list that has come: first as many cards as the screen can hold, which an old phone paints in half the time. */
export class FoundList {
  /** Grows by `complete`. */
  readonly results: HTMLElement
  /** Of the page. */
  readonly title: string
  #rest: string
  readonly #form: string

  /**
   * @param text the finder as `finderPart` writes it, the list before the form
   * @param room how many pixels of the screen the list can fill
   */
  constructor(text: string, room: number) {
    const formStart = text.indexOf('<form')
    const cards = [...text.matchAll(cardStart)]
    const cut = cards[Math.max(1, Math.ceil(room / lowCard))]?.index ?? formStart
    const first = parsed(text.slice(0, cut))
    this.results = first.querySelector('#results')!
    this.title = first.querySelector<HTMLElement>('place-finder')!.dataset.title!
    this.#rest = text.slice(cut, formStart)
    this.#form = text.slice(formStart)
  }

  /** Adds the cards that are missing and what stands behind them. */
  complete(): void {
    if (this.#rest.trim() === '') return
    const [cards, ...behind] = parsed(`<ol>${this.#rest}`).body.children
    this.#rest = ''
    ;[...this.results.querySelectorAll('.cards')].at(-1)!.append(...cards!.children)
    this.results.append(...behind)
  }

  /** The form as the server understood it. */
  get form(): HTMLFormElement {
    return parsed(this.#form).querySelector('form')!
  }
}

const parsed = (text: string) => new DOMParser().parseFromString(text, 'text/html')
