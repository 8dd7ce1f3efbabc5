// Text written in capitals, brought to the form in which French writes it: `3 RUE KUHN` → `3 rue Kuhn`.
// Accents that capitals lost are not guessed, save in the words for kinds of street, which are a closed list.
import { looksLikeInitials } from './sigla.rules.ts'

export type DisplayKind = 'name' | 'address'

/** Kinds of street, and the abbreviations that the business register makes of them. */
// biome-ignore format: a list reads better in lines
const streetKinds: Readonly<Record<string, string>> = {
  ALL: 'allée', ALLEE: 'allée', ALLEES: 'allées', AV: 'avenue', AVE: 'avenue', AVENUE: 'avenue', BD: 'boulevard', BLD: 'boulevard',
  BLVD: 'boulevard', BVD: 'boulevard', BOULEVARD: 'boulevard', CAR: 'carrefour', CARREFOUR: 'carrefour', CENTRE: 'centre', CHE: 'chemin',
  CHEM: 'chemin', CHEMIN: 'chemin', CITE: 'cité', COUR: 'cour', COURS: 'cours', CRS: 'cours', CTR: 'centre', CTRE: 'centre', ESP: 'esplanade',
  ESPLANADE: 'esplanade', FBG: 'faubourg', FG: 'faubourg', FAUBOURG: 'faubourg', GALERIE: 'galerie', HAM: 'hameau', HAMEAU: 'hameau', IMP: 'impasse',
  IMPASSE: 'impasse', LOT: 'lotissement', LOTISSEMENT: 'lotissement', MAIL: 'mail', MTE: 'montée', MONTEE: 'montée', PAS: 'passage',
  PASSAGE: 'passage', PL: 'place', PLACE: 'place', PLACETTE: 'placette', PROM: 'promenade', PROMENADE: 'promenade', QUA: 'quartier', QUARTIER: 'quartier',
  QUAI: 'quai', R: 'rue', RLE: 'ruelle', RES: 'résidence', RESIDENCE: 'résidence', ROUTE: 'route', RPT: 'rond-point', RTE: 'route', RUE: 'rue',
  RUELLE: 'ruelle', SENTE: 'sente', SENTIER: 'sentier', SQ: 'square', SQUARE: 'square', TRA: 'traverse', TRAVERSE: 'traverse', VENELLE: 'venelle',
  VLA: 'villa', VOIE: 'voie',
}

const smallWords = new Set(
  'A À AU AUX CHEZ D DANS DE DES DU EN ENTRE ET L LA LE LES LEZ LÈS OU PAR POUR PRES PRÈS SANS SOUS SUR UN UNE'.split(
    ' ',
  ),
)
const months = new Set(
  'JANVIER FEVRIER FÉVRIER MARS AVRIL MAI JUIN JUILLET AOUT AOÛT SEPTEMBRE OCTOBRE NOVEMBRE DECEMBRE DÉCEMBRE'.split(
    ' ',
  ),
)
const repetitions = new Set(['BIS', 'TER', 'QUATER'])
/** After these a single letter is a mark on a door, not an article that lost its apostrophe. */
const markedThings = new Set([
  'BAT',
  'BATIMENT',
  'BT',
  'BLOC',
  'ENTREE',
  'ESC',
  'ESCALIER',
  'HALL',
  'IMMEUBLE',
  'LOT',
  'PORTE',
  'ZONE',
])

/** What is named after its village or quarter: the word in capitals after it is one, and no initials. */
const namedAfterTheirPlace = /^(?:m[ée]diath[èe]que|biblioth[èe]que|ludoth[èe]que|mairie|commune|ville)$/i

type Token = { text: string; isWord: boolean; raised: boolean }

/** The text in display form; unchanged where nothing in it is written in capitals. */
export function displayCase(text: string, kind: DisplayKind): string {
  const tokens = tokenise(text)
  const words = tokens.filter((token) => token.isWord)
  const allCapitals =
    words.every((word) => !hasLowerCase(word.text)) && words.some((word) => hasLetters(word.text))
  if (allCapitals) {
    if (isLoneShortWord(words, kind)) return text
    for (const word of words) word.raised = true
  } else {
    markRuns(tokens, kind)
  }
  if (!words.some((word) => word.raised)) return text
  return tokens.map((_, index) => lower(tokens, index, kind, allCapitals)).join('')
}

