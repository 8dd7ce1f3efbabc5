// The history of a place as it may be told: to everybody in general terms, to agents with names and notes.
import type { HistoryAction } from '../history/history.queries.ts'
import type { PlaceRecord, Proposal } from '../places/place-record.rules.ts'

/** Who did it, in general terms: never a person. */
export type StoryTeller = 'import' | 'demonstration' | 'system' | 'organisation' | 'proposal' | 'agent'

export type StoryEntry = {
  id: number
  at: Date
  action: HistoryAction
  teller: StoryTeller
  /** What changed of the place; an entry of another kind (twins, trust) changes nothing of it. */
  before: Proposal
  after: Proposal
  /** The other place of a pair that was joined or parted. */
  twin: number | null
  /** Was the place before the public when this was done? */
  isPublic: boolean
  /** For agents only. */
  inside: { who: string | null; note: string | null; submissionId: number | null; trusted: boolean | null }
}

/** Values that reach a person, perhaps at home: what they were before is nobody's business any more. */
const personal: readonly (keyof PlaceRecord)[] = ['phone', 'emails']

/** What everybody may read: without who and why, without what was never public, without numbers of the past. */
export function publicStory(entries: readonly StoryEntry[]): StoryEntry[] {
  return entries
    .filter(
      ({ before, after, twin, action }) =>
        Object.keys({ ...before, ...after }).length > 0 || twin !== null || action !== 'changed',
    )
    .map((entry) => ({
      ...entry,
      before: entry.isPublic ? withoutPersonal(entry.before) : {},
      after: entry.isPublic ? withoutPersonal(entry.after) : {},
      inside: { who: null, note: null, submissionId: null, trusted: null },
    }))
}

function withoutPersonal(said: Proposal): Proposal {
  return Object.fromEntries(
    Object.entries(said).filter(([name]) => !personal.includes(name as keyof PlaceRecord)),
  ) as Proposal
}

/** The personal fields that an entry changes, of which the public is told that they changed, and no more. */
export function changedInPrivate({
  before,
  after,
}: Pick<StoryEntry, 'before' | 'after'>): (keyof PlaceRecord)[] {
  return personal.filter((name) => name in before || name in after)
}
