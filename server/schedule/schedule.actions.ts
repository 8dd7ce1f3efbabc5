// Reads the dates of a place or a unit for whoever runs it.
import { schoolCalendar } from '../../seeds/reference.ts'
import { mayModerate, type SignedIn, speaksFor } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { type HistoryEntry, historyOf } from '../history/history.queries.ts'
import { readUnitRecord } from '../mobile-units/unit-changes.actions.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { Problem } from '../problems.ts'
import { holidayRegions } from '../sessions/holiday-regions.queries.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { type OfPlace, placeStanding, unitStanding } from '../submissions/submission-subject.queries.ts'
import { pendingDates, unitName } from './schedule.queries.ts'
import type { Schedule, ScheduleSubject } from './schedule.rules.ts'

type Db = Dependencies['db']

type Kept = Pick<Schedule, 'name' | 'version' | 'sessions' | 'closures'> & {
  /** Others than agents see only what is public. */
  isPublic: boolean
  standing: OfPlace
  territories: string[]
  communeCode: string | null
}

/**
 * The dates of a place or unit, with what the person proposed already.
 * @throws `not-found` where there is none, `not-allowed` where they answer neither for it nor for where it is
 */
export async function readSchedule(db: Db, subject: ScheduleSubject, account: SignedIn): Promise<Schedule> {
  const kept = subject.kind === 'unit' ? await keptOfUnit(db, subject.id) : await keptOfPlace(db, subject.id)
  if (!kept) throw new Problem('not-found')
  const { organisation } = kept.standing
  const isAgent = mayModerate(account.roles, kept.territories)
  // To others a hidden place is none.
  if (!isAgent && !kept.isPublic) throw new Problem('not-found')
  if (!isAgent && !speaksFor(account.roles, organisation?.id ?? 0)) {
    throw new Problem('not-allowed', { reason: 'wants-owner' })
  }
  const waiting = isAgent ? undefined : await pendingDates(db, subject, account.id)
  // What was proposed of an older version is for an agent to compare; the person goes on from what is true now.
  const pending = waiting?.baseVersion === kept.version ? waiting : undefined
  const sessions = pending?.proposed.sessions ?? kept.sessions
  const codes = [kept.communeCode, ...sessions.map(({ stop }) => stop?.communeCode)]
  const regionOf = await holidayRegions(
    db,
    codes.flatMap((code) => code ?? []),
  )
  return {
    subject,
    name: kept.name,
    version: kept.version,
    sessions,
    closures: pending?.proposed.closures ?? kept.closures,
    pending: pending
      ? { receipt: pending.receipt, isAsked: pending.state === 'asked', version: pending.version }
      : null,
    isAgent,
    publishesAtOnce: isAgent || organisation?.trusted === true,
    regionOf: ({ stop }) => regionOf(stop ? stop.communeCode : kept.communeCode),
    calendar: await schoolCalendar(),
  }
}

async function keptOfUnit(db: Db, id: number): Promise<Kept | undefined> {
  const standing = await unitStanding(db, id)
  const name = await unitName(db, id)
  if (!standing || name === undefined) return undefined
  const { sessions, closures } = await readUnitRecord(db, id)
  const territories = [...new Set(sessions.flatMap((session) => session.territories))]
  const { version } = standing
  return { name, version, sessions, closures, isPublic: true, standing, territories, communeCode: null }
}

async function keptOfPlace(db: Db, id: number): Promise<Kept | undefined> {
  const standing = await placeStanding(db, id)
  const kept = await readRecord(db, id)
  if (!standing || !kept) return undefined
  const { name, sessions, closures, communeCode, state } = kept.record
  const { territories } = kept.stored
  const isPublic = state === 'published'
  return { name, version: standing.version, sessions, closures, isPublic, standing, territories, communeCode }
}

/**
 * The sessions and closures as they stood after an entry of the history.
 * @param since number of the last entry that somebody knew; 0: none
 */
export async function listsAsOf(
  db: Db,
  { subject, sessions, closures }: Pick<Schedule, 'subject' | 'sessions' | 'closures'>,
  since: number,
): Promise<Pick<Schedule, 'sessions' | 'closures'>> {
  const later = (await historyOf(db, subject.id)).filter(({ id }) => id > since)
  return Object.assign({ sessions, closures }, ...later.map(listsBefore))
}

function listsBefore({ before }: HistoryEntry): { sessions?: SessionSaid[] } {
  const { sessions, closures } = (before ?? {}) as Partial<Pick<Schedule, 'sessions' | 'closures'>>
  return { ...(Array.isArray(sessions) && { sessions }), ...(Array.isArray(closures) && { closures }) }
}

/** Number of the last entry in the history of a place or unit; 0 where there is none. */
export async function lastEntry(db: Db, { id }: ScheduleSubject): Promise<number> {
  return (await historyOf(db, id))[0]?.id ?? 0
}
