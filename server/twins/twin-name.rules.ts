// Names of places, read and compared: without legal forms, service words and the name of the commune.
import { editDistance } from '../../i18n/edit-distance.ts'
import { fold } from '../../i18n/fold.ts'
import type { Kind } from '../places/vocabularies.rules.ts'
import { isTellingKind, kindOfService, readServices, type ServiceCode } from './service-words.rules.ts'
import { contentWords, singular, wordLikeness } from './twin-text.rules.ts'

/** A name made ready for comparison. */
export type ReadName = {
  /** The whole name, folded, for the plainest comparison. */
  folded: string
  /** Words that are left without services, legal form and commune, each once. */
  words: string[]
  services: ServiceCode[]
  /** The kind of place, where the name has no service word and the kind tells one. */
  kind: Kind | null
  /** First letters of the name's words, with and without the legal form. */
  initials: string[]
}

/** Abbreviations of names; an organisation writes them out in one file and not in the next. */
const abbreviations: [RegExp, string][] = [
  [/\bcsc\b|\bcentre socio ?culturel\b|\bcentre social socio ?culturel\b/g, 'centre social culturel'],
  [/^cs\b/g, 'centre social'],
  [/\bctre\b/g, 'centre'],
  [/\bcentre com(?:m)? action\b/g, 'centre communal action'],
  [/\bstes?\b/g, 'sainte'],
  [/\bst\b/g, 'saint'],
  [/\bdr\b/g, 'docteur'],
  [/\b(?:gal|gl)\b/g, 'general'],
  [/\b(?:biblio|bib)\b/g, 'bibliotheque'],
  [/\b(?:ass|asso|assoc)\b/g, 'association'],
  [/\b(?:dept|dpt|dep)\b/g, 'departement'],
  [/\bagglo\b/g, 'agglomeration'],
  [/\bqv\b/g, 'quartier'],
  [/\bsocio (culturel|educatif|professionnel)/g, 'social $1'],
  [/\bsocioculturel/g, 'social culturel'],
]

/** Legal forms, and what says nothing of which place it is. */
const silentWords = new Set(
  `association societe sas sarl sa scic scop eurl gie gip epic ville commune communal communale municipal
  municipale intercommunal intercommunale conseiller conseillere conseil numerique mediation mediateur federation`.split(
    /\s+/,
  ),
)

/** Words that half of the names hold: they count, but little. */
const faintWords = new Set(
  `accueil action agence aide animation antenne atelier bureau centre comite culturel culture departement
  departemental direction emploi espace foyer france formation groupe insertion internet local locale maison
  national pays permanence place point pole public quartier relais reseau residence rural salle secteur service
  site social solidarite structure territoire unite`.split(/\s+/),
)

const weightOf = (word: string): number => (faintWords.has(word) ? 0.3 : word.length === 1 ? 0.3 : 1)

function expandAbbreviations(folded: string): string {
  let name = folded
  for (const [pattern, full] of abbreviations) name = name.replace(pattern, full)
  return name
}

/** The folded commune without the number of its arrondissement: `Marseille 7` → `marseille`. */
export const foldCommune = (commune: string): string =>
  expandAbbreviations(fold(commune))
    .replace(/ (?:cedex.*|\d+(?:e|er|eme)?(?: arrondissement)?)$/, '')
    .trim()

const initialsOf = (words: string[]): string => words.map((word) => word[0]).join('')

/**
 * First letters, as people make a sigla: with and without the legal form, with and without the `d` of *de*; never
 * those of the commune.
 */
function readInitials(folded: string, ofCommune: Set<string>): string[] {
  const spoken = folded.split(' ').filter((word) => !ofCommune.has(word))
  const content = contentWords(spoken.join(' '))
  const withLinks = spoken.filter((word) => /^(?:de|du|des)$/.test(word) || content.includes(word))
  const named = content.filter((word) => !silentWords.has(word))
  return [...new Set([content, withLinks, named].map(initialsOf))].filter((letters) => letters.length >= 3)
}

/**
 * Reads a name; `commune` is the commune's name, whose words tell no two places of one commune apart (also singly:
 * `Médiathèque de Livron` in Livron-sur-Drôme).
 */
export function readName(name: string, commune: string | null, kind: Kind): ReadName {
  const folded = expandAbbreviations(fold(name))
  const { services, rest } = readServices(folded)
  const ofCommune = new Set(commune ? foldCommune(commune).split(' ') : [])
  const loud = contentWords(rest)
    .filter((word) => !ofCommune.has(word))
    .map(singular)
    .filter((word) => !silentWords.has(word))
  return {
    folded,
    words: [...new Set(loud)],
    services,
    kind: services.length === 0 && isTellingKind(kind) ? kind : null,
    initials: readInitials(folded, ofCommune),
  }
}

/** Does the name hold a word of its own, not only a service and faint words (`Mairie`, `Espace numérique`)? */
export const isDistinctive = (name: ReadName): boolean => name.words.some((word) => weightOf(word) === 1)

