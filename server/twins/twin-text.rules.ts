// Words of folded French names and addresses (see `fold`), and how alike two of them are.
import { editDistance } from '../../i18n/edit-distance.ts'

/** Articles and prepositions: no word of a name or a street is told apart by them. */
const linkWords = new Set(
  'a au aux avec chez d dans de des du en et l la le les par pour s sous sur un une'.split(' '),
)

/** The words of a folded text without articles and prepositions. */
export const contentWords = (folded: string): string[] =>
  folded.split(' ').filter((word) => word !== '' && !linkWords.has(word))

/** `mediatheques` and `mediatheque` are one word; short words keep their `s` (`gens`, `bus`). */
export const singular = (word: string): string =>
  word.length > 4 && /[sx]$/.test(word) && !word.endsWith('ss') ? word.slice(0, -1) : word

/** How much two words are one word, 0 or 0.5 to 1: spelling mistakes, cut words, initials (`f` for `francois`). */
export function wordLikeness(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (/\d/.test(short) || /\d/.test(long)) return 0
  if (short.length === 1) return long.startsWith(short) ? 0.5 : 0
  if (short.length >= 4 && long.startsWith(short)) return short.length / long.length >= 0.6 ? 0.9 : 0.6
  if (short.length < 5) return 0
  const limit = short.length >= 8 ? 2 : 1
  const distance = editDistance(short, long, limit)
  return distance > limit ? 0 : 1 - distance * 0.1
}
