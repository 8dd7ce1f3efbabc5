// A place as one document: all that people may say of it. It is what they propose, what agents compare, what the
// history keeps and brings back.
import { type Difference, difference } from '../history/difference.rules.ts'
import { type DatedNotice, type SessionSaid, sessionSaid } from '../sessions/session.rules.ts'
import { emptyFacts, type PlaceFacts } from './place-facts.rules.ts'
import type { PlaceText } from './place-feature.rules.ts'
import type { PlaceState, Validity } from './place-store.queries.ts'

/** Its point is its own: `lonLat` is `null` of a place that is shown at the centre of its commune. */
export type PlaceRecord = PlaceFacts & {
  state: PlaceState
  /** Texts in languages other than French. */
  texts: PlaceText[]
  /** Of a temporary place. */
  validity: Validity | null
  sessions: SessionSaid[]
  closures: DatedNotice[]
  /** Names of the facts that people said here: no import overwrites them. */
  corrected: string[]
}

/** What somebody sets of a place, by name; the rest stays. */
export type Proposal = Partial<PlaceRecord>

/** A place of which nothing is said yet. */
export const emptyRecord: PlaceRecord = {
  ...emptyFacts,
  state: 'published',
  texts: [],
  validity: null,
  sessions: [],
  closures: [],
  corrected: [],
}

export const recordNames = Object.keys(emptyRecord) as (keyof PlaceRecord)[]
const factNames = Object.keys(emptyFacts) as (keyof PlaceFacts)[]

/** The facts of a record alone. */
export const factsOfRecord = (record: PlaceRecord): PlaceFacts =>
  Object.fromEntries(factNames.map((name) => [name, record[name]])) as PlaceFacts

/** A record after a proposal. */
export const withProposal = (record: PlaceRecord, proposal: Proposal): PlaceRecord => ({
  ...record,
  ...proposal,
})

/**
 * What a proposal changes in a record; `undefined` when it says what is known already. The facts that it changes are
 * ours from then on, unless it says itself which are (as an earlier version does that is brought back).
 */
export function changesOf(record: PlaceRecord, proposal: Proposal): Difference<PlaceRecord> | undefined {
  const { sessions } = proposal
  const tidy = sessions ? { ...proposal, sessions: sessions.map(sessionSaid) } : proposal
  const changed = difference(record, tidy)
  if (!changed || proposal.corrected) return changed
  const said = factNames.filter((name) => name !== 'updatedAt' && name in changed.after)
  return difference(record, { ...tidy, corrected: [...new Set([...record.corrected, ...said])] })
}

/** A record of the past: what came after it is taken back, the latest first. */
export function recordBefore(now: PlaceRecord, laterFirst: readonly Proposal[]): PlaceRecord {
  return Object.assign({}, now, ...laterFirst)
}

/** A place as it was right after an entry of its history. @param entries the latest first */
export function recordAfter(
  now: PlaceRecord,
  entries: readonly { id: number; before: object | null }[],
  entryId: number,
): PlaceRecord {
  const later = entries.filter(({ id }) => id > entryId)
  return recordBefore(
    now,
    later.map(({ before }) => ofPlace(before)),
  )
}

/** Of what an entry holds, what is said of the place. */
export function ofPlace(said: object | null): Proposal {
  return Object.fromEntries(
    Object.entries(said ?? {}).filter(([name]) => (recordNames as string[]).includes(name)),
  ) as Proposal
}
