// The places of the list, with the numbers of their cards: buttons shaped like a drop.
import { html, render } from 'lit'
import { type Map as DrawnMap, Marker } from 'maplibre-gl'
import type { Translate } from '../../i18n/translate.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import type { PlaceOnMap } from './all-places.ts'
import { OneTabStop } from './one-tab-stop.ts'
import { sideBySide } from './side-by-side.ts'

/** A place and its number in the list; a place that the list does not show now has none. */
export type NumberedPlace = { place: PlaceOnMap; number: number | undefined }

/** A drop whose tip, at the middle of the lower edge, stands on the point. */
export const drop = html`<svg viewBox="0 0 44 50" width="44" height="50" aria-hidden="true"><path class="map-ring" d="M22 48C16 39.5 6 32 6 20.5a16 16 0 0 1 32 0C38 32 28 39.5 22 48z"/><path class="map-drop" d="M22 48C16 39.5 6 32 6 20.5a16 16 0 0 1 32 0C38 32 28 39.5 22 48z"/></svg>`

export class PlaceMarks {
  readonly #map: DrawnMap
  readonly #t: Translate
  readonly #onPress: (id: number) => void
  readonly #tabStop: OneTabStop
  #listed = new Map<number, Marker>()
  #guest: { id: number; marker: Marker } | undefined
  #selected: number | null = null

  /**
   * @param onPress told the place that the reader chose
   * @param onArrival told where the mark stands that the reader came to by the keyboard
   */
  constructor(
    map: DrawnMap,
    t: Translate,
    onPress: (id: number) => void,
    onArrival: (position: LonLat) => void,
  ) {
    this.#map = map
    this.#t = t
    this.#onPress = onPress
    this.#tabStop = new OneTabStop((element) => {
      const marker = this.#listed.get(Number(element.dataset.place))
      if (marker) onArrival(marker.getLngLat().toArray())
    })
  }

  /** Puts these marks in the place of those of before. */
  show(places: readonly NumberedPlace[]): void {
    for (const marker of this.#listed.values()) marker.remove()
    const positions = places.map(({ place }) => place.geometry?.coordinates)
    const shifts = sideBySide(positions)
    this.#listed = new Map(
      places.flatMap((each, index) =>
        positions[index] ? [[each.place.id, this.#mark(each, shifts[index]!)] as const] : [],
      ),
    )
    this.#tabStop.hold([...this.#listed.values()].map((marker) => marker.getElement()))
    this.select(null)
  }

  /** Where marks stand now. */
  positions(): LonLat[] {
    const markers = [...this.#listed.values(), ...(this.#guest ? [this.#guest.marker] : [])]
    return markers.map((marker) => marker.getLngLat().toArray())
  }

  /** Marks one place as the chosen one. @param place what is marked when the list does not show it */
  select(id: number | null, place?: PlaceOnMap): void {
    if (this.#guest && this.#guest.id !== id) {
      this.#guest.marker.remove()
      this.#guest = undefined
    }
    if (id !== null && place?.geometry && !this.#listed.has(id) && !this.#guest)
      this.#guest = { id, marker: this.#mark({ place, number: undefined }, 0) }
    this.#say(this.#selected, false)
    this.#selected = id
    this.#say(id, true)
    this.#tabStop.stopAt(id === null ? undefined : this.#listed.get(id)?.getElement())
  }

  #say(id: number | null, selected: boolean): void {
    const marker = id === null ? undefined : (this.#listed.get(id) ?? this.#guest?.marker)
    const element = marker?.getElement()
    if (selected) element?.setAttribute('aria-current', 'true')
    else element?.removeAttribute('aria-current')
  }

  #mark({ place, number }: NumberedPlace, shift: number): Marker {
    const { name, mayHelp } = place.properties
    const element = document.createElement('button')
    element.type = 'button'
    element.className = mayHelp ? 'map-place map-quiet' : 'map-place'
    element.dataset.place = String(place.id)
    element.setAttribute('aria-label', number === undefined ? name : this.#t('map:marker', { number, name }))
    // The first of the list is never under another.
    element.style.setProperty('--rank', String(number === undefined ? 1 : Math.max(2, 1_000 - number)))
    render(html`${drop}<span>${number ?? '•'}</span>`, element)
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      this.#onPress(place.id)
    })
    return new Marker({ element, anchor: 'bottom', offset: [shift, 2] })
      .setLngLat(place.geometry!.coordinates)
      .addTo(this.#map)
  }
}
