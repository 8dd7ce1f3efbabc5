// Dates written ahead, at publication and as days pass. The clock of these tests stands at Friday 20 November 2026, 11:00.
import { type Kysely, sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { keepRolling } from '../../server/jobs/roll-forward.actions.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { rollPlaces } from '../../server/places/roll-forward.actions.ts'
import { insertNotice } from '../../server/sessions/notices.queries.ts'
import type { Change, Recurrence } from '../../server/sessions/recurrence.rules.ts'
import { type DatedNotice, emptySession } from '../../server/sessions/session.rules.ts'
import { insertSession, type NewSession } from '../../server/sessions/session-store.queries.ts'
import { bringPlaces, now } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit } from '../databases/units-in.ts'

const places = [
  { name: 'Bibliothèque du Neudorf', openingHours: 'Mo-Su 09:00-12:00' },
  { name: 'Maison de quartier', openingHours: 'Mo-Su 09:00-12:00' },
]

/** Once, unless a rule says more; each lasts two hours. */
const dates = (start: string, more: Partial<Extract<Recurrence, { kind: 'dates' }>> = {}): Recurrence => ({
  kind: 'dates',
  start,
  durationMinutes: 120,
  rule: null,
  exceptions: [],
  extraDates: [],
  publicHolidays: 'kept',
  schoolHolidays: 'kept',
  ...more,
})

const workshop = (recurrence: Recurrence, more: Partial<NewSession> = {}): NewSession => ({
  ...emptySession,
  kind: 'workshop',
  recurrence,
  ...more,
})

const closed = (from: string, until: string, text: string | null = null): DatedNotice => ({
  kind: 'closed',
  from,
  until,
  reason: 'works',
  text,
  language: 'fr',
})

