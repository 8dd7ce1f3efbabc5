// The small map of a page: of one place, or of the stops of a mobile unit.

import { html, nothing, render } from 'lit'
import { Marker } from 'maplibre-gl'
import { isLocale } from '../../i18n/languages.ts'
import { loadTexts } from '../../i18n/texts-in-browser.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { CannotDrawError, drawMap, fetchBase } from './draw-map.ts'
import { mapButtons } from './map-buttons.ts'
import { drop } from './place-marks.ts'
import { sideBySide } from './side-by-side.ts'
import { viewOf } from './view.ts'

/** Streets with their names, and the nearest stop; without streets, the neighbourhoods around. */
const zooms = { style: 15.5, outlines: 12.5 }

type Point = { lonLat: LonLat; name: string }

/**
 * One place where it stands, or several with their numbers. What is inside (links) stays when no map can be drawn.
 *
 * @attr lon, lat - degrees, of one place
 * @attr data-points - of several, `[[lon, lat, name], …]` as JSON: the first is number 1
 * @attr data-state - `ready` or `failed`
 */
export class PlaceSpot extends HTMLElement {
  readonly #end = new AbortController()

  connectedCallback(): void {
    this.#show().catch((error) => {
      this.dataset.state = 'failed'
      if (!(error instanceof CannotDrawError)) throw error
    })
  }

  disconnectedCallback(): void {
    this.#end.abort()
  }

  #points(): Point[] {
    const { points } = this.dataset
    if (points === undefined)
      return [{ lonLat: [Number(this.getAttribute('lon')), Number(this.getAttribute('lat'))], name: '' }]
    const given: [number, number, string][] = JSON.parse(points)
    return given.map(([lon, lat, name]) => ({ lonLat: [lon, lat], name }))
  }

  async #show(): Promise<void> {
    const points = this.#points()
    const { lang } = document.documentElement
    const locale = isLocale(lang) ? lang : 'fr'
    const [base] = await Promise.all([fetchBase(locale), loadTexts(locale)])
    const { signal } = this.#end
    if (signal.aborted) return
    const t = translator(locale)
    const ground = document.createElement('div')
    ground.className = 'map-ground'
    const pane = document.createElement('div')
    pane.className = 'map-pane'
    pane.append(ground)
    const before = [...this.childNodes]
    this.replaceChildren(pane)
    try {
      const drawing = () => ({ sources: {}, under: [], over: [] })
      const onGround = (state: string) => {
        this.dataset.ground = state === 'style' ? 'style' : 'outlines'
      }
      const map = drawMap({
        container: ground,
        t,
        base,
        view:
          points.length === 1
            ? { center: points[0]!.lonLat, zoom: zooms[base.ground.kind] }
            : viewOf(
                ground,
                points.map(({ lonLat }) => lonLat),
              ),
        cooperative: true,
        drawing,
        onGround,
        signal,
      })
      for (const marker of marksOf(points, t)) marker.addTo(map)
      pane.append(mapButtons(() => map, t))
      this.dataset.state = 'ready'
    } catch (error) {
      this.replaceChildren(...before)
      throw error
    }
  }
}

/** Marks that cannot be pressed: the list beside the map says all that there is to say. */
function marksOf(points: readonly Point[], t: Translate): Marker[] {
  const shifts = sideBySide(points.map(({ lonLat }) => lonLat))
  return points.map(({ lonLat, name }, index) => {
    const element = document.createElement('div')
    element.className = 'map-place map-still'
    const number = index + 1
    if (name !== '') {
      element.setAttribute('role', 'img')
      element.setAttribute('aria-label', t('map:marker', { number, name }))
      // The first of the list is never under another.
      element.style.setProperty('--rank', String(1_000 - number))
    }
    render(html`${drop}${name === '' ? nothing : html`<span>${number}</span>`}`, element)
    return new Marker({ element, anchor: 'bottom', offset: [shifts[index]!, 2] }).setLngLat(lonLat)
  })
}

customElements.define('place-spot', PlaceSpot)
