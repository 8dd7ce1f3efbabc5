// What the page of a place says of time: the state of this moment, the days to come, its workshops.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { type DatedDay, datedDays } from '../sessions/dated-week.rules.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { ToldOccurrence } from '../sessions/occurrences.queries.ts'
import { type TimeNow, timeNow } from '../sessions/time-now.rules.ts'
import { timeFacts } from './card-times.actions.ts'
import type { ShownPlace } from './place.view.ts'

export type PlaceTimes = {
  now: TimeNow
  /** Today first; empty when the hours are unknown or are not for the public. */
  days: DatedDay[]
  /** Workshops, permanences and open days to come, cancelled ones among them. */
  events: ToldOccurrence[]
}

/** What a calendar of these times would hold: what is announced, else the hours, else nothing. */
export function calendarOf({ now, days, events }: PlaceTimes): 'dates' | 'hours' | null {
  const isClosing = now.notices.some(({ kind, until }) => kind === 'closed' && until >= now.at.slice(0, 10))
  if (events.length > 0 || isClosing) return 'dates'
  return days.some(({ hours }) => hours.length > 0) ? 'hours' : null
}

const daysShown = 42
const mostEvents = 12
const dayMs = 86_400_000

/** All that the page says of time at this moment. */
export async function timesOfPlace(db: Kysely<Database>, place: ShownPlace, now: Date): Promise<PlaceTimes> {
  return (await timesOfPlaces(db, [place], now)).get(place.id)!
}

/** The same for several places, by number. */
export async function timesOfPlaces(
  db: Kysely<Database>,
  places: readonly ShownPlace[],
  now: Date,
): Promise<Map<number, PlaceTimes>> {
  const facts = await timeFacts(db, places, now, (daysShown + 1) * dayMs)
  return new Map(places.map((place) => [place.id, timesTold(place, facts.get(place.id)!, now)]))
}

type Facts = Awaited<ReturnType<typeof timeFacts>> extends Map<number, infer F> ? F : never

function timesTold({ properties }: ShownPlace, facts: Facts, now: Date): PlaceTimes {
  const { openingWeek, contactModes } = properties
  const isForPublic = openingWeek !== null && !contactModes.includes('not-public')
  const range = { from: dayInFrance(now), days: daysShown }
  return {
    now: timeNow(facts, now),
    days: isForPublic ? datedDays(facts.occurrences, openingWeek, range, facts) : [],
    events: facts.occurrences
      .filter(({ session, kind, end }) => session !== null && kind !== 'opening' && end > now)
      .slice(0, mostEvents),
  }
}
