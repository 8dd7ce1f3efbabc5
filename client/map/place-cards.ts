// The cards beside the map. Those of the list stand in the page; the others are asked for when they are shown.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { placePath } from '../../server/places/place-address.rules.ts'
import { type ListedPlace, placeCard } from '../../server/places/place-card.view.ts'
import type { NumberedPlace } from './place-marks.ts'

export class PlaceCards {
  readonly #t: Translate
  #address = ''
  #listed = new Map<number, Element>()
  #brought = new Map<number, ListedPlace>()
  #asked = new Set<number>()
  #failed = new Set<number>()

  constructor(t: Translate) {
    this.#t = t
  }

  /**
   * Begins anew with another search.
   * @param address of the search on our API: distances on cards are told from its point
   * @param listed the cards of the list, by the numbers of their places
   */
  begin(address: string, listed: ReadonlyMap<number, Element>): void {
    this.#address = address
    this.#listed = new Map([...listed].map(([id, card]) => [id, copyOf(card)]))
    this.#brought = new Map()
    this.#asked = new Set()
    this.#failed = new Set()
  }

  /** The card of a place as far as it is known now: its name, at least, leads to its page. */
  of({ place, number }: NumberedPlace): TemplateResult | Element {
    const listed = this.#listed.get(place.id)
    if (listed) return listed
    const whole = this.#brought.get(place.id)
    if (whole) return placeCard(whole, number ?? 0, this.#t, new Date().getFullYear())
    const { name } = place.properties
    const t = this.#t
    const failed = this.#failed.has(place.id)
    return html`<li class="card" value=${number ?? 0} data-id=${place.id} aria-busy=${failed ? nothing : 'true'}>
<h3><a href=${placePath(t.locale, place.id, name)}><bdi>${name}</bdi></a></h3>
${failed ? html`<p>${t('map:strip.failed')}</p>` : nothing}</li>`
  }

  /**
   * Fetches what is not known of these places, 100 at most. Never rejects: what does not come is told on its card, and
   * asked for again the next time.
   * @returns is there anything new to show?
   */
  async bring(places: readonly NumberedPlace[]): Promise<boolean> {
    const ids = places.map(({ place }) => place.id)
    const missing = ids.filter((id) => !this.#listed.has(id) && !this.#asked.has(id))
    if (missing.length === 0) return false
    const asked = this.#asked
    for (const id of missing) asked.add(id)
    const found = await fetchCards(this.#address, missing)
    // Another search began meanwhile.
    if (asked !== this.#asked) return false
    for (const place of found) this.#brought.set(place.id, place)
    for (const id of missing) {
      if (this.#brought.has(id)) continue
      asked.delete(id)
      this.#failed.add(id)
    }
    return true
  }
}

/** A card of the list, for use beside it. */
function copyOf(card: Element): Element {
  const copy = card.cloneNode(true) as Element
  copy.removeAttribute('aria-current')
  return copy
}

/** Longer, and the reader has followed the name to the place's page. */
const patienceMs = 20_000

async function fetchCards(address: string, ids: readonly number[]): Promise<ListedPlace[]> {
  const { pathname, searchParams } = new URL(address, location.href)
  const near = searchParams.get('near')
  const query = new URLSearchParams({ ids: ids.join(), detail: 'light', limit: String(ids.length) })
  if (near) query.set('near', near)
  try {
    const answer = await fetch(`${pathname}?${query}`, { signal: AbortSignal.timeout(patienceMs) })
    return answer.ok ? ((await answer.json()) as { features: ListedPlace[] }).features : []
  } catch {
    return []
  }
}
