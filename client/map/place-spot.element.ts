// The small map of one place's page.

import { render } from 'lit'
import { Marker } from 'maplibre-gl'
import { isLocale } from '../../i18n/languages.ts'
import { loadTexts } from '../../i18n/texts-in-browser.ts'
import { translator } from '../../i18n/translate.ts'
import { CannotDrawError, drawMap, fetchBase } from './draw-map.ts'
import { mapButtons } from './map-buttons.ts'
import { drop } from './place-marks.ts'

/** Streets with their names, and the nearest stop; without streets, the neighbourhoods around. */
const zooms = { style: 15.5, outlines: 12.5 }

/**
 * One place where it stands. What is inside (a link) stays when no map can be drawn.
 *
 * @attr lon, lat - degrees
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

  async #show(): Promise<void> {
    const center: [number, number] = [Number(this.getAttribute('lon')), Number(this.getAttribute('lat'))]
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
        view: { center, zoom: zooms[base.ground.kind] },
        cooperative: true,
        drawing,
        onGround,
        signal,
      })
      const mark = document.createElement('div')
      mark.className = 'map-place map-still'
      render(drop, mark)
      new Marker({ element: mark, anchor: 'bottom', offset: [0, 2] }).setLngLat(center).addTo(map)
      pane.append(mapButtons(() => map, t))
      this.dataset.state = 'ready'
    } catch (error) {
      this.replaceChildren(...before)
      throw error
    }
  }
}

customElements.define('place-spot', PlaceSpot)
