import { fold } from '../../i18n/fold.ts'

const emptyWords = new Set(
  'a au aux d de des du et l la le les un une en the of and der die das und ve'.split(' '),
)

/** At most this many words of a query are looked at: a pasted page is not a question. */
const maxWords = 12

/** The words of a query that carry meaning, folded, each once; all of them when none does. */
export function wordsOf(text: string): string[] {
  const words = [...new Set(fold(text.slice(0, 500)).split(' '))].filter((word) => word !== '')
  const telling = words.filter((word) => !emptyWords.has(word))
  return (telling.length > 0 ? telling : words).slice(0, maxWords)
}
