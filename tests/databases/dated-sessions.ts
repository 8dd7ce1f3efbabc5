// Workshops, permanences, an open day and a bus with its stops, dated by hand around the clock of the tests.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import type { OccurrenceRow } from '../../server/recurrence/evaluation.rules.ts'
import { wallClock } from '../../server/sessions/day.rules.ts'
import { insertOccurrences, publishSessions } from '../../server/sessions/occurrences.queries.ts'
import { type StopPlace, sessionFacts } from '../../server/sessions/session.rules.ts'
import { insertSession, type NewSession, readSessions } from '../../server/sessions/session-store.queries.ts'

/** Wall-clock times, `YYYY-MM-DDTHH:MM`. */
type Dated = {
  start: string
  end: string
  /** When it would have begun. */
  original?: string
  state?: 'cancelled' | 'moved'
  note?: string
}

type Owner = { placeId: number } | { unitId: number }

const nothingSaid: NewSession = {
  kind: 'workshop',
  recurrence: {
    kind: 'dates',
    start: '2026-11-20T09:00',
    durationMinutes: 120,
    rule: null,
    exceptions: [],
    extraDates: [],
    publicHolidays: 'kept',
    schoolHolidays: 'kept',
  },
  byAppointment: false,
  changes: [],
  titles: {},
  descriptions: {},
  languages: [],
  level: null,
  audiences: [],
  services: [],
  booking: null,
  bookingUrl: null,
  fee: null,
  price: null,
  stop: null,
  territories: [],
}

/** The instant that a clock on the wall shows so. */
export function instantOf(wall: string): Date {
  const guess = new Date(`${wall}:00Z`)
  return new Date(guess.getTime() - (Date.parse(`${wallClock(guess)}:00Z`) - guess.getTime()))
}

/** Puts a session with these dates before the public. @returns its number */
export async function bringSession(
  trx: Transaction<Database>,
  owner: Owner,
  said: Partial<NewSession>,
  dates: Dated[],
): Promise<number> {
  const session = { ...nothingSaid, ...said }
  const id = await insertSession(trx, owner, session, new Date('2026-11-01T08:00:00Z'))
  const column = 'placeId' in owner ? 'place_id' : 'unit_id'
  const number = 'placeId' in owner ? owner.placeId : owner.unitId
  const stored = (await readSessions(trx, column, [number])).find((each) => each.id === id)!
  const whose = {
    placeId: 'placeId' in owner ? owner.placeId : null,
    unitId: 'unitId' in owner ? owner.unitId : null,
  }
  await publishSessions(trx, [{ ...whose, facts: sessionFacts(stored) }])
  const { stop, kind, level, languages, byAppointment } = session
  const rows = dates.map(
    ({ start, end, original = start, state = 'scheduled', note = null }): OccurrenceRow => ({
      place_id: whose.placeId ?? undefined,
      unit_id: whose.unitId ?? undefined,
      session_id: id,
      kind,
      starts_at: instantOf(start).toISOString(),
      ends_at: instantOf(end).toISOString(),
      original_start: original,
      state: state as OccurrenceRow['state'],
      by_appointment: byAppointment,
      level: level ?? undefined,
      languages: languages.length > 0 ? languages : undefined,
      comment: undefined,
      note: note ?? undefined,
      territories: stop ? session.territories : undefined,
      lon: stop?.lonLat[0],
      lat: stop?.lonLat[1],
    }),
  )
  await insertOccurrences(trx, [JSON.stringify(rows)])
  return id
}