function tokenise(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu)].map(([part]) => ({
    text: part,
    isWord: /^[\p{L}\p{M}\p{N}]/u.test(part),
    raised: false,
  }))
}

const hasLetters = (text: string) => /\p{L}/u.test(text)
const hasLowerCase = (text: string) => /\p{Ll}/u.test(text)
const isCapitals = (text: string) => hasLetters(text) && !hasLowerCase(text)

/** `CAF`, `ALEF`: a name of one short word is more likely initials than a word. */
function isLoneShortWord(words: readonly Token[], kind: DisplayKind): boolean {
  const lettered = words.filter((word) => hasLetters(word.text))
  return kind === 'name' && lettered.length === 1 && (lettered[0]?.text.length ?? 0) <= 5
}

/** In a text of both cases, marks the runs of capitals that are words: `Médiathèque OLYMPE DE GOUGES`, not `Espace ULAM`. */
function markRuns(tokens: Token[], kind: DisplayKind): void {
  for (let start = 0; start < tokens.length; start += 1) {
    const first = tokens[start]!
    if (!first.isWord || !isCapitals(first.text)) continue
    const end = endOfRun(tokens, start)
    const run = tokens.slice(start, end + 1).filter((token) => token.isWord)
    const isStreet = kind === 'address' && run.length === 1 && streetWord(tokens, start) !== undefined
    if (isStreet || isRunOfWords(run, wordBefore(tokens, start), tokens[start - 1]?.text ?? '', kind)) {
      for (const word of run) word.raised = true
    }
    start = end
  }
}

/** The last word in capitals before the next word that is not; numbers between them count for nothing. */
function endOfRun(tokens: readonly Token[], start: number): number {
  const next = tokens.findIndex((token, index) => index > start && token.isWord && hasLowerCase(token.text))
  const candidates = tokens.slice(0, next < 0 ? tokens.length : next)
  return candidates.findLastIndex((token) => token.isWord && hasLetters(token.text))
}

