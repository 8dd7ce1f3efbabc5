// The point of a place that somebody registers, to be put right by hand.
import { render } from 'lit'
import { Marker } from 'maplibre-gl'
import { isLocale } from '../../i18n/languages.ts'
import { loadTexts } from '../../i18n/texts-in-browser.ts'
import { translator } from '../../i18n/translate.ts'
import type { LonLat } from '../../server/territories/lon-lat.rules.ts'
import { CannotDrawError, drawMap, fetchBase } from './draw-map.ts'
import { mapButtons } from './map-buttons.ts'
import { drop } from './place-marks.ts'

const zooms = { style: 17, outlines: 14 }
/** One press moves the point so far: a few steps on foot. */
const stepMetres = 5
const metresPerDegree = 111_320

type Texts = Record<'map' | 'north' | 'south' | 'west' | 'east' | 'back' | 'moved' | 'help', string>

/**
 * @summary A map with a pin that one drags, or moves by buttons; where it stands goes into the field `near` of the form.
 * Where no map can be drawn there is none, and the point stays.
 * @attr lon, lat - where the address service put it
 * @attr data-texts - what it says
 * @attr data-state - `ready` or `failed`
 */
export class PlacePin extends HTMLElement {
  readonly #end = new AbortController()
  readonly #field = document.createElement('input')
  readonly #status = document.createElement('p')
  #origin!: LonLat
  #marker!: Marker

  connectedCallback(): void {
    this.#origin = [Number(this.getAttribute('lon')), Number(this.getAttribute('lat'))]
    this.#field.type = 'hidden'
    this.#field.name = 'near'
    this.#status.setAttribute('role', 'status')
    this.#draw().catch((error) => {
      this.dataset.state = 'failed'
      this.replaceChildren()
      if (!(error instanceof CannotDrawError)) throw error
    })
  }

  disconnectedCallback(): void {
    this.#end.abort()
  }

  async #draw(): Promise<void> {
    const texts: Texts = JSON.parse(this.dataset.texts!)
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
    this.replaceChildren(pane, this.#buttons(texts), this.#status, this.#field)
    const map = drawMap({
      container: ground,
      t,
      base,
      view: { center: this.#origin, zoom: zooms[base.ground.kind] },
      cooperative: true,
      drawing: () => ({ sources: {}, under: [], over: [] }),
      onGround: (state) => {
        this.dataset.ground = state === 'style' ? 'style' : 'outlines'
      },
      signal,
    })
    map.getCanvas().setAttribute('aria-label', texts.map)
    const pin = document.createElement('div')
    pin.className = 'map-place map-pin'
    render(drop, pin)
    this.#marker = new Marker({ element: pin, anchor: 'bottom', offset: [0, 2], draggable: true })
      .setLngLat(this.#origin)
      .addTo(map)
    this.#marker.on('dragend', () => this.#moved(texts))
    pane.append(mapButtons(() => map, t))
    this.#status.textContent = texts.help
    this.dataset.state = 'ready'
  }

  #buttons(texts: Texts): HTMLElement {
    const box = document.createElement('div')
    box.className = 'pin-buttons'
    const ways: [keyof Texts, string, [number, number]][] = [
      ['north', '↑', [0, 1]],
      ['west', '←', [-1, 0]],
      ['east', '→', [1, 0]],
      ['south', '↓', [0, -1]],
    ]
    for (const [name, sign, by] of ways) box.append(pressed(sign, texts[name], () => this.#step(by, texts)))
    const back = pressed(texts.back, texts.back, () => {
      this.#marker.setLngLat(this.#origin)
      this.#moved(texts)
    })
    back.className = 'button button-quiet'
    box.append(back)
    return box
  }

  #step([east, north]: [number, number], texts: Texts): void {
    const { lng, lat } = this.#marker.getLngLat()
    const degrees = stepMetres / metresPerDegree
    const wide = degrees / Math.cos((lat * Math.PI) / 180)
    this.#marker.setLngLat([lng + east * wide, lat + north * degrees])
    this.#moved(texts)
  }

  #moved(texts: Texts): void {
    const { lng, lat } = this.#marker.getLngLat()
    const [lon0, lat0] = this.#origin
    const east = (lng - lon0) * metresPerDegree * Math.cos((lat * Math.PI) / 180)
    const metres = Math.round(Math.hypot(east, (lat - lat0) * metresPerDegree))
    this.#field.value = metres === 0 ? '' : `${lng.toFixed(6)},${lat.toFixed(6)}`
    this.#status.textContent = texts.moved.replace('#', String(metres))
  }
}

function pressed(sign: string, name: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = sign
  button.setAttribute('aria-label', name)
  button.addEventListener('click', press)
  return button
}

customElements.define('place-pin', PlacePin)
