// Gives listed places what can be said of time at this moment.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import { closedDay } from '../opening-hours/closed-day.ts'
import { wallClock } from '../sessions/day.rules.ts'
import { holidayRegions } from '../sessions/holiday-regions.queries.ts'
import { occurrencesBetween, type ToldOccurrence } from '../sessions/occurrences.queries.ts'
import type { HoursThen, NextStop } from '../sessions/session.rules.ts'
import { tellableOn } from '../sessions/tellable-hours.rules.ts'
import { type TimeFacts, type TimeNow, timeNow } from '../sessions/time-now.rules.ts'
import { hoursWithin } from './open-then.queries.ts'
import type { OpenWindow } from './open-window.rules.ts'
import type { ListedPlace } from './place-card.view.ts'
import type { FoundPlaces } from './places.queries.ts'

const dayMs = 86_400_000
/** So far one looks for the next opening. */
const lookedAheadMs = 14 * dayMs
const stopsAheadMs = 60 * dayMs
/** Stops that a card tells beside the one that was found. */
const mostStops = 3

/**
 * The same places, each with its `time`, and units with their next `stops`. Read from what is published only.
 * @param open the time that was asked for: the hours then are told beside
 */
export async function withTimes(
  db: Kysely<Database>,
  places: readonly ListedPlace[],
  now: Date,
  open?: OpenWindow,
): Promise<ListedPlace[]> {
  const [then, times, shown] = await Promise.all([
    hoursThen(db, places, open),
    timesOf(
      db,
      places.filter((place) => !isUnit(place)),
      now,
    ),
    withStops(db, places, now),
  ])
  return shown.map((place) => {
    const time = times.get(place.id)
    const hours = then.get(place.id)
    const said = { ...(time && { time }), ...(hours && { hoursThen: hours }) }
    return { ...place, properties: { ...place.properties, ...said } }
  })
}

/** So many openings within the time that is asked for are told. */
const mostThen = 2

/** The hours at a time that is not now, by place: who asks for Saturday wants Saturday's hours. */
async function hoursThen(
  db: Kysely<Database>,
  places: readonly ListedPlace[],
  open: OpenWindow | undefined,
): Promise<Map<number, HoursThen[]>> {
  if (!open || open.asked === 'now') return new Map()
  const ids = places.filter((place) => !isUnit(place)).map(({ id }) => id)
  const byPlace = Map.groupBy(await hoursWithin(db, ids, open), ({ placeId }) => placeId)
  return new Map(
    [...byPlace].map(([id, hours]) => [
      id,
      hours.slice(0, mostThen).map(({ start, end, byAppointment, kind, languages }) => ({
        start: wallClock(start),
        end: wallClock(end),
        byAppointment,
        kind,
        languages: languages ?? [],
      })),
    ]),
  )
}

/** For paper: the units with their next stops, and at a time that was asked for the hours then, instead of those of now. */
export async function withStopsAndHours(
  db: Kysely<Database>,
  places: readonly ListedPlace[],
  now: Date,
  open?: OpenWindow,
): Promise<ListedPlace[]> {
  const then = await hoursThen(db, places, open)
  return (await withStops(db, places, now)).map((place) => {
    const hours = then.get(place.id)
    return hours
      ? { ...place, properties: { ...place.properties, at: wallClock(now), hoursThen: hours } }
      : place
  })
}

/** The same for features as text. */
export async function tellTimes(db: Kysely<Database>, found: FoundPlaces, now: Date): Promise<FoundPlaces> {
  const listed = found.places.map(({ feature }) => JSON.parse(feature) as ListedPlace)
  const told = await withTimes(db, listed, now)
  return {
    ...found,
    places: found.places.map((place, index) => ({ ...place, feature: JSON.stringify(told[index]) })),
  }
}

