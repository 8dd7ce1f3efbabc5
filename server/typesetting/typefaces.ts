// The letters of the paper: fonts from packages, each read when a document needs it first.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { charactersOf } from './font-characters.ts'

export type Typeface = { family: string; fonts: Buffer[]; has(character: number): boolean }

const bold = ['400Regular', '700Bold']
const regular = ['400Regular']

/**
 * In the order in which Typst looks for a letter. Vazirmatn draws an Arabic letter in one piece: with Noto Sans Arabic, which
 * puts the dots apart, text that is copied out of a PDF has letters twice. Chinese and Japanese are there with their
 * names: a font of all their letters in two weights is 20 MB.
 */
const families: [family: string, weights: string[]][] = [
  ['Atkinson Hyperlegible Next', bold],
  ['Vazirmatn', bold],
  ['Noto Sans', bold],
  ['Noto Sans Armenian', regular],
  ['Noto Sans Georgian', regular],
  ['Noto Sans Hebrew', regular],
  ['Noto Sans Tamil', regular],
  ['Noto Sans Bengali', regular],
  ['Noto Sans Ethiopic', regular],
  ['Sawarabi Gothic', regular],
]

/** The typefaces that have the letters of these texts, as few as do; what none of them has is left to `printable`. */
export function typefacesFor(texts: readonly string[]): Typeface[] {
  let missing = new Set(texts.flatMap((text) => charactersIn(text)))
  const chosen: Typeface[] = []
  for (const index of families.keys()) {
    if (missing.size === 0 && index > 0) break
    const typeface = read(index)
    const left = new Set([...missing].filter((character) => !typeface.has(character)))
    // Templates have words of their own: the first is always there.
    if (index === 0 || left.size < missing.size) chosen.push(typeface)
    missing = left
  }
  return chosen
}

/** Each character of a text once, and those that `printable` may put in its place. */
function charactersIn(text: string): number[] {
  const unusual = [...new Set(text.replace(/[ -~]+/g, ''))].join('')
  return Array.from(unusual + unusual.normalize('NFKC'), (each) => each.codePointAt(0)!)
}

const typefaces: Typeface[] = []

function read(index: number): Typeface {
  typefaces[index] ??= typefaceOf(...families[index]!)
  return typefaces[index]
}

function typefaceOf(family: string, weights: string[]): Typeface {
  const folder = family.toLowerCase().replaceAll(' ', '-')
  const fonts = weights.map((weight) => {
    const file = `@expo-google-fonts/${folder}/${weight}/${family.replaceAll(' ', '')}_${weight}.ttf`
    return readFileSync(fileURLToPath(import.meta.resolve(file)))
  })
  // Compatibility forms of letters (ﻻ, ﬁ) are not in all weights: what the first font lacks is not counted on.
  const characters = charactersOf(fonts[0]!)
  return { family, fonts, has: (character) => characters.has(character) }
}
