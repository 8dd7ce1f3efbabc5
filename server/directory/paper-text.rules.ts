// Words from data as paper takes them: never so long that they push the rest of a card off the page.
import { cut } from '../../i18n/cut.ts'

/** Longest texts on paper, in characters; the page of the place has all of it. */
export const longest = { name: 160, line: 240, remark: 400 } as const

/** A text on one line; what is longer is shortened at a word and ends in an ellipsis. */
export function paperText(text: string, length: number): string {
  return thatBreaks(shortened(text, length))
}

/** The same where a text may be missing, or be empty once it is cleaned. */
export function paperTextOrNone(text: string | null | undefined, length: number): string | null {
  return paperText(text ?? '', length) || null
}

/** An e-mail or web address, into which nothing is written: somebody copies it. */
export function paperAddressOrNone(address: string | null | undefined): string | null {
  return shortened(address ?? '', longest.name) || null
}

function shortened(text: string, length: number): string {
  const line = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\p{Cc}+/gu, '')
    .trim()
  if (line.length <= length) return line
  const start = cut(line, length - 1)
  const atWord = start.replace(/\s+\S*$/u, '')
  // One word that is longer than a line is cut where it is.
  return `${(atWord.length > length / 2 ? atWord : start).trimEnd()}…`
}

/** Longer than nearly all words: a web address, or what somebody typed without spaces. */
const unbroken = /[^\s\u200b-]{30,}/gu
const wayOn = /[/.@_?=&]+(?=[^/.@_?=&])|[^/.@_?=&]{16}(?=[^/.@_?=&]{4})(?!\p{M})/gu

/** The same, with room to go on in the next line within what would run over the edge of its column. */
const thatBreaks = (line: string) => line.replace(unbroken, (word) => word.replace(wayOn, '$&\u200b'))

/** Data without the marks that turn the direction of what follows: they could turn our own sentences and the next card. */
export function withoutTurning<T>(data: T): T {
  const text = JSON.stringify(data)
  return turning.test(text) ? JSON.parse(text.replaceAll(allTurning, '')) : data
}

const turning = /\p{Bidi_Control}/u
const allTurning = /\p{Bidi_Control}/gu
