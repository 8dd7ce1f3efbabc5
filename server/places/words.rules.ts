// Words with which places are looked for.
import { fold } from '../../i18n/fold.ts'

const emptyWords = new Set(
  `a au aux avec c ce chez d dans de des du en et il j je l la le les m ma mes mon n ou par pour qu s sur t un une
  and at for in my near of on the to with am der die das fur im mit und ve`.split(/\s+/),
)

/** At most this many words of a query are looked at: a pasted page is not a question. */
const maxWords = 12

/** Letters of a word that are looked at: PostgreSQL refuses a word of more than 2,046 bytes. */
const maxLetters = 60

/** The words of a query that carry meaning, folded, each once; all of them when none does. */
export function wordsOf(text: string): string[] {
  const all = fold(text.slice(0, 500)).split(' ')
  const words = [...new Set(all.map((word) => word.slice(0, maxLetters)))].filter((word) => word !== '')
  const telling = words.filter((word) => !emptyWords.has(word))
  return (telling.length > 0 ? telling : words).slice(0, maxWords)
}

/**
 * The condition that a place says the word, as PostgreSQL text search reads it (`tsquery`): a word that begins so, or
 * the same in the singular.
 */
export function saysWord(word: string): string {
  const singular = /^.{4,}[sx]$/.test(word) ? word.slice(0, -1) : undefined
  return singular ? `('${word}':* | '${singular}')` : `'${word}':*`
}

/** Initials and long forms of the same thing: signs say one, people say the other. */
const sameThings: readonly { said: RegExp; words: string }[] = [
  {
    said: /\b(csc|centre socio ?culturel|centre social et culturel)\b/,
    words: 'csc centre social socio culturel socioculturel',
  },
  { said: /\b(ccas|centre communal d action sociale)\b/, words: 'ccas centre communal action sociale' },
  { said: /\b(cms|centre medico social)\b/, words: 'cms centre medico social' },
  { said: /\b(mjc|maison des jeunes et de la culture)\b/, words: 'mjc maison jeunes culture' },
  { said: /\b(caf|caisse d allocations familiales)\b/, words: 'caf caisse allocations familiales' },
  { said: /\b(cpam|caisse primaire d assurance maladie)\b/, words: 'cpam caisse primaire assurance maladie' },
  { said: /\b(france travail|pole emploi)\b/, words: 'france travail pole emploi' },
  { said: /\b(france services|msap)\b/, words: 'france services msap' },
  { said: /\b(epn|espace public numerique)\b/, words: 'epn espace public numerique' },
]

/** Words under which a place is looked for beside those of its own name (folded). */
export function alsoCalled(foldedName: string): string[] {
  return sameThings.filter(({ said }) => said.test(foldedName)).map(({ words }) => words)
}
