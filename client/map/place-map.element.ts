// The map beside the list.
import { isLocale, type Locale } from '../../i18n/languages.ts'
import { loadTexts } from '../../i18n/texts-in-browser.ts'
import { translator } from '../../i18n/translate.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { type AllPlaces, fetchAllPlaces, mostPlaces, type PlaceOnMap, positionsOf } from './all-places.ts'
import { type Base, fetchBase } from './draw-map.ts'
import { reasonOf } from './map-failure.ts'
import { type MapFrame, mapFrame } from './map-frame.ts'
import type { NumberedPlace } from './place-marks.ts'
import { PlacesDrawn } from './places-drawn.ts'
import { searchedPoint } from './searched-point.ts'
import { cardsFor, numberedPlaces } from './shown-cards.ts'
import { boxAround, everywhere, middleOf, viewOf } from './view.ts'

export type MapSearch = {
  /** The search on our API, without paging: `/api/collections/places/items?services=work`. */
  address: string
  /** The cards of the list, in their order. */
  listed: readonly { id: number; number: number; card: Element }[]
  /** Move the map so that the listed places, or else all, are seen? */
  fit: boolean
}

/**
 * Every match of a search on a map; the places of the list carry the numbers of their cards.
 *
 * @attr full-screen - one finger moves the map (else it scrolls the page), and a strip shows the chosen place's card
 * @attr data-state - `loading`, `ready` or `failed`
 * @attr data-ground - `style` with streets, `outlines` without
 * @fires map-select - `{ id }`, the place that the reader chose, or `null`
 * @fires map-area - `{ bbox }`, west, south, east, north: the reader wants to search what is seen
 * @fires map-failed - `{ reason }`, a MapFailure; the element says it in words itself
 */
export class PlaceMap extends HTMLElement {
  static readonly observedAttributes = ['full-screen']
  /** The reader's language; that of the page unless set before `show`. */
  locale: Locale | undefined

  #end = new AbortController()
  #loading = new AbortController()
  #frame: Promise<MapFrame> | undefined
  #base: Promise<Base> | undefined
  /** What `#frame` came to. */
  #shown: MapFrame | undefined
  #drawn: PlacesDrawn | undefined
  #cannotDraw = false
  #places = new Map<number, PlaceOnMap>()
  #listed: readonly NumberedPlace[] = []
  /** Places of one spot that were opened together. */
  #group: readonly NumberedPlace[] = []

  /** Ids of all places on the map, in order. */
  get placeIds(): number[] {
    return [...this.#places.keys()].toSorted((a, b) => a - b)
  }

  attributeChangedCallback(): void {
    const gestures = this.#drawn?.map.cooperativeGestures
    if (this.#fullScreen) gestures?.disable()
    else gestures?.enable()
  }

  disconnectedCallback(): void {
    // Moved elsewhere in the page, the element is connected again before the microtask runs.
    queueMicrotask(() => {
      if (this.isConnected) return
      this.#loading.abort()
      this.#end.abort()
      this.#end = new AbortController()
      this.#frame = undefined
      this.#drawn = undefined
    })
  }

  /** Shows the matches of a search; a later call ends an earlier one. Never rejects: see `map-failed`. */
  async show(search: MapSearch): Promise<void> {
    if (this.#cannotDraw) return
    this.#loading.abort()
    this.#loading = new AbortController()
    const { signal } = this.#loading
    this.dataset.state = 'loading'
    try {
      await this.#load(search, signal)
      if (!signal.aborted) this.dataset.state = 'ready'
    } catch (error) {
      if (!signal.aborted) await this.#fail(error)
    }
  }

  /**
   * Marks a place as the chosen one and shows its card where the list does not.
   * @param move bring it into view, unless told otherwise
   */
  select(id: number | null, { move = true } = {}): void {
    const place = id === null ? undefined : this.#places.get(id)
    void this.#showCards(place).then((grew) => {
      if (grew && move) this.#drawn?.select(id, place, move, this.#shown?.strip.element)
    })
    this.#drawn?.select(place ? id : null, place, move, this.#shown?.strip.element)
  }

  get #fullScreen(): boolean {
    return this.hasAttribute('full-screen')
  }