/** The same places; the units among them with their next stops. */
export async function withStops(
  db: Kysely<Database>,
  places: readonly ListedPlace[],
  now: Date,
): Promise<ListedPlace[]> {
  const stops = await stopsOf(db, places.filter(isUnit), now)
  const at = wallClock(now)
  return places.map((place) =>
    isUnit(place)
      ? { ...place, properties: { ...place.properties, at, stops: stops.get(place.id) ?? [] } }
      : place,
  )
}

const isUnit = ({ properties }: ListedPlace) => Boolean(properties.vehicle)

async function timesOf(
  db: Kysely<Database>,
  places: readonly ListedPlace[],
  now: Date,
): Promise<Map<number, TimeNow>> {
  const facts = await timeFacts(db, places, now, lookedAheadMs)
  return new Map([...facts].map(([id, each]) => [id, timeNow(each, now)]))
}

/** What is known of time at these places: from yesterday on, for who has closed for today was open. */
export async function timeFacts(
  db: Kysely<Database>,
  places: readonly Pick<ListedPlace, 'id' | 'properties'>[],
  now: Date,
  aheadMs: number,
): Promise<Map<number, Omit<TimeFacts, 'occurrences'> & { occurrences: ToldOccurrence[] }>> {
  if (places.length === 0) return new Map()
  const calendar = await schoolCalendar()
  const codes = places.flatMap(({ properties }) => properties.communeCode ?? [])
  const regionOf = await holidayRegions(db, codes)
  const ids = places.map(({ id }) => id)
  const occurrences = await occurrencesBetween(db, 'place_id', ids, {
    from: new Date(now.getTime() - dayMs),
    until: new Date(now.getTime() + aheadMs),
  })
  const byPlace = Map.groupBy(occurrences, ({ placeId }) => placeId!)
  return new Map(
    places.map(({ id, properties }) => {
      const { notices = [], communeCode = null, contactModes = [] } = properties
      const { validFrom = null, validUntil = null } = properties
      // Where no public is received, hours are those of a telephone: no door is open or closed.
      const week = contactModes.includes('not-public') ? null : (properties.openingWeek ?? null)
      const validity = validFrom || validUntil ? { from: validFrom, until: validUntil } : null
      const region = regionOf(communeCode)
      const holidayOn = (date: string) => week && closedDay(week, date, region, calendar)
      const tellable = tellableOn(week, properties, region, calendar)
      const told = { occurrences: byPlace.get(id) ?? [], week, notices, validity }
      return [id, { ...told, holidayOn, tellableOn: tellable }] as const
    }),
  )
}

async function stopsOf(
  db: Kysely<Database>,
  units: readonly ListedPlace[],
  now: Date,
): Promise<Map<number, NextStop[]>> {
  const occurrences = await occurrencesBetween(
    db,
    'unit_id',
    units.map(({ id }) => id),
    {
      from: now,
      until: new Date(now.getTime() + stopsAheadMs),
    },
  )
  const byUnit = Map.groupBy(occurrences, ({ unitId }) => unitId!)
  return new Map(
    units.map(({ id, properties }) => [
      id,
      toldStops(byUnit.get(id) ?? [], properties.stopStart).map(nextStop),
    ]),
  )
}

/** The stop that is now or next and the one after it, what is cancelled on the way, and the one that was found. */
function toldStops(stops: readonly ToldOccurrence[], foundStart: string | undefined): ToldOccurrence[] {
  const sure = stops.filter(({ state }) => state !== 'cancelled').slice(0, 2)
  const last = sure.at(-1)
  const coming = stops.slice(0, last ? stops.indexOf(last) + 1 : mostStops).slice(-mostStops)
  const found = stops.find(({ start }) => start.toISOString() === foundStart)
  return found && !coming.includes(found) ? [...coming, found] : coming
}

function nextStop({ session, start, end, state, note }: ToldOccurrence): NextStop {
  const { name, commune } = session!.stop!
  return { start: wallClock(start), end: wallClock(end), name, commune, state, note }
}
