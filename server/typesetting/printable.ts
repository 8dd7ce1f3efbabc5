// Texts as our fonts can set them. PDF/UA knows no empty boxes: one letter that no font has would refuse the whole document.
import type { Typeface } from './typefaces.ts'

/**
 * The same JSON with texts that can be set: pictures (☎, 🏠) are left out, letters are put as their plain sisters
 * (𝓔 as E), and what then has no letter here comes out as one question mark. Words that are wider than a column may be parted.
 */
export function printable(json: string, typefaces: readonly Typeface[]): string {
  // Text by text as they stand in the JSON: for thousands of places, reading and writing all of it takes a quarter second.
  const known = new Map<string, string>()
  return json.replace(jsonText, (text) => {
    if (isPlain(text)) return text
    // Days, hours and kinds come back on every card.
    const said = known.get(text) ?? JSON.stringify(settable(JSON.parse(text), typefaces))
    known.set(text, said)
    return said
  })
}

const jsonText = /"(?:[^"\\]|\\.)*"/g

/** Most texts: these characters are in the first font, and no word is long. */
const isPlain = (text: string) =>
  /^[\x20-\x5b\x5d-\x7e\xa0-\xac\xae-\xff’–—…\u202f]*$/.test(text) && !/[A-Za-zÀ-ÿ]{25}/.test(text)

function settable(text: string, typefaces: readonly Typeface[]): string {
  const composed = text
    .normalize('NFC')
    .replace(unwanted, '')
    .replace(/[\t\r\u2028\u2029]/g, ' ')
  const characters = [...composed].map((character) => characterFor(character, typefaces)).join('')
  const whole = /\p{M}/u.test(characters) ? withItsMarks(characters, typefaces) : characters
  return parted(
    whole === text
      ? whole
      : whole
          .replace(/ {2,}/g, ' ')
          .replace(/\?{2,}/g, '?')
          .trim(),
  )
}

/** Signs that steer, without a picture: all but line feeds, isolates and marks of direction, joiners, soft hyphens. */
const unwanted =
  /(?![\n\t\r\u00ad\u200b-\u200f\u2066-\u2069])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Variation_Selector}]/gu
const steering = /[\n\u00ad\u200b-\u200f\u2066-\u2069]/

const codeOf = (character: string) => character.codePointAt(0)!

function characterFor(character: string, typefaces: readonly Typeface[]): string {
  const has = (each: string) => typefaces.some((typeface) => typeface.has(codeOf(each)))
  if (steering.test(character) || has(character)) return character
  const sisters = [...character.normalize('NFKC')]
  if (sisters.every(has)) return sisters.join('')
  // A space of an unusual width, a picture, a mark on a letter, a letter.
  if (/\p{Zs}/u.test(character)) return ' '
  return /[\p{S}\p{M}\p{Extended_Pictographic}]/u.test(character) ? '' : '?'
}

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })

/** A letter and its marks come from one font: marks that no font has together with their letter are left out. */
function withItsMarks(text: string, typefaces: readonly Typeface[]): string {
  return Array.from(graphemes.segment(text), ({ segment }) => {
    const codes = [...segment].filter((each) => !steering.test(each)).map(codeOf)
    const isWhole = typefaces.some((typeface) => codes.every((code) => typeface.has(code)))
    return isWhole ? segment : segment.replace(/(?!^)\p{M}/gu, '')
  }).join('')
}

/** Puts soft hyphens into words that no column holds. Addresses, which hold signs, are parted by templates. */
function parted(text: string): string {
  return text.replace(longWord, (word) => word.replace(/\p{L}{12}(?=\p{L}{4})/gu, '$&\u00ad'))
}

const longWord = /(?<!\S)\p{L}{25,}(?=[\s,;:!?)]|$)/gu