  async #load(search: MapSearch, signal: AbortSignal): Promise<void> {
    this.#frame ??= this.#build()
    this.#base ??= fetchBase(this.#language)
    const all = fetchAllPlaces(search.address, (first) => this.#middle(first), signal)
    const [frame, base, { places, more }] = await Promise.all([this.#frame, this.#base, all])
    if (signal.aborted) return
    this.#remember({ places, more }, search, frame)
    const points = this.#points()
    const drawn = this.#drawn
    this.#drawn ??= this.#draw(frame, base, points)
    if (drawn && search.fit) drawn.fit(points)
    await this.#drawn.show([...this.#places.values()], this.#listed, searchedPoint(search.address))
  }

  get #language(): Locale {
    const { lang } = document.documentElement
    return this.locale ?? (isLocale(lang) ? lang : 'fr')
  }

  async #build(): Promise<MapFrame> {
    const locale = this.#language
    await loadTexts(locale)
    const frame = mapFrame(translator(locale), {
      map: () => this.#drawn?.map,
      onSearchHere: () => {
        if (this.#drawn) this.#tell('map-area', { bbox: this.#drawn.box() })
      },
      onChoice: (id) => this.#choose(id),
    })
    this.replaceChildren(...frame.parts)
    this.#shown = frame
    return frame
  }

  #draw({ t, ground, searchHere, notices }: MapFrame, base: Base, points: readonly LonLat[]): PlacesDrawn {
    const named = base.outlines.names.features.flatMap(({ geometry }) =>
      geometry.type === 'Point' ? [geometry.coordinates as LonLat] : [],
    )
    return new PlacesDrawn({
      container: ground,
      t,
      base,
      view: viewOf(ground, points, named),
      cooperative: !this.#fullScreen,
      onGround: (state) => {
        this.dataset.ground = state === 'style' ? 'style' : 'outlines'
        notices.say('ground', state === 'failing' ? t('map:notices.ground') : undefined)
      },
      onPress: (ids) => this.#press(ids),
      onMoved: () => {
        searchHere.hidden = false
      },
      signal: this.#end.signal,
    })
  }

  /** Keeps what has a position, and says what is not on the map. */
  #remember(
    { places, more }: AllPlaces,
    { address, listed }: MapSearch,
    { t, searchHere, cards, strip, notices }: MapFrame,
  ): void {
    const placed = places.filter(({ geometry }) => geometry)
    this.#places = new Map(placed.map((place) => [place.id, place]))
    this.#listed = numberedPlaces(listed, this.#places)
    this.#group = []
    cards.begin(address, new Map(listed.map(({ id, card }) => [id, card])))
    strip.hide()
    searchHere.hidden = true
    const unplaced = places.length - placed.length
    notices.say('loading', undefined)
    notices.say('failure', undefined)
    notices.say('nearest', more ? t('map:notices.nearest', { amount: mostPlaces }) : undefined)
    notices.say('unplaced', unplaced > 0 ? t('map:notices.unplaced', { count: unplaced }) : undefined)
  }

  #points(): LonLat[] {
    const shown =
      this.#listed.length > 0 ? this.#listed.map(({ place }) => place) : [...this.#places.values()]
    return positionsOf(shown)
  }

  /** What the nearest of too many places are near to. */
  #middle(first: readonly PlaceOnMap[]): string {
    return middleOf(this.#drawn?.box() ?? boxAround(positionsOf(first)) ?? everywhere)
  }

  #press(ids: readonly number[]): void {
    const numbers = new Map(this.#listed.map(({ place, number }) => [place.id, number]))
    const pressed = ids.map((id) => ({ id, number: numbers.get(id) }))
    this.#group = ids.length > 1 ? numberedPlaces(pressed, this.#places) : []
    this.#choose(ids[0] ?? null)
  }

  #choose(id: number | null): void {
    this.select(id)
    this.#tell('map-select', { id })
  }

  /** @returns resolves when the card is there as a whole: did it grow? */
  async #showCards(place: PlaceOnMap | undefined): Promise<boolean> {
    const [listed, group, isFullScreen] = [this.#listed, this.#group, this.#fullScreen]
    const cards = place ? cardsFor(place, { listed, group, isFullScreen }) : []
    if (place && cards.length > 0) return (await this.#shown?.strip.show(cards, place.id)) ?? false
    this.#shown?.strip.hide()
    return false
  }

  async #fail(error: unknown): Promise<void> {
    const reason = reasonOf(error)
    this.dataset.state = 'failed'
    this.#cannotDraw = reason === 'webgl'
    const frame = await this.#frame?.catch(() => undefined)
    frame?.notices.say('loading', undefined)
    frame?.notices.say('failure', frame.t(`map:notices.${reason}`))
    this.#tell('map-failed', { reason })
    if (reason !== 'script') return
    // What did not load may load at the next search.
    this.#frame = undefined
    reportError(error)
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}

customElements.define('place-map', PlaceMap)

declare global {
  interface HTMLElementTagNameMap {
    'place-map': PlaceMap
  }
}