/** A unit before the public, by hand. @returns its number */
export async function bringUnit(trx: Transaction<Database>, name: string): Promise<number> {
  const { id } = await trx
    .insertInto('mobile_unit')
    .values({
      state: 'published',
      name,
      vehicle: 'bus',
      equipment_amounts: '{}',
      created_at: new Date('2026-11-01T08:00:00Z'),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const feature = {
    type: 'Feature',
    id,
    geometry: null,
    properties: {
      name,
      kind: 'mobile',
      vehicle: 'bus',
      approximate: false,
      fee: ['free'],
      languages: ['fr'],
      accessibility: [],
      contactModes: [],
      notices: [],
    },
  }
  await trx
    .insertInto('published_unit')
    .values({
      unit_id: id,
      sort_name: name,
      search: sql`array_to_tsvector(array['languages:fr', 'fee:free', 'accessibility:step-free', 'services:work', 'level:unknown'])`,
      light: JSON.stringify(feature),
      whole: JSON.stringify(feature),
      shape: 1,
    })
    .execute()
  return id
}

export type DatedNumbers = {
  place: number
  library: number
  unit: number
  mouse: number
  turkish: number
  openDay: number
  evening: number
  market: number
}

export const market: StopPlace = {
  name: 'Place du Marché du Neudorf',
  address: 'place du Marché',
  postalCode: '67100',
  commune: 'Strasbourg',
  communeCode: '67482',
  lonLat: [7.7624, 48.5669],
}

/**
 * Around 20 November 2026, 11 h: what the places and the bus of these tests announce. The demonstration must stand.
 * Of the twelve dates that still come within a year, eleven begin in the next thirty days: one of them is cancelled, one moved.
 */
export async function bringDates(db: Kysely<Database>): Promise<DatedNumbers> {
  const numberOf = async (name: string) =>
    (await db.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
  const place = await numberOf('France Services Les Trois Ponts')
  const library = await numberOf('Bibliothèque La Page Buissonnière')
  return db.transaction().execute(async (trx) => {
    const unit = await bringUnit(trx, 'Le Bus bavard')
    const mouse = await bringSession(
      trx,
      { placeId: place },
      {
        titles: { fr: 'Premiers pas avec la souris', ar: 'الخطوات الأولى مع الفأرة' },
        descriptions: {
          fr: 'On apprend à tenir la souris, à cliquer, à ouvrir un dossier ; sans se presser.',
        },
        languages: ['fr', 'ar'],
        level: 'beginner',
        audiences: ['seniors'],
        services: ['everyday-skills'],
        booking: 'required',
        bookingUrl: 'https://example.org/inscription?atelier=souris,1',
        fee: 'free',
      },
      [
        { start: '2026-11-19T14:00', end: '2026-11-19T16:00' },
        { start: '2026-11-26T14:00', end: '2026-11-26T16:00' },
        {
          start: '2026-12-03T14:00',
          end: '2026-12-03T16:00',
          state: 'cancelled',
          note: 'L’animatrice est malade.',
        },
        {
          original: '2026-12-10T14:00',
          start: '2026-12-11T10:00',
          end: '2026-12-11T12:00',
          state: 'moved',
          note: 'La salle est prise jeudi.',
        },
        { start: '2026-12-17T14:00', end: '2026-12-17T16:00' },
      ],
    )
    const turkish = await bringSession(
      trx,
      { placeId: library },
      { kind: 'permanence', languages: ['tr'], byAppointment: true, price: '2 € la feuille imprimée' },
      ['2026-11-24', '2026-12-01', '2026-12-08'].map((day) => ({
        start: `${day}T09:00`,
        end: `${day}T12:00`,
      })),
    )
    const openDay = await bringSession(
      trx,
      { placeId: library },
      {
        kind: 'open-day',
        titles: { fr: 'Portes ouvertes, essais ; café' },
        booking: 'none',
        fee: 'paid',
        price: '3 €',
      },
      [{ start: '2026-11-28T10:00', end: '2026-11-29T18:00' }],
    )
    const evening = await bringSession(
      trx,
      { placeId: library },
      {
        titles: { fr: 'Mots de passe et arnaques' },
        level: 'intermediate',
        services: ['safety'],
        booking: 'advised',
      },
      [
        { start: '2026-11-20T09:00', end: '2026-11-20T10:30' },
        { start: '2026-11-20T18:00', end: '2026-11-20T20:00' },
      ],
    )
    const stop = {
      kind: 'stop' as const,
      stop: market,
      territories: ['neighbourhood-67482-neudorf-port-du-rhin', 'commune-67482', 'epci-246700488'],
    }
    const marketStops = await bringSession(trx, { unitId: unit }, { ...stop, languages: ['fr', 'gsw'] }, [
      { start: '2026-11-25T09:30', end: '2026-11-25T12:00' },
      { start: '2026-12-09T09:30', end: '2026-12-09T12:00', state: 'cancelled', note: 'Verglas.' },
      { start: '2027-06-09T09:30', end: '2027-06-09T12:00' },
    ])
    return { place, library, unit, mouse, turkish, openDay, evening, market: marketStops }
  })
}

/** Takes the dates of the demonstration away, so that the only ones are those that a test brings. */
export async function forgetDemonstrationTimes(db: Kysely<Database>, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('session').execute()
    await trx.deleteFrom('closure').execute()
    await trx.deleteFrom('mobile_unit').execute()
    const places = await trx.selectFrom('place').select('id').execute()
    await publishPlaces(
      trx,
      places.map(({ id }) => id),
      now,
    )
  })
}