describeWithDatabase('Dates written ahead', ({ database }) => {
  let db: Kysely<Database>
  let library: number
  let house: number

  beforeAll(async () => {
    db = database.db
    await bringPlaces(db, places)
    const idOf = async (name: string) =>
      (await db.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow()).id
    library = await idOf('Bibliothèque du Neudorf')
    house = await idOf('Maison de quartier')
  })

  beforeEach(async () => {
    await db.deleteFrom('session').execute()
    await db.deleteFrom('closure').execute()
    await db.updateTable('place').set({ twin_group: null }).execute()
    await publish([library, house])
  })

  const publish = (ids: number[], at = now()) =>
    db.transaction().execute((trx) => publishPlaces(trx, ids, at))

  const bring = (placeId: number, session: NewSession) =>
    db.transaction().execute(async (trx) => {
      await insertSession(trx, { placeId }, session, now())
      await publishPlaces(trx, [placeId], now())
    })

  /** What happens there by sessions, or by the hours of the place. */
  const datesAt = async (placeId: number, kind: 'workshop' | 'opening' = 'workshop') => {
    const { rows } = await sql<{ start: string; hours: number; state: string; note: string | null }>`
      select to_char(lower(during) at time zone 'Europe/Paris', 'YYYY-MM-DD HH24:MI') as start,
        extract(epoch from upper(during) - lower(during))::float8 / 3600 as hours, state, note
      from occurrence where place_id = ${placeId} and kind = ${kind} order by lower(during)`.execute(db)
    return rows
  }
  const startsAt = async (placeId: number, kind?: 'opening') =>
    (await datesAt(placeId, kind)).map(({ start }) => start)

  describe('as days pass', () => {
    it('bring the workshop that was announced for later than sixty days ahead', async () => {
      await bring(library, workshop(dates('2027-02-10T14:00')))
      expect(await startsAt(library)).toEqual([])
      await rollPlaces(db, () => new Date('2026-12-15T03:00:00Z'))
      expect(await startsAt(library)).toEqual(['2027-02-10 14:00'])
    })

    it('heed what closes the other place that shares the card', async () => {
      await db.updateTable('place').set({ twin_group: library }).execute()
      const [shown, behind] = await cardOf(db, [library, house], publish)
      await db
        .transaction()
        .execute((trx) => insertNotice(trx, { placeId: behind }, closed('2027-01-20', '2027-01-31'), now()))
      await publish([library])
      await rollPlaces(db, () => new Date('2026-11-30T03:00:00Z'))
      const starts = await startsAt(shown, 'opening')
      expect(starts.filter((start) => start >= '2027-01-18')).toEqual([
        '2027-01-18 09:00',
        '2027-01-19 09:00',
      ])
    })
  })

  it('go on for places when those of a bus cannot be written, and the log says why', async () => {
    const bus = await bringUnit(db, { name: 'Bus en panne' }, [
      { name: 'Place Kléber', lonLat: [7.7456, 48.5835], start: '2026-12-02T09:00' },
    ])
    await sql`alter table published_unit add constraint broken check (rolled_until < '2027-11-22')`.execute(
      db,
    )
    const warnings: object[] = []
    const log = { info() {}, warn: (message: object) => void warnings.push(message) }
    const end = keepRolling(db, () => new Date('2026-12-20T03:00:00Z'), log)
    await vi.waitUntil(async () => (await startsAt(library, 'opening')).at(-1) === '2027-02-18 09:00')
    await end()
    expect(warnings).toMatchObject([{ failure: { code: '23514' } }])
    await sql`alter table published_unit drop constraint broken`.execute(db)
    await db.deleteFrom('mobile_unit').where('id', '=', bus).execute()
  })

  describe('when those of one place cannot be written', () => {
    const later = () => new Date('2026-12-01T03:00:00Z')
    const lastOf = async (placeId: number) => (await startsAt(placeId, 'opening')).at(-1)
    const isBroken = async (placeId: number) => {
      const name = sql.raw(`place_${placeId}_is_broken`)
      const said = sql.raw(`place_id <> ${placeId} or rolled_until < '2027-01-21'`)
      await sql`alter table published_place add constraint ${name} check (${said})`.execute(db)
      return () => sql`alter table published_place drop constraint ${name}`.execute(db)
    }

    it('are those of the others of its batch, the log names it, and the next look tries it again', async () => {
      const mend = await isBroken(library)
      const warnings: object[] = []
      const log = { info() {}, warn: (message: object) => void warnings.push(message) }
      const end = keepRolling(db, later, log)
      await vi.waitUntil(async () => (await lastOf(house)) === '2027-01-30 09:00')
      await end()
      expect(warnings).toMatchObject([{ place: library, failure: { code: '23514' } }])
      expect(await lastOf(library)).toBe('2027-01-19 09:00')
      await mend()
      expect(await rollPlaces(db, later)).toBe(1)
      expect(await lastOf(library)).toBe('2027-01-30 09:00')
    })

    it('are those of the others when several processes share the work', async () => {
      const mend = await isBroken(library)
      const failed = new Set<number>()
      const told = { failed: (id: number) => void failed.add(id) }
      const counts = await Promise.all([1, 2, 3].map(() => rollPlaces(db, later, told)))
      expect(counts.reduce((sum, count) => sum + count)).toBe(1)
      expect([...failed]).toEqual([library])
      expect(await lastOf(house)).toBe('2027-01-30 09:00')
      await mend()
    })
  })

  describe('hold a date that was moved', () => {
    const moved = (originalStart: string, start: string, end: string): Change => ({
      originalStart,
      kind: 'moved',
      start,
      end,
      note: null,
    })

    it('from a day that is long past', async () => {
      const change = moved('2026-10-03T10:00', '2026-12-05T14:00', '2026-12-05T16:00')
      await bring(library, workshop(dates('2026-10-03T10:00'), { changes: [change] }))
      expect(await datesAt(library)).toMatchObject([{ start: '2026-12-05 14:00', state: 'moved' }])
    })

    it('to an end far away, as far as a week', async () => {
      const change = moved('2026-12-05T10:00', '2026-12-05T10:00', '2027-01-05T10:00')
      await bring(library, workshop(dates('2026-12-05T10:00'), { changes: [change] }))
      expect(await datesAt(library)).toMatchObject([{ start: '2026-12-05 10:00', hours: 7 * 24 }])
    })
  })

  describe('when clocks change', () => {
    it('hold a week of workshops that lasts through the hour that comes twice', async () => {
      const week = dates('2026-10-20T09:00', { durationMinutes: 7 * 24 * 60 })
      await db.transaction().execute(async (trx) => {
        await insertSession(trx, { placeId: library }, workshop(week), now())
        await publishPlaces(trx, [library], new Date('2026-10-10T10:00:00Z'))
      })
      expect(await datesAt(library)).toMatchObject([{ start: '2026-10-20 09:00', hours: 7 * 24 }])
    })

    it('hold once what two rules put into the hour that is left out', async () => {
      const night = dates('2026-03-29T02:30', { extraDates: ['2026-03-29T03:30'] })
      await db.transaction().execute(async (trx) => {
        await insertSession(trx, { placeId: library }, workshop(night), now())
        await publishPlaces(trx, [library], new Date('2026-03-20T10:00:00Z'))
      })
      expect(await startsAt(library)).toEqual(['2026-03-29 03:30'])
    })
  })

  it('say why a workshop is cancelled in somebody’s words, never in a code', async () => {
    await db
      .transaction()
      .execute((trx) => insertNotice(trx, { placeId: library }, closed('2026-12-01', '2026-12-02'), now()))
    await db.transaction().execute(async (trx) => {
      const leak = closed('2026-12-03', '2026-12-04', 'Fuite d’eau au premier étage')
      await insertNotice(trx, { placeId: library }, leak, now())
    })
    await bring(library, workshop(dates('2026-12-02T14:00', { extraDates: ['2026-12-03T14:00'] })))
    expect(await datesAt(library)).toMatchObject([
      { start: '2026-12-02 14:00', state: 'cancelled', note: null },
      { start: '2026-12-03 14:00', state: 'cancelled', note: 'Fuite d’eau au premier étage' },
    ])
  })

  it('hold both workshops when two people bring one each at the same moment', async () => {
    // On the embedded database they take turns anyhow.
    const together = database.kind === 'postgresql' ? meeting(2) : () => Promise.resolve()
    const bringBeside = (start: string) =>
      db.transaction().execute(async (trx) => {
        await insertSession(trx, { placeId: library }, workshop(dates(start)), now())
        await together()
        await publishPlaces(trx, [library], now())
      })
    await Promise.all([bringBeside('2026-12-02T14:00'), bringBeside('2026-12-09T14:00')])
    expect(await startsAt(library)).toEqual(['2026-12-02 14:00', '2026-12-09 14:00'])
  })
})

/** Keeps each who comes until so many have come. */
function meeting(size: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let come = 0
  return () => {
    come += 1
    if (come === size) resolve()
    return promise
  }
}

/** The place whose card stands for both, and the one behind it. */
async function cardOf(
  db: Kysely<Database>,
  [one, other]: [number, number],
  publish: (ids: number[]) => Promise<void>,
): Promise<[shown: number, behind: number]> {
  await publish([one, other])
  const { place_id: shown } = await db
    .selectFrom('published_place')
    .select('place_id')
    .executeTakeFirstOrThrow()
  return [shown, shown === one ? other : one]
}
