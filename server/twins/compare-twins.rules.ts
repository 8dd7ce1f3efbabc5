// Are two places one? Gathers the evidence, has it judged, and says why.
import { editDistance } from '../../i18n/edit-distance.ts'
import { isHost } from './service-words.rules.ts'
import {
  type TwinFacts,
  type TwinReason,
  type TwinTraits,
  type TwinVerdict,
  twinTraits,
} from './twin.rules.ts'
import { type AddressRelation, distanceMetres, relateAddresses } from './twin-address.rules.ts'
import {
  type CommuneRelation,
  doorMetres,
  type Evidence,
  type Judgement,
  judge,
  type NameRelation,
  notBeyond,
  townMetres,
  within,
} from './twin-judgement.rules.ts'
import {
  isDistinctive,
  nameLikeness,
  type ReadName,
  relateServices,
  type ServiceRelation,
} from './twin-name.rules.ts'

const areFarPostalCodes = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.slice(0, 2) !== b.slice(0, 2)

/**
 * By INSEE code where both have one, else by name within a department; the same postal code under two names may be
 * one commune.
 */
function relateCommunes(a: TwinTraits, b: TwinTraits): CommuneRelation {
  if (a.city && b.city) {
    if (a.city !== b.city) return 'other'
    const [left, right] = [a.facts.communeCode, b.facts.communeCode]
    return left === right || left === a.city || right === b.city ? 'same' : 'other'
  }
  const [left, right] = [a.facts.postalCode, b.facts.postalCode]
  if (areFarPostalCodes(left, right)) return 'other'
  if (a.commune && b.commune && a.commune === b.commune) return 'same'
  if (!left || !right) return 'unknown'
  return left === right ? 'unknown' : 'other'
}

const overlaps = (a: string[], b: string[]): boolean => a.some((item) => b.includes(item))

const namesNoHost = ({ services }: ReadName): boolean => !services.some(isHost)

/** Are a name's service words only labels that an institution carries? */
const isLabel = (name: ReadName): boolean => name.services.length > 0 && namesNoHost(name)

/** From here on two names count as one, and as one inside the other. */
const sameNameFrom = 0.85
const partOfNameFrom = 0.6

function relateNames(
  a: ReadName,
  b: ReadName,
  likeness: number | null,
  services: ServiceRelation,
): NameRelation {
  if (likeness !== null) {
    if (likeness >= sameNameFrom) return 'same'
    return likeness >= partOfNameFrom ? 'part' : 'unlike'
  }
  if (services === 'same') return 'generic'
  if (overlaps(a.services, b.services)) return 'label'
  if (isDistinctive(a) || isDistinctive(b)) return 'unlike'
  const spelling = Math.floor(Math.min(a.folded.length, b.folded.length) / 8)
  if (editDistance(a.folded, b.folded, spelling) <= spelling) return 'generic'
  return services !== 'none' && namesNoHost(a) && namesNoHost(b) ? 'label' : 'unlike'
}

function gather(a: TwinTraits, b: TwinTraits): Evidence {
  const services = relateServices(a.name, b.name)
  const likeness = nameLikeness(a.name, b.name)
  return {
    commune: relateCommunes(a, b),
    address: relateAddresses(a.address, b.address),
    distance: a.lonLat && b.lonLat ? distanceMetres(a.lonLat, b.lonLat) : null,
    services,
    likeness,
    name: relateNames(a.name, b.name, likeness, services),
    contact:
      (a.siret !== null && a.siret === b.siret) ||
      (a.phone !== null && a.phone === b.phone) ||
      overlaps(a.emails, b.emails),
    otherSiret: a.siret !== null && b.siret !== null && a.siret !== b.siret,
    itinerant: a.facts.itinerant === true || b.facts.itinerant === true,
    bus: a.name.services.includes('mobile') || b.name.services.includes('mobile'),
    label: isLabel(a.name) || isLabel(b.name),
    sameWords: a.name.folded === b.name.folded,
  }
}

function nameReason({ name, likeness, sameWords, services }: Evidence): TwinReason | false {
  if (name === 'same') return likeness === null || likeness === 1 ? 'same-name' : 'similar-name'
  if (name === 'part') return 'partly-same-name'
  if (name === 'generic') return sameWords || services !== 'same' ? 'same-name' : 'same-service'
  return name === 'unlike' && 'other-name'
}

