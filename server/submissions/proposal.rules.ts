// What somebody proposes, as it comes from a form or over the API: read strictly, field by field. Other than an import,
// a person can be told what is wrong, so nothing is dropped and nothing is guessed.
import { textLimits } from '../imports/fault.rules.ts'
import { readEmail, readLink } from '../imports/links.rules.ts'
import { readPhone } from '../imports/phone.rules.ts'
import type { PlaceFacts } from '../places/place-facts.rules.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { listVocabularyNames } from '../places/vocabularies.rules.ts'
import { faultOf, type ProposalFault } from './proposal-fault.rules.ts'
import {
  type FieldReader,
  type Input,
  listReader,
  manyOf,
  oneLine,
  oneReader,
  paragraphs,
  patternReader,
  readKind,
  readLanguages,
  readLonLat,
  readPivot,
  readTexts,
  textReader,
} from './proposal-fields.rules.ts'
import type { ReadTimes } from './proposal-times.rules.ts'

/** Hands what needs a library: what is wrong with hours and sessions. */
export type ProposalContext = { readTimes: ReadTimes }

export type ReadProposal = { proposal: Proposal; faults: ProposalFault[] }

/**
 * Reads what is given of a place by the names of the API; a name that is missing stays as it is, `null`, `''` and `[]`
 * say that nothing is known. Never throws.
 */
export function readProposal(input: Input, { readTimes }: ProposalContext): ReadProposal {
  const faults: ProposalFault[] = []
  for (const name of Object.keys(input)) {
    if (!knownNames.has(name)) faults.push(faultOf(name.slice(0, 60), 'unknown-field'))
  }
  const parts = readers.map((read) => read(input, faults))
  const times = readTimes(input)
  faults.push(...times.faults)
  return { proposal: Object.assign({}, ...parts, times.proposal), faults }
}

/** What a new place must say, so that a person can go there: its name, kind, where, what for, when, and how to ask. */
export function missingOfNew(proposal: Proposal): ProposalFault[] {
  const has = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value))
  const wanted: [field: string, isThere: boolean][] = [
    ['name', has(proposal.name)],
    ['kind', has(proposal.kind)],
    ['address', has(proposal.address)],
    ['commune', has(proposal.commune) || has(proposal.communeCode)],
    ['services', has(proposal.services)],
    ['openingHours', has(proposal.openingHours) || has(proposal.openingHoursGiven) || has(proposal.sessions)],
    [
      'contact',
      has(proposal.phone) || has(proposal.emails) || has(proposal.bookingUrl) || has(proposal.websites),
    ],
  ]
  return wanted.filter(([, isThere]) => !isThere).map(([field]) => faultOf(field, 'required'))
}

/**
 * Who runs a place, and is named as its producer: the organisation that is said, else the place itself. So there always
 * is something that somebody can speak for.
 */
export const runnerOf = ({ organisation, name }: Pick<Proposal, 'organisation' | 'name'>): string =>
  organisation || name || ''

const lines: [name: keyof PlaceFacts, limit: number][] = [
  ['name', textLimits.name],
  ['address', textLimits.address],
  ['addressComplement', textLimits.addressComplement],
  ['commune', textLimits.commune],
  ['organisation', textLimits.organisation],
]

const readers: FieldReader[] = [
  ...lines.map(([name, limit]): FieldReader => textReader(name, limit, oneLine)),
  textReader('summary', textLimits.summary, oneLine),
  textReader('description', textLimits.description, paragraphs),
  patternReader('postalCode', /^\d{5}$/, 'postal-code'),
  patternReader('communeCode', /^([013-9]\d|2[AB1-9])\d{3}$/, 'commune-code'),
  ...listVocabularyNames.map((name): FieldReader => listReader(name)),
  readKind,
  readLonLat,
  readLanguages,
  readPivot,
  oneReader('phone', 'phone', (text) => readPhone(text)),
  manyOf('emails', 'email', readEmail),
  manyOf('websites', 'website', readLink),
  oneReader('bookingUrl', 'link', readLink),
  readTexts,
]

const knownNames = new Set<string>([
  ...lines.map(([name]) => name),
  'summary',
  'description',
  'postalCode',
  'communeCode',
  ...listVocabularyNames,
  'kind',
  'lonLat',
  'languages',
  'pivot',
  'phone',
  'email',
  'emails',
  'website',
  'websites',
  'bookingUrl',
  'texts',
  'openingHours',
  'openingHoursGiven',
  'sessions',
  'closures',
])
