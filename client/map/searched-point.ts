// Where the reader searched from: an aim with words over it, which is no place and cannot be pressed.
import { html, render } from 'lit'
import { type Map as DrawnMap, Marker } from 'maplibre-gl'
import type { Translate } from '../../i18n/translate.ts'
import { type LonLat, parseLonLat } from '../../server/territories/lon-lat.rules.ts'

/** The reader's own point in the address of a search on our API, if it names one. */
export function searchedPoint(address: string): LonLat | undefined {
  return parseLonLat(new URL(address, location.href).searchParams.get('near') ?? '')
}

export class SearchedPoint {
  readonly #map: DrawnMap
  readonly #words: string
  #marker: Marker | undefined

  constructor(map: DrawnMap, t: Translate) {
    this.#map = map
    this.#words = t('map:searchedHere')
  }

  /** @param lonLat nothing is marked without one */
  show(lonLat: LonLat | undefined): void {
    this.#marker?.remove()
    this.#marker = lonLat && new Marker({ element: this.#element() }).setLngLat(lonLat).addTo(this.#map)
  }

  /** Where it stands, if anywhere. */
  position(): LonLat[] {
    return this.#marker ? [this.#marker.getLngLat().toArray()] : []
  }

  #element(): HTMLElement {
    const element = document.createElement('div')
    element.className = 'map-searched'
    element.setAttribute('role', 'img')
    element.setAttribute('aria-label', this.#words)
    const aim = 'M16 2v9M16 21v9M2 16h9M21 16h9M25 16a9 9 0 1 1-18 0 9 9 0 0 1 18 0'
    render(
      html`<svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><path class="map-aim-edge" d=${aim}/><path class="map-aim" d=${aim}/></svg><span aria-hidden="true">${this.#words}</span>`,
      element,
    )
    return element
  }
}
