// What a calendar holds: the agenda exactly as its page shows it, or all that a place or a unit announces.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Dependencies } from '../dependencies.ts'
import { refuseWhere } from '../finder/find-where.actions.ts'
import { Problem, refuse } from '../problems.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { SessionKind } from '../sessions/session.rules.ts'
import { type AgendaParameters, readAgendaParameters, unknownParameters } from './agenda-address.rules.ts'
import { type Understanding, understandAgenda } from './agenda-search.actions.ts'
import { findOccurrences, type OccurrenceSearch, type PlacedOccurrence } from './occurrences.queries.ts'
import { mostInCalendar, wholeDays } from './whole-days.rules.ts'

export type Dates = {
  occurrences: PlacedOccurrence[]
  /** Where there are too many: the last day of which all are there. */
  lastDay: string | undefined
}

/**
 * The dates of the agenda with the same criteria and the same days.
 * @throws Problem for what a page would leave out with a word: nobody reads that in a calendar
 */
export async function agendaForCalendar(
  needs: Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>,
  query: Record<string, unknown>,
): Promise<Understanding & Dates> {
  const [unknown] = unknownParameters(query)
  if (unknown !== undefined) throw new Problem('unknown-parameter', { parameter: unknown.slice(0, 100) })
  const given: AgendaParameters = readAgendaParameters(query)
  const { search, ...understood } = await understandAgenda(needs, given, 'calendar')
  refuse(understood.faults)
  refuseWhere(needs, understood.where)
  return { ...understood, ...(await datesFor(needs, search, understood.days.from)) }
}

/** All dates to come at a place, or of a unit. */
export async function datesToCome(
  needs: { db: Kysely<Database>; now: () => Date },
  owner: { placeId: number } | { unitId: number },
  kinds: readonly SessionKind[],
): Promise<Dates> {
  const now = needs.now()
  const always = { from: null, until: null, untilIncluded: false }
  const anywhere = { near: undefined, radius: undefined, bbox: undefined, facets: {} }
  return datesFor(needs, { ...owner, ...anywhere, kinds, period: always, notOver: now }, dayInFrance(now))
}

async function datesFor(
  { db }: { db: Kysely<Database> },
  search: OccurrenceSearch,
  first: string,
): Promise<Dates> {
  const found = await findOccurrences(db, search, { limit: mostInCalendar + 1 })
  const { shown, lastDay } = wholeDays(found, mostInCalendar, first)
  return { occurrences: shown.flatMap(({ occurrences }) => occurrences), lastDay }
}
