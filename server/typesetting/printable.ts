// Texts as our fonts can set them. PDF/UA knows no empty boxes: one letter that no font has would refuse the whole document.
import type { Typeface } from './typefaces.ts'

/**
 * The same JSON with texts that can be set: pictures (☎, 🏠) are left out, letters are put as their plain sisters
 * (𝓔 as E), and what then has no letter here comes out as question marks.
 */
export function printable(json: string, typefaces: readonly Typeface[]): string {
  const has = (character: number) => typefaces.some((typeface) => typeface.has(character))
  return JSON.stringify(
    JSON.parse(json, (_, value) => (typeof value === 'string' ? settable(value, has, typefaces) : value)),
  )
}

function settable(text: string, has: (character: number) => boolean, typefaces: readonly Typeface[]): string {
  // Most texts, at once.
  if (/^[\n\x20-\x7e\xa1-\xac\xae-\xff’–—…\u202f\xa0]*$/.test(text)) return text
  const composed = text
    .normalize('NFC')
    .replace(unwanted, '')
    .replace(/[\t\r\u2028\u2029]/g, ' ')
  const characters = [...composed].map((character) => characterFor(character, has)).join('')
  const whole = /\p{M}/u.test(characters) ? withItsMarks(characters, typefaces) : characters
  return whole === composed
    ? whole
    : whole
        .replace(/ {2,}/g, ' ')
        .replace(/\?{2,}/g, '?')
        .trim()
}

/** Signs that steer, without a picture: all but line feeds, isolates and marks of direction, joiners, soft hyphens. */
const unwanted =
  /(?![\n\t\r\u00ad\u200b-\u200f\u2066-\u2069])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Variation_Selector}]/gu
const steering = /[\n\u00ad\u200b-\u200f\u2066-\u2069]/

function characterFor(character: string, has: (character: number) => boolean): string {
  if (steering.test(character) || has(character.codePointAt(0)!)) return character
  const sisters = [...character.normalize('NFKC')]
  if (sisters.every((each) => has(each.codePointAt(0)!))) return sisters.join('')
  // A space of an unusual width, a picture, a mark on a letter, a letter.
  if (/\p{Zs}/u.test(character)) return ' '
  return /[\p{S}\p{M}\p{Extended_Pictographic}]/u.test(character) ? '' : '?'
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/** A letter and its marks come from one font: marks that no font has together with their letter are left out. */
function withItsMarks(text: string, typefaces: readonly Typeface[]): string {
  return Array.from(graphemes.segment(text), ({ segment }) => {
    const characters = [...segment].filter((each) => !steering.test(each)).map((each) => each.codePointAt(0)!)
    const isWhole = typefaces.some((typeface) => characters.every((each) => typeface.has(each)))
    return isWhole ? segment : segment.replace(/(?!^)\p{M}/gu, '')
  }).join('')
}
