// Texts from outside: no markup, no hidden characters, no endless lines.
import { cut } from '../../i18n/cut.ts'
import { withoutMarkup } from './markup.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import type { StandardColumn } from './standard-columns.rules.ts'

/** Beyond this a text is a mistake; also bounds the work that one cell can cause. */
const longestText = 100_000

/**
 * Control characters, direction overrides and isolates (which reorder the text around them), zero-width space, byte order mark,
 * soft hyphen, lone halves of surrogate pairs (which the database refuses). The joiners stay: Arabic and emoji need them.
 */
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what we look for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]|\p{Cs}/gu

/** Where Windows-1252 has letters and signs, ISO 8859-1 has control characters: what a wrong conversion leaves behind (U+0092 for ’). */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** A text without the characters that cannot be seen and change how the rest is read. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, '')
}

/** Gives back the signs that a wrong conversion from Windows-1252 turned into control characters. */
export function withWindowsSigns(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? '')
}

/** Did an export lose accents? The replacement character stands where a letter was. */
export function hasLostAccents(text: string): boolean {
  return text.includes('\ufffd')
}

/** Cuts a text to `limit` at the end of a sentence if one ends in its second half, else after a word, with `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  const room = text.slice(0, limit)
  const sentence = /^[\s\S]*[.!?](?=\s)/.exec(text.slice(0, limit + 1))?.[0] ?? ''
  if (sentence.length <= limit && sentence.length >= limit / 2) return sentence
  const word = /^[\s\S]*(?=\s)/.exec(room.slice(0, limit))?.[0] ?? ''
  const kept = word.length >= limit / 2 ? word : cut(text, limit - 1)
  return `${kept.replace(/[\s,;:.–-]+$/, '')}…`
}

export type CleanTextOptions = {
  /** Reports nothing: for a cell that another rule reports as a whole. */
  quiet?: boolean
}

/** A one-line text, or `null` when the cell says nothing. Reports markup, hidden characters, lost accents and length. */
export function cleanLine(
  report: RowReport,
  column: StandardColumn,
  limit: number,
  options: CleanTextOptions = {},
): string | null {
  return cleanText(report, column, limit, options, (text) => text.replace(/\s+/g, ' '))
}

/** Like `cleanLine`, but paragraphs stay apart. */
export function cleanParagraphs(report: RowReport, column: StandardColumn, limit: number): string | null {
  return cleanText(report, column, limit, {}, (text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n'),
  )
}

function cleanText(
  report: RowReport,
  column: StandardColumn,
  limit: number,
  options: CleanTextOptions,
  layout: (text: string) => string,
): string | null {
  const loud = !options.quiet
  if (loud) report.reportPlaceholder(column)
  const given = report.cell(column).slice(0, longestText)
  if (given === '') return null
  const converted = withWindowsSigns(given)
  const unmarked = withoutMarkup(converted)
  const seen = withoutHidden(unmarked)
  const text = layout(seen).trim().normalize('NFC')
  if (text === '') {
    if (loud) report.dropped(column, unmarked === converted ? 'hidden-characters' : 'markup', given)
    return null
  }
  if (loud && converted !== given) report.repaired(column, 'wrong-encoding', text, given)
  if (loud && unmarked !== converted) report.repaired(column, 'markup', text, given)
  else if (loud && seen !== unmarked) report.repaired(column, 'hidden-characters', text, given)
  if (loud && hasLostAccents(text)) report.kept(column, 'lost-accents', text)
  if (text.length <= limit) return text
  const short = shorten(text, limit)
  if (loud) report.repaired(column, 'too-long', short, given)
  return short
}
