// How a name is written on a map: on one line or several, whole or by its first part.

export type NameShape = {
  /** Parted by a line feed. */
  text: string
  widthMm: number
  heightMm: number
}

const mmPerPoint = 25.4 / 72
/** From one line to the next, in sizes. */
export const lineHeight = 1.05
const longestLine = 18
/** A name that is not parted. */
const shortest = 10

/** Widths of letters in parts of the size, rather too wide: Atkinson Hyperlegible, semi-bold. */
function widthOf(letter: string): number {
  if (/[iljI.,'’ -]/.test(letter)) return 0.31
  if (/[frt]/.test(letter)) return 0.4
  if (/[mwMW–]/.test(letter)) return 0.88
  return /\p{Lu}/u.test(letter) ? 0.68 : 0.58
}

/** Ways to write a name, the best first. Names of several quarters ("Neudorf – Musau") may end with the first. */
export function nameShapes(name: string, sizePt: number): NameShape[] {
  const parts = name.split(' – ')
  const ways = [
    ...(name.length <= longestLine ? [[name]] : []),
    balanced(name),
    parts.map((part, index) => (index < parts.length - 1 ? `${part} –` : part)),
    balanced(parts.slice(0, 2).join(' – ')),
    [parts[0]!],
  ]
  const shapes = ways.map((lines) => shapeOf(lines, sizePt))
  return shapes.filter(({ text }, index) => shapes.findIndex((each) => each.text === text) === index)
}

function shapeOf(lines: string[], sizePt: number): NameShape {
  const width = Math.max(...lines.map((line) => [...line].reduce((sum, letter) => sum + widthOf(letter), 0)))
  return {
    text: lines.join('\n'),
    widthMm: width * sizePt * mmPerPoint,
    heightMm: lines.length * lineHeight * sizePt * mmPerPoint,
  }
}

/**
 * On two lines of about the same length, parted between the quarters of a name, else at a space or a hyphen between
 * long words; on one where there is nowhere to part.
 */
function balanced(name: string): string[] {
  const breaks = [...name.matchAll(name.includes(' – ') ? /(?<=–) /g : / |(?<=\p{L}{6}-)(?=\p{L}{6})/gu)]
  if (breaks.length === 0 || name.length < shortest) return [name]
  const offMiddle = (index: number) => Math.abs(index - name.length / 2)
  const at = breaks.map(({ index }) => index).toSorted((a, b) => offMiddle(a) - offMiddle(b))[0]!
  return [name.slice(0, at).trim(), name.slice(at).trim()]
}
