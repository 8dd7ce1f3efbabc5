// Words from data as paper takes them: never so long that they push the rest of a card off the page.
import { cut } from '../../i18n/cut.ts'

/** Longest texts on paper, in characters; the page of the place has all of it. */
export const longest = { name: 160, line: 240, remark: 400 } as const

/** A text on one line; what is longer is shortened at a word and ends in an ellipsis. */
export function paperText(text: string, length: number): string {
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

/** The same where a text may be missing, or be empty once it is cleaned. */
export function paperTextOrNone(text: string | null | undefined, length: number): string | null {
  return paperText(text ?? '', length) || null
}

/** Data without the marks that turn the direction of what follows: they could turn our own sentences and the next card. */
export function withoutTurning<T>(data: T): T {
  const text = JSON.stringify(data)
  return turning.test(text) ? JSON.parse(text.replaceAll(allTurning, '')) : data
}

const turning = /\p{Bidi_Control}/u
const allTurning = /\p{Bidi_Control}/gu
