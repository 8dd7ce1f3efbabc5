// A light style of a map, at night: the same hues, with light and dark exchanged.
import type { LayerSpecification } from 'maplibre-gl'

/** Darkest and lightest of the result: never black on black, never white that blinds. */
const [darkest, lightest] = [0.1, 0.82]

/** The layers with every colour darkened. Patterns are pictures made for light ground: they go. */
export function darkLayers(layers: readonly LayerSpecification[]): LayerSpecification[] {
  return layers.filter((layer) => !hasPattern(layer)).map(darkLayer)
}

const paintOf = (layer: LayerSpecification) => (layer.paint ?? {}) as Record<string, unknown>

const hasPattern = (layer: LayerSpecification) =>
  Object.keys(paintOf(layer)).some((name) => name.endsWith('-pattern'))

function darkLayer(layer: LayerSpecification): LayerSpecification {
  if (layer.type === 'raster')
    return { ...layer, paint: { ...layer.paint, 'raster-brightness-max': 0.35, 'raster-saturation': -0.4 } }
  const paint = Object.entries(paintOf(layer)).map(([name, value]) => [
    name,
    name.endsWith('-color') ? darkValue(value) : value,
  ])
  return { ...layer, paint: Object.fromEntries(paint) } as LayerSpecification
}

/** A colour, or an expression or function of zoom that holds colours. */
function darkValue(value: unknown): unknown {
  if (typeof value === 'string') return darkColour(value)
  if (Array.isArray(value)) return value.map(darkValue)
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, darkValue(inner)]))
  return value
}

/** The colour for dark ground; what is not a colour (a word of an expression) comes back as it is. */
export function darkColour(text: string): string {
  const colour = parse(text.trim().toLowerCase())
  if (!colour) return text
  const [hue, saturation, lightness, alpha] = colour
  const turned = lightest - lightness * (lightest - darkest)
  return `hsla(${round(hue)},${round(saturation * 60)}%,${round(turned * 100)}%,${alpha})`
}

type Hsla = [hue: number, saturation: number, lightness: number, alpha: number]

const round = (value: number) => Math.round(value * 10) / 10
const named: Record<string, string> = { white: '#fff', black: '#000', grey: '#808080', gray: '#808080' }

/** Hue in degrees, the others from 0 to 1; in the notations that styles of maps use. */
function parse(text: string): Hsla | undefined {
  const hex = /^#([\da-f]{3,8})$/.exec(named[text] ?? text)?.[1]
  if (hex) return parseHex(hex)
  const [, notation, inside] = /^(rgb|hsl)a?\(([^)]*)\)$/.exec(text) ?? []
  const parts = inside?.split(/[\s,/]+/).filter((part) => part !== '') ?? []
  const [a, b, c, d = '1'] = parts
  if (a === undefined || b === undefined || c === undefined) return undefined
  const [first, second, third, alpha] = [Number.parseFloat(a), portion(b), portion(c), portion(d)]
  if (![first, second, third, alpha].every(Number.isFinite)) return undefined
  return notation === 'hsl'
    ? [first, second, third, alpha]
    : fromRgb(portion(a, 255), portion(b, 255), portion(c, 255), alpha)
}

/** `30%` or a number out of `whole`, from 0 to 1. */
const portion = (text: string, whole = 1) => Number.parseFloat(text) / (text.endsWith('%') ? 100 : whole)

function parseHex(hex: string): Hsla | undefined {
  const short = hex.length <= 4
  const pairs = hex
    .match(short ? /./g : /../g)
    ?.map((each) => Number.parseInt(short ? each + each : each, 16))
  const [red, green, blue, alpha = 255] = pairs ?? []
  if (red === undefined || green === undefined || blue === undefined || hex.length === 5) return undefined
  return fromRgb(red / 255, green / 255, blue / 255, alpha / 255)
}

function fromRgb(red: number, green: number, blue: number, alpha: number): Hsla {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const [span, lightness] = [most - least, (most + least) / 2]
  if (span === 0) return [0, 0, lightness, alpha]
  const saturation = span / (1 - Math.abs(2 * lightness - 1))
  const sixth =
    most === red ? (green - blue) / span : most === green ? (blue - red) / span + 2 : (red - green) / span + 4
  return [(sixth * 60 + 360) % 360, saturation, lightness, alpha]
}