/** Pairs each word of the shorter list with its best fellow; the weight that matched on both sides, 0 to 1. */
function sharedWeight(a: string[], b: string[]): { ofShort: number; ofBoth: number } {
  const [short = [], long = []] = [a, b].sort((x, y) => x.length - y.length || (x.join() < y.join() ? -1 : 1))
  const free = new Set(long)
  let matched = 0
  for (const word of short) {
    let best: { fellow: string; likeness: number } | null = null
    for (const fellow of free) {
      const likeness = wordLikeness(word, fellow)
      if (likeness > (best?.likeness ?? 0)) best = { fellow, likeness }
    }
    if (!best) continue
    free.delete(best.fellow)
    matched += best.likeness * Math.min(weightOf(word), weightOf(best.fellow))
  }
  const total = (list: string[]): number => list.reduce((sum, word) => sum + weightOf(word), 0)
  return { ofShort: matched / total(short), ofBoth: (2 * matched) / (total(short) + total(long)) }
}

/** Numbers in names tell places apart (`Maison de quartier 2`); the same number, or one without, does not. */
function numbersDiffer(a: string[], b: string[]): boolean {
  const numbers = (words: string[]): string =>
    words
      .filter((word) => /\d/.test(word))
      .sort()
      .join(' ')
  const [left, right] = [numbers(a), numbers(b)]
  return left !== '' && right !== '' && left !== right
}

/** Three letters must be all initials of a name; four and more may be its first (`CIAM` in `… (CIAM)`). */
const standsFor = (letters: string, name: ReadName): boolean =>
  letters.length >= 3 &&
  letters.length <= 8 &&
  name.initials.some(
    (initials) => initials === letters || (letters.length > 3 && initials.startsWith(letters)),
  )

/**
 * How alike two names are, 0 to 1, services and commune left aside. 1 is the same name; about 0.75 is one name
 * inside the other (`Croix-Rouge`, `Croix-Rouge insertion`); `null` when one of them has no word left to compare.
 */
export function nameLikeness(a: ReadName, b: ReadName): number | null {
  if (a.folded === b.folded) return isDistinctive(a) ? 1 : null
  if (!isDistinctive(a) || !isDistinctive(b)) return siglaLikeness(a, b)
  const [left, right] = [a.words.join(''), b.words.join('')]
  if (left === right) return 1
  if (numbersDiffer(a.words, b.words)) return 0.3
  const limit = Math.floor(Math.min(left.length, right.length) / 8)
  const distance = editDistance(left, right, limit)
  if (distance <= limit) return 1 - distance * 0.05
  const { ofShort, ofBoth } = sharedWeight(a.words, b.words)
  return Math.max(ofBoth, ofShort >= 0.95 ? 0.75 : 0, siglaLikeness(a, b) ?? 0)
}

/** `MDM` stands for *Maison de la Métropole*; less when other words stand beside it. `null`: no sigla. */
function siglaLikeness(a: ReadName, b: ReadName): number | null {
  const stands = (name: ReadName, other: ReadName): number | null => {
    if (!name.words.some((word) => standsFor(word, other))) return null
    return name.words.length === 1 ? 0.9 : 0.75
  }
  return stands(a, b) ?? stands(b, a)
}

const travels = (name: ReadName): boolean => name.services.includes('mobile') || name.kind === 'mobile'

export type ServiceRelation = 'same' | 'one-lacks' | 'other' | 'none'

/**
 * What the service words of two names say of each other: `same`; `one-lacks` (one names a service that the other
 * does not: it may be the same place or another service in it); `other` (each names an institution of its own,
 * or one is a bus); `none` (neither says).
 */
export function relateServices(a: ReadName, b: ReadName): ServiceRelation {
  if (travels(a) !== travels(b)) return 'other'
  if (a.services.length === 0 && b.services.length === 0) {
    return a.kind && b.kind && a.kind !== b.kind ? 'one-lacks' : 'none'
  }
  if (a.services.length === 0 || b.services.length === 0) return relateKind(a, b)
  const lacking = a.services.filter((code) => !b.services.includes(code))
  const extra = b.services.filter((code) => !a.services.includes(code))
  if (lacking.length + extra.length === 0) return 'same'
  if (lacking.length < a.services.length) return 'one-lacks'
  return 'other'
}

/** Kinds that files often give for who runs a place: a room of the commune is not the town hall. */
const ofOrganisation = new Set<Kind>(['town-hall', 'social-action', 'department'])

/** One name has service words and the other none: its kind may speak for it. */
function relateKind(a: ReadName, b: ReadName): ServiceRelation {
  const [silent, speaking] = a.services.length === 0 ? [a, b] : [b, a]
  if (!silent.kind) return 'one-lacks'
  const kinds = speaking.services.map(kindOfService)
  if (kinds.includes(silent.kind))
    return kinds.length === 1 && !ofOrganisation.has(silent.kind) ? 'same' : 'one-lacks'
  return silent.kind === 'france-services' || kinds.includes(null) ? 'one-lacks' : 'other'
}

/** The words by which a name can be looked up again. */
export const distinctiveWords = (name: ReadName): string[] =>
  name.words.filter((word) => weightOf(word) === 1)
