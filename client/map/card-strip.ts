// The cards of the list beside the map, one at a time: swiped, or changed by buttons.
import { html, nothing, render, svg } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { PlaceCards } from './place-cards.ts'
import type { NumberedPlace } from './place-marks.ts'

/** So many cards before and after the chosen one are made ready. */
const readyBeside = 10
/** A swipe has ended when no other card came in sight for so long. */
const settledMs = 120

export class CardStrip {
  readonly element: HTMLElement
  readonly #t: Translate
  readonly #cards: PlaceCards
  readonly #onChoice: (id: number | null) => void
  #places: readonly NumberedPlace[] = []
  #current = 0
  #settling: ReturnType<typeof setTimeout> | undefined
  readonly #sight: IntersectionObserver

  /** @param onChoice told when the reader goes to another card, and `null` when the strip is closed */
  constructor(t: Translate, cards: PlaceCards, onChoice: (id: number | null) => void) {
    this.#t = t
    this.#cards = cards
    this.#onChoice = onChoice
    this.element = document.createElement('section')
    this.element.className = 'map-strip'
    this.element.hidden = true
    this.element.setAttribute('aria-label', t('map:strip.label'))
    this.element.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#onChoice(null)
    })
    this.#sight = new IntersectionObserver((entries) => this.#seen(entries), {
      root: this.element,
      threshold: 0.75,
    })
  }

  /**
   * Shows the card of one of these places, with the others beside it.
   * @returns resolves when all is there that had to be fetched: did cards grow by it?
   */
  async show(places: readonly NumberedPlace[], id: number): Promise<boolean> {
    const index = Math.max(
      0,
      places.findIndex(({ place }) => place.id === id),
    )
    const same = !this.element.hidden && places === this.#places
    this.#places = places
    this.#current = index
    this.element.hidden = false
    this.#draw()
    if (!same) this.#watch()
    this.#goTo(index)
    const near = places.slice(Math.max(0, index - readyBeside), index + readyBeside + 1)
    const grew = await this.#cards.bring(near)
    if (!grew || places !== this.#places) return false
    this.#redraw()
    return true
  }

  #goTo(index: number): void {
    this.#card(index)?.scrollIntoView({ behavior: 'instant', block: 'nearest', inline: 'center' })
  }

  /** Cards that have come stand where their names stood, and have the focus that these had. */
  #redraw(): void {
    const hadFocus = this.#card(this.#current)?.contains(document.activeElement)
    this.#draw()
    this.#watch()
    this.#goTo(this.#current)
    if (hadFocus) this.#card(this.#current)?.querySelector('a')?.focus({ preventScroll: true })
  }

  hide(): void {
    this.#sight.disconnect()
    clearTimeout(this.#settling)
    this.element.hidden = true
    this.#places = []
  }

  #draw(): void {
    const t = this.#t
    const several = this.#places.length > 1
    render(
      html`<div class="map-strip-bar">${
        several
          ? html`${this.#button(t('map:strip.previous'), 'm14.5 5-7 7 7 7', -1)}${this.#button(t('map:strip.next'), 'm9.5 5 7 7-7 7', 1)}`
          : nothing
      }<button type="button" class="map-strip-close" @click=${() => this.#onChoice(null)}>${t('map:strip.close')}</button></div>
<ol class="map-strip-cards" tabindex=${several ? 0 : nothing} aria-label=${several ? t('map:strip.label') : nothing}>${this.#places.map(
        (place) => this.#cards.of(place),
      )}</ol>`,
      this.element,
    )
    for (const [index, { number }] of this.#places.entries())
      this.#card(index)?.classList.toggle('map-unnumbered', number === undefined)
  }

  #button(name: string, path: string, by: -1 | 1) {
    const place = this.#places[this.#current + by]?.place
    return html`<button type="button" aria-label=${name} title=${name} ?disabled=${!place} @click=${() => {
      if (place) this.#onChoice(place.id)
    }}><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">${svg`<path d=${path}/>`}</svg></button>`
  }

  #card(index: number): Element | undefined {
    return this.element.querySelector('.map-strip-cards')?.children[index]
  }

  #watch(): void {
    this.#sight.disconnect()
    for (const card of this.element.querySelectorAll('.map-strip-cards > *')) this.#sight.observe(card)
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    const cards = [...this.element.querySelectorAll('.map-strip-cards > *')]
    const inSight = entries.findLast(({ isIntersecting }) => isIntersecting)
    if (!inSight) return
    clearTimeout(this.#settling)
    this.#settling = setTimeout(() => {
      const index = cards.indexOf(inSight.target)
      const place = this.#places[index]?.place
      if (place && index !== this.#current) this.#onChoice(place.id)
    }, settledMs)
  }
}
