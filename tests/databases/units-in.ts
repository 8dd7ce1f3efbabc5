// Mobile units made by hand, to fill a test's database with.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { emptyUnitFacts, type UnitFacts } from '../../server/mobile-units/unit-facts.rules.ts'
import { publishUnits } from '../../server/mobile-units/unit-publication.actions.ts'
import { insertUnit } from '../../server/mobile-units/unit-store.queries.ts'
import { insertNotice } from '../../server/sessions/notices.queries.ts'
import type { Change } from '../../server/sessions/recurrence.rules.ts'
import type { DatedNotice } from '../../server/sessions/session.rules.ts'
import { insertSession } from '../../server/sessions/session-store.queries.ts'
import { territoriesOf } from '../../server/territories/territories.queries.ts'
import { now } from './filled-app.ts'

export type GivenStop = {
  name: string
  lonLat: [number, number]
  start: string
  minutes?: number
  address?: string
  commune?: string
  communeCode?: string
  postalCode?: string
  rule?: string
  exceptions?: string[]
  changes?: Change[]
}

/** A unit with its stops, before the public. @returns its number */
export function bringUnit(
  db: Kysely<Database>,
  facts: Partial<UnitFacts> & { name: string },
  stops: GivenStop[],
  notices: DatedNotice[] = [],
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const unit = { state: 'published' as const, facts: { ...emptyUnitFacts, ...facts }, texts: [] }
    const unitId = await insertUnit(trx, unit, null, now())
    for (const stop of stops) {
      const { communeCode = '67482', lonLat } = stop
      const [territories = []] = await territoriesOf(trx, [{ communeCode, lonLat }])
      await insertSession(trx, { unitId }, stopSession(stop, territories), now())
    }
    for (const notice of notices) await insertNotice(trx, { unitId }, notice, now())
    await publishUnits(trx, [unitId], now())
    return unitId
  })
}

function stopSession(stop: GivenStop, territories: string[]) {
  const { name, lonLat, address = null, commune = 'Strasbourg', communeCode = '67482' } = stop
  return {
    kind: 'stop' as const,
    recurrence: {
      kind: 'dates' as const,
      start: stop.start,
      durationMinutes: stop.minutes ?? 180,
      rule: stop.rule ?? null,
      exceptions: stop.exceptions ?? [],
      extraDates: [],
      publicHolidays: 'kept' as const,
      schoolHolidays: 'kept' as const,
    },
    byAppointment: false,
    changes: stop.changes ?? [],
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
    territories,
    stop: { name, address, postalCode: stop.postalCode ?? '67000', commune, communeCode, lonLat },
  }
}

/** Says that one stop does not take place. */
export const cancelled = (originalStart: string, note: string | null = null): Change => ({
  originalStart,
  kind: 'cancelled',
  start: null,
  end: null,
  note,
})
