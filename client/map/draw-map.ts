/// <reference types="vite/client" />
// Makes a map of MapLibre under our content security policy: ground, outlines, words, gestures.
import 'maplibre-gl/dist/maplibre-gl.css'
import '../styles/map.css'
import {
  AttributionControl,
  type Map as DrawnMap,
  Map as LibraryMap,
  type MapOptions,
  setWorkerUrl,
} from 'maplibre-gl'
// A file of our own address: the library's way, a worker made from a blob, is refused by the policy.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Locale } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { type Drawing, fetchGround, type Ground, styleOf } from './ground.ts'
import { libraryWords } from './library-words.ts'
import { type Look, onLookChange, readLook } from './look.ts'
import { fetchOutlines, type Outlines, outlinesDrawing, strengthenOutlines } from './territory-outlines.ts'
import { watchTiles } from './tile-failures.ts'
import { closestZoom, type View } from './view.ts'

setWorkerUrl(workerUrl)

/** The browser cannot draw: no WebGL 2. */
export class CannotDrawError extends Error {}

export type GroundState = 'style' | 'outlines' | 'failing'

/** What lies under the places, fetched once. */
export type Base = { ground: Ground; outlines: Outlines }

export async function fetchBase(locale: Locale): Promise<Base> {
  const [ground, outlines] = await Promise.all([fetchGround(locale), fetchOutlines()])
  return { ground, outlines }
}

export type MapWish = {
  container: HTMLElement
  t: Translate
  base: Base
  view: View
  /** Does one finger, or the wheel, scroll the page rather than move the map? */
  cooperative: boolean
  /** What is drawn over ground and outlines, in the colours of the page. */
  drawing: (look: Look) => Drawing
  /** Told at first and at each change: is the ground there? */
  onGround: (state: GroundState) => void
  /** Takes the map away. */
  signal: AbortSignal
}

/**
 * Draws the map.
 * @throws CannotDrawError without WebGL 2
 */
export function drawMap(wish: MapWish): DrawnMap {
  const { t, base, drawing, onGround, signal } = wish
  const { ground, outlines } = base
  const style = () => {
    const look = readLook()
    return styleOf(ground, look, [outlinesDrawing(outlines, ground, look, t), drawing(look)])
  }
  const map = construct(wish, style())
  signal.addEventListener('abort', () => map.remove(), { once: true })
  let failing = false
  const strengthen = () => strengthenOutlines(map, failing || ground.kind === 'outlines')
  onLookChange(() => {
    map.once('style.load', strengthen)
    map.setStyle(style(), { diff: false })
  }, signal)
  onGround(ground.kind)
  watchTiles(map, Object.keys(ground.style.sources), (now) => {
    failing = now
    strengthen()
    onGround(failing ? 'failing' : ground.kind)
  })
  return map
}

function construct(
  { container, t, view, cooperative }: MapWish,
  style: MapOptions['style'] & object,
): DrawnMap {
  const map = tryToMake({
    container,
    style,
    locale: libraryWords(t),
    ...view,
    minZoom: 3,
    maxZoom: closestZoom,
    // North stays on top and the ground flat: one way less to be lost.
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    cooperativeGestures: cooperative,
    attributionControl: false,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new AttributionControl({ compact: false }), 'bottom-left')
  return map
}

function tryToMake(options: MapOptions): DrawnMap {
  try {
    return new LibraryMap(options)
  } catch (error) {
    // The library builds its elements first and its drawing surface last.
    options.container instanceof HTMLElement && options.container.replaceChildren()
    throw new CannotDrawError('no WebGL 2', { cause: error })
  }
}