const addressReasons: Record<AddressRelation, TwinReason[]> = {
  'same-number': ['same-street-number'],
  'same-street': ['same-street'],
  'other-number': ['other-number'],
  'other-street': ['other-street'],
  unknown: [],
}

const serviceReasons: Record<ServiceRelation, TwinReason[]> = {
  same: ['same-service'],
  'one-lacks': ['missing-service-word'],
  other: ['other-service-words'],
  none: [],
}

function reasonsOf(a: TwinTraits, b: TwinTraits, e: Evidence): TwinReason[] {
  const sameWebsite = overlaps(a.facts.websites, b.facts.websites)
  const otherAddress = e.address === 'other-number' || e.address === 'other-street'
  const reasons: (TwinReason | false)[] = [
    nameReason(e),
    ...serviceReasons[e.services],
    ...addressReasons[e.address],
    e.commune === 'other' && 'other-commune',
    within(e.distance, doorMetres) && 'near',
    e.distance !== null && e.distance > townMetres && 'far',
    (e.itinerant || e.bus) &&
      (otherAddress || (e.address === 'unknown' && !notBeyond(e.distance, doorMetres))) &&
      'another-stop',
    a.siret !== null && a.siret === b.siret && 'same-siret',
    a.phone !== null && a.phone === b.phone && 'same-phone',
    overlaps(a.emails, b.emails) && 'same-email',
    sameWebsite && 'same-website',
  ]
  return [...new Set(reasons.filter((reason) => reason !== false))]
}

const addressScores: Record<AddressRelation, number | null> = {
  'same-number': 1,
  'same-street': 0.7,
  'other-number': 0.2,
  'other-street': 0,
  unknown: null,
}

/**
 * Weighted mean of what is known. Weights of the Coop de la médiation numérique: name 0.35, address 0.25,
 * position 0.20, SIRET 0.15, telephone 0.05; what one side does not say is left out of the mean.
 */
function rawScore(a: TwinTraits, b: TwinTraits, e: Evidence): number {
  const genericName = e.name === 'generic' ? 0.7 : 0.2
  const parts: [number, number | null][] = [
    [0.35, e.likeness ?? genericName],
    [0.25, addressScores[e.address]],
    [0.2, e.distance === null ? null : Math.max(0, 1 - e.distance / townMetres)],
    [0.15, a.siret && b.siret ? Number(a.siret === b.siret) : null],
    [0.05, a.phone && b.phone ? Number(a.phone === b.phone) : null],
  ]
  const known = parts.filter((part): part is [number, number] => part[1] !== null)
  const weight = known.reduce((sum, [share]) => sum + share, 0)
  const mean = known.reduce((sum, [share, value]) => sum + share * value, 0) / weight
  return e.services === 'other' ? mean * 0.7 : e.services === 'one-lacks' ? mean * 0.9 : mean
}

const bands: Record<Judgement, [from: number, to: number]> = {
  same: [0.8, 1],
  likely: [0.5, 0.79],
  different: [0, 0.49],
}

/** Compares two places whose traits are read (see `twinTraits`). Symmetric. */
export function compareTraits(a: TwinTraits, b: TwinTraits): TwinVerdict {
  const evidence = gather(a, b)
  const verdict = judge(evidence)
  const [from, to] = bands[verdict]
  const score = Math.round(Math.min(to, Math.max(from, rawScore(a, b, evidence))) * 100) / 100
  return { verdict, score, reasons: reasonsOf(a, b, evidence) }
}

/** Are two places one? Symmetric; `id` and `source` play no part. */
export const compareTwins = (a: TwinFacts, b: TwinFacts): TwinVerdict =>
  compareTraits(twinTraits(a), twinTraits(b))

const apartReasons = new Set<TwinReason>([
  'other-service-words',
  'other-name',
  'other-number',
  'other-street',
  'other-commune',
  'another-stop',
  'far',
])

/** Is there a reason against the pair, not only a lack of reasons for it? Such a pair is never in one group. */
export const keepsApart = ({ verdict, reasons }: TwinVerdict): boolean =>
  verdict === 'different' && reasons.some((reason) => apartReasons.has(reason))
