// What lies under the places: the basemap that our server relays, in the reader's language, or paper.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Locale } from '../../i18n/languages.ts'
import { darkLayers } from './dark-colours.ts'
import type { Look } from './look.ts'

/** `style`: streets and names come with it; `outlines`: paper on which only our own outlines are drawn. */
export type Ground = { kind: 'style' | 'outlines'; style: StyleSpecification }

/** Longer, and the reader looks at nothing: outlines then serve. */
const patienceMs = 8_000

const paper: Ground = { kind: 'outlines', style: { version: 8, sources: {}, layers: [] } }

/** Asks for the ground; what cannot be had or read is paper. */
export async function fetchGround(locale: Locale): Promise<Ground> {
  try {
    const answer = await fetch(`/basemap/style/${locale}.json`, { signal: AbortSignal.timeout(patienceMs) })
    if (!answer.ok) return paper
    const style = (await answer.json()) as StyleSpecification
    if (style.version !== 8 || !Array.isArray(style.layers)) return paper
    const { 'reperes:ground': kind } = (style.metadata ?? {}) as Record<string, unknown>
    return kind === 'none' ? paper : { kind: 'style', style: withWholeSprites(style, location.origin) }
  } catch {
    return paper
  }
}

/** The library takes paths of our own for everything but sprites, whose addresses it wants whole. */
export function withWholeSprites(style: StyleSpecification, origin: string): StyleSpecification {
  const { sprite } = style
  if (!sprite) return style
  const whole = (path: string) => new URL(path, origin).href
  const named =
    typeof sprite === 'string' ? whole(sprite) : sprite.map(({ id, url }) => ({ id, url: whole(url) }))
  return { ...style, sprite: named }
}

/** What we draw ourselves: `under` the first label of the ground, or `over` everything. */
export type Drawing = {
  sources: StyleSpecification['sources']
  under: LayerSpecification[]
  over: LayerSpecification[]
}

/** The whole style: ground for this look, with our own layers in it. */
export function styleOf({ kind, style }: Ground, look: Look, drawings: Drawing[]): StyleSpecification {
  const layers =
    kind === 'outlines' ? [paperLayer(look)] : look.dark ? darkLayers(style.layers) : style.layers
  const label = layers.findIndex(({ type }) => type === 'symbol')
  const end = label < 0 ? layers.length : label
  return {
    ...style,
    sources: Object.assign({}, style.sources, ...drawings.map(({ sources }) => sources)),
    layers: [
      ...layers.slice(0, end),
      ...drawings.flatMap(({ under }) => under),
      ...layers.slice(end),
      ...drawings.flatMap(({ over }) => over),
    ],
  }
}

function paperLayer(look: Look): LayerSpecification {
  return {
    id: 'paper',
    type: 'background',
    paint: { 'background-color': look.dark ? look.paper : look.sand },
  }
}

/** A font that the ground's own labels use: no other would be relayed. */
export function fontOf({ style }: Ground): string[] {
  for (const layer of style.layers) {
    const font: unknown = layer.type === 'symbol' ? layer.layout?.['text-font'] : undefined
    if (
      Array.isArray(font) &&
      font.length > 0 &&
      font.every((name) => typeof name === 'string' && / /.test(name))
    )
      return font as string[]
  }
  return ['system-ui', 'sans-serif']
}
