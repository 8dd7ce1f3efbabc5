// Addresses of French streets, read and compared, and the distance between two points.
import { fold } from '../../i18n/fold.ts'
import type { LonLat } from '../places/place-facts.rules.ts'
import { contentWords, singular, wordLikeness } from './twin-text.rules.ts'

/** An address made ready for comparison; what cannot be read is empty. */
export type ReadAddress = {
  /** Street numbers, several where a building has several (`4-5`), each with its letter (`12b`). */
  numbers: string[]
  /** Kind of street in one spelling (`avenue`), `null` for a hamlet or a building. */
  streetType: string | null
  /** Words of the street's name, without articles and titles. */
  street: string[]
  /** The whole name of the street in one piece: `dubois` and `du bois`. */
  compact: string
}

/** Spellings of the kinds of street in the address files of the tax office, the post and people. */
const streetTypes: Record<string, string> = Object.fromEntries(
  Object.entries({
    allee: 'allee allees all al',
    avenue: 'avenue av ave aven',
    boulevard: 'boulevard bd bld blvd boul',
    carrefour: 'carrefour car carr',
    chaussee: 'chaussee chs',
    chemin: 'chemin che chem ch',
    cite: 'cite cites',
    cour: 'cour',
    cours: 'cours crs',
    esplanade: 'esplanade esp espl',
    faubourg: 'faubourg fg fbg fb',
    galerie: 'galerie gal',
    impasse: 'impasse imp',
    lotissement: 'lotissement lot',
    mail: 'mail',
    montee: 'montee mte',
    parvis: 'parvis prv',
    passage: 'passage pas pass',
    place: 'place pl plc placette',
    promenade: 'promenade prom',
    quai: 'quai quais',
    quartier: 'quartier qua quart',
    residence: 'residence res resid',
    rondpoint: 'rondpoint rpt',
    route: 'route rte',
    rue: 'rue r ruelle',
    sentier: 'sentier sente sen',
    square: 'square sq',
    traverse: 'traverse tra trav',
    voie: 'voie voies',
    zone: 'zone za zi zac zae',
  }).flatMap(([type, spellings]) => spellings.split(' ').map((spelling) => [spelling, type])),
)

const typePattern = Object.keys(streetTypes)
  .sort((a, b) => b.length - a.length)
  .join('|')

/** Titles before a surname: written, shortened or left out. */
const titles = new Set(
  `general generale gal gl gen marechal mal docteur dr president pdt pres professeur pr prof colonel col commandant
  cdt capitaine cne lieutenant lt abbe monseigneur mgr`.split(/\s+/),
)

const letters: Record<string, string> = { bis: 'b', ter: 't', quater: 'q' }

/** A number with its letter (`12bis`, `12 b`), at the start or just before a kind of street. */
const numberPattern = '(\\d{1,4}) ?(bis|ter|quater|[a-f])?'
const beforeStreet = new RegExp(
  `(?:^|\\s)((?:${numberPattern}(?: et | a | ))*${numberPattern}) (?=(?:petite? |grande? )?(?:${typePattern}) )`,
)
const atStart = new RegExp(`^${numberPattern}(?: |$)`)

/** Without postal code, commune, post-box and CEDEX, which stand beside the street in many files. */
function streetPart(address: string, commune: string | null): string {
  const folded = fold(address)
    .replace(/\brond point\b/g, 'rondpoint')
    .replace(/\bfb?g\b/g, 'faubourg')
    .replace(/\b(?:bp|cs|tsa) ?\d+\b/g, ' ')
    .replace(/\bcedex(?: \d+)?\b/g, ' ')
    .replace(/(?<=\S )\d{5}\b.*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
  const end = commune ? fold(commune) : ''
  return end.length > 2 && folded.endsWith(` ${end}`) ? folded.slice(0, -end.length - 1) : folded
}

const readNumbers = (text: string): string[] =>
  [...text.matchAll(new RegExp(numberPattern, 'g'))]
    .map(([, number, letter]) => `${Number(number)}${letter ? (letters[letter] ?? letter) : ''}`)
    .filter((number) => !number.startsWith('0'))

/** Reads an address; `commune` is the commune's name, cut where it ends the address. `null` when nothing is left. */
export function readAddress(address: string | null, commune: string | null): ReadAddress | null {
  if (!address) return null
  let text = streetPart(address, commune)
  const numbered = text.match(beforeStreet) ?? text.match(atStart)
  const numbers = numbered ? readNumbers(numbered[0].trim()) : []
  if (numbered) text = text.slice(numbered.index! + numbered[0].length).trim()
  const typed = text.match(new RegExp(`(?:^|\\s)(${typePattern}) `))
  const streetType = typed ? streetTypes[typed[1]!]! : null
  if (typed && (numbered || typed.index === 0)) text = text.slice(typed.index! + typed[0].length)
  else if (typed) text = text.slice(typed.index!).trim().slice(typed[1]!.length)
  const words = contentWords(text.replace(/\bst\b/g, 'saint').replace(/\bste\b/g, 'sainte')).map(singular)
  const named = words.filter((word) => !titles.has(word))
  const street = [...new Set(named.length > 0 ? named : words)]
  return street.length > 0 || numbers.length > 0
    ? { numbers, streetType, street, compact: text.replaceAll(' ', '') }
    : null
}

function sameStreetName(a: ReadAddress, b: ReadAddress): boolean {
  if (a.street.length === 0 || b.street.length === 0) return false
  if (a.compact === b.compact) return true
  const [short = [], long = []] = [a.street, b.street].sort((x, y) => x.length - y.length)
  return short.every((word) => long.some((other) => wordLikeness(word, other) >= 0.8))
}

/** `12` and `12 bis` may be one door written twice; `12 b` and `12 c` are two. */
const sameNumber = (a: string, b: string): boolean =>
  a === b || ((/\d$/.test(a) || /\d$/.test(b)) && Number.parseInt(a, 10) === Number.parseInt(b, 10))

export type AddressRelation = 'same-number' | 'same-street' | 'other-number' | 'other-street' | 'unknown'

/**
 * What two addresses of one commune say of each other. `same-street`: one or both have no number. `unknown`: one
 * is missing, or one is a building or a hamlet that says nothing of the other's street.
 */
export function relateAddresses(a: ReadAddress | null, b: ReadAddress | null): AddressRelation {
  if (!a || !b) return 'unknown'
  const sameType = a.streetType === b.streetType || a.streetType === null || b.streetType === null
  if (sameType && sameStreetName(a, b)) {
    if (a.numbers.length === 0 || b.numbers.length === 0) return 'same-street'
    const shared = a.numbers.some((left) => b.numbers.some((right) => sameNumber(left, right)))
    return shared ? 'same-number' : 'other-number'
  }
  const readable = (address: ReadAddress): boolean => address.streetType !== null && address.street.length > 0
  return readable(a) && readable(b) ? 'other-street' : 'unknown'
}

const earthRadiusMetres = 6_371_008.8

/** Distance in metres on the sphere (haversine); within 0.5 % of the ellipsoid. */
export function distanceMetres([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const radians = Math.PI / 180
  const sinLat = Math.sin(((latB - latA) * radians) / 2)
  const sinLon = Math.sin(((lonB - lonA) * radians) / 2)
  const h = sinLat ** 2 + Math.cos(latA * radians) * Math.cos(latB * radians) * sinLon ** 2
  return 2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(h)))
}