function isRunOfWords(run: readonly Token[], before: string, separator: string, kind: DisplayKind): boolean {
  const plain = run
    .map((word) => word.text)
    .filter((word) => isCapitals(word) && !looksLikeInitials(word, kind))
  const longest = Math.max(0, ...plain.map((word) => word.length))
  if (kind === 'address') return longest >= (plain.length > 1 ? 4 : 5)
  if (longest >= 7 || (run.length > 1 && longest >= (plain.length > 1 ? 5 : 6))) return true
  const named = smallWords.has(before.toUpperCase()) || namedAfterTheirPlace.test(before)
  const follows = named && /^[\s'’]+$/.test(separator)
  return follows && longest >= 5
}

function wordBefore(tokens: readonly Token[], index: number): string {
  for (let at = index - 1; at >= 0; at -= 1) if (tokens[at]?.isWord) return tokens[at]?.text ?? ''
  return ''
}

/** The display form of one token, given its neighbours. */
function lower(tokens: readonly Token[], index: number, kind: DisplayKind, allCapitals: boolean): string {
  const token = tokens[index]!
  if (!token.isWord) return isLostApostrophe(tokens, index) ? "'" : token.text
  if (!token.raised) return token.text
  const word = token.text
  if (/\d/.test(word)) return ordinal(word)
  const before = wordBefore(tokens, index)
  const separator = tokens[index - 1]?.text ?? ''
  const opens = opensPhrase(before, separator)
  const street = kind === 'address' ? streetWord(tokens, index) : undefined
  if (street) return opens ? capitalised(street) : street
  if (isElision(tokens, index)) return opens ? word : word.toLowerCase()
  if (isLowerAfterNumber(word, before)) return word.toLowerCase()
  if ([...word].length === 1 && !isPreposition(tokens, index, allCapitals)) return word
  if (!smallWords.has(word)) return wordCase(word, kind)
  const named = kind === 'name' && separator === ' ' && startsProperName(word, before, allCapitals)
  return opens || named ? capitalised(word) : word.toLowerCase()
}

function wordCase(word: string, kind: DisplayKind): string {
  return isRomanNumeral(word) || looksLikeInitials(word, kind) ? word : capitalised(word)
}

function opensPhrase(before: string, separator: string): boolean {
  return before === '' || separator === ' - ' || /[:(|"«“–/]\s*$/.test(separator)
}

/** A single letter stays as it is, but for the preposition `à` between two words, which capitals may write `A`. */
function isPreposition(tokens: readonly Token[], index: number, allCapitals: boolean): boolean {
  const word = tokens[index]?.text
  const between =
    tokens[index - 1]?.text === ' ' && tokens[index + 1]?.text === ' ' && index + 2 < tokens.length
  return word === 'À' || (word === 'A' && between && allCapitals)
}

/** `rue du 8 mai 1945`, `5 bis`; and the second half of `aujourd'hui`. */
function isLowerAfterNumber(word: string, before: string): boolean {
  if (word === 'HUI' && before === 'AUJOURD') return true
  return (
    (months.has(word) && /^\d{1,2}(?:er)?$/i.test(before)) || (repetitions.has(word) && /^\d+$/.test(before))
  )
}

/** Two letters or more: a single I, V or X stays a capital anyway. Above 39 they are words more often than numerals. */
function isRomanNumeral(word: string): boolean {
  return /^(?=.{2})X{0,3}(?:IX|IV|V?I{0,3})$/.test(word)
}

/** `ASSOCIATION LE CARBET`, `Mairie de LA ROQUETTE`, but `COMMUNAUTE DE COMMUNES DE LA REGION`. */
function startsProperName(word: string, before: string, allCapitals: boolean): boolean {
  if (word !== 'LA' && word !== 'LE' && word !== 'LES') return false
  return allCapitals ? !smallWords.has(before) : /^(?:de|à)$/i.test(before)
}

/** A kind of street stands first, or right after the number: `PLACE` in `RUE DE LA PLACE` is part of a name. */
function streetWord(tokens: readonly Token[], index: number): string | undefined {
  const word = tokens[index]?.text ?? ''
  const street = Object.hasOwn(streetKinds, word) ? streetKinds[word] : undefined
  if (!street) return undefined
  const before = wordBefore(tokens, index)
  const afterNumber = /^\d+(?:\p{L}|bis|ter|quater)?$/iu.test(before) || repetitions.has(before.toUpperCase())
  const afterLetter = /^\p{L}$/u.test(before) && /^\d+$/.test(wordBefore(tokens, index - 2))
  return afterNumber || afterLetter || before === '' ? street : undefined
}

/** `L`, `D` before an apostrophe, or before a vowel where the apostrophe was lost: `DEPARTEMENT DE L EURE`. */
function isElision(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]?.text.toUpperCase()
  if (word !== 'L' && word !== 'D' && word !== 'QU') return false
  return /^['’]$/.test(tokens[index + 1]?.text ?? '') || isLostApostrophe(tokens, index + 1)
}

function isLostApostrophe(tokens: readonly Token[], index: number): boolean {
  const letter = tokens[index - 1]
  const next = tokens[index + 1]
  if (tokens[index]?.text !== ' ' || !letter?.raised || !/^[LD]$/.test(letter.text)) return false
  const before = wordBefore(tokens, index - 1)
  if (before === '' || /^\d+$/.test(before) || markedThings.has(before)) return false
  return /^[AEIOUYHÀÂÉÈÊËÎÏÔŒ]\p{L}/u.test(next?.text ?? '')
}

/** `11E`, `1ER` are lower case; `12B`, `LAB01`, `E2C` stay. */
function ordinal(word: string): string {
  return /^\d+(?:ER|ERE|E|EME|ÈME|ND|NDE|BIS|TER|QUATER)$/.test(word) ? word.toLowerCase() : word
}

function capitalised(word: string): string {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('').toLowerCase()
}
