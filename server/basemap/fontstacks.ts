// Which fonts a MapLibre style writes with: the relay gives the letters of no others.
import { isRecord } from './content.ts'

/** What MapLibre takes where a layer names no font. */
const defaultStack = 'Open Sans Regular,Arial Unicode MS Regular'

/** The font stacks of the layers, as MapLibre asks for them: names joined by commas. */
export function fontstacksOf(layers: readonly Record<string, unknown>[]): Set<string> {
  const stacks = new Set<string>()
  for (const { type, layout } of layers) {
    if (type !== 'symbol' || !isRecord(layout) || !('text-field' in layout)) continue
    const font = layout['text-font']
    if (font === undefined) stacks.add(defaultStack)
    // Parts of one label may be written with other fonts.
    for (const stack of [...stacksIn(font), ...stacksOfFormat(layout['text-field'])]) stacks.add(stack)
  }
  return stacks
}

/** A stack by itself, or those that an expression or a function of zoom chooses from. */
function stacksIn(font: unknown): string[] {
  if (isRecord(font))
    return Array.isArray(font.stops) ? font.stops.flatMap((stop) => stacksIn(stop?.[1])) : []
  if (!Array.isArray(font) || font.length === 0) return []
  return font[0] !== 'literal' && font.every((name) => typeof name === 'string')
    ? [font.join(',')]
    : literalStacks(font)
}

function literalStacks(expression: unknown): string[] {
  if (!Array.isArray(expression)) return []
  const [operator, ...inputs] = expression
  if (operator !== 'literal') return inputs.flatMap(literalStacks)
  const [fonts] = inputs
  return Array.isArray(fonts) && fonts.every((name) => typeof name === 'string') ? [fonts.join(',')] : []
}

function stacksOfFormat(label: unknown): string[] {
  if (!Array.isArray(label)) return []
  return label.flatMap((part) => (isRecord(part) ? stacksIn(part['text-font']) : stacksOfFormat(part)))
}
