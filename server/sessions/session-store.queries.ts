// Sessions, what changes in them, and closures, as they are kept.
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { point } from '../../db/geo.ts'
import type { Database } from '../../db/schema.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { Change, Recurrence } from './recurrence.rules.ts'
import type { SessionFacts, StoredSession, TextsByLanguage } from './session.rules.ts'
import { oneMoreVersion, writeChange } from './session-changes.queries.ts'

/** Whose session or closure: a place's or a mobile unit's. */
export type Owner = { placeId: number } | { unitId: number }

/** The columns of an owner. */
export const ownerColumns = (owner: Owner) =>
  'placeId' in owner ? { place_id: owner.placeId, unit_id: null } : { place_id: null, unit_id: owner.unitId }

export type OwnerColumn = 'place_id' | 'unit_id'

/** The sessions of these places, or of these units, in the order of their numbers. */
export async function readSessions(
  db: Kysely<Database>,
  column: OwnerColumn,
  ids: readonly number[],
): Promise<StoredSession[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where(column, 'in', [...ids])
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const numbers = rows.map(({ id }) => id)
  const [texts, changes] = [
    await db.selectFrom('session_text').selectAll().where('session_id', 'in', numbers).execute(),
    await db
      .selectFrom('session_change')
      .selectAll()
      .where('session_id', 'in', numbers)
      // In the order in which people write them: a list in another order would be another one.
      .orderBy('original_start')
      .execute(),
  ]
  const textsOf = Map.groupBy(texts, (text) => text.session_id)
  const changesOf = Map.groupBy(changes, (change) => change.session_id)
  return rows.map((row) => storedSession(row, textsOf.get(row.id) ?? [], changesOf.get(row.id) ?? []))
}

type SessionRow = Selectable<Database['session']>

function storedSession(
  row: SessionRow,
  texts: Selectable<Database['session_text']>[],
  changes: Selectable<Database['session_change']>[],
): StoredSession {
  return {
    id: row.id,
    placeId: row.place_id,
    unitId: row.unit_id,
    kind: row.kind,
    recurrence: recurrenceOf(row),
    byAppointment: row.by_appointment,
    changes: changes.map(changeOf),
    titles: byLanguage(texts, 'title'),
    descriptions: byLanguage(texts, 'description'),
    languages: row.languages,
    level: row.level,
    audiences: row.audiences,
    services: row.services,
    booking: row.booking,
    bookingUrl: row.booking_url,
    fee: row.fee,
    price: row.price,
    territories: row.territories,
    stop: row.position && {
      name: row.stop_name!,
      address: row.address,
      postalCode: row.postal_code,
      commune: row.commune,
      communeCode: row.commune_code,
      lonLat: row.position.coordinates as LonLat,
    },
    version: row.version,
    changedAt: row.changed_at.toISOString(),
  }
}

function recurrenceOf(row: SessionRow): Recurrence {
  if (row.opening_hours !== null) return { kind: 'hours', openingHours: row.opening_hours }
  return {
    kind: 'dates',
    start: row.starts_at!,
    durationMinutes: row.duration_minutes!,
    rule: row.rule,
    exceptions: row.exceptions,
    extraDates: row.extra_dates,
    publicHolidays: row.public_holidays,
    schoolHolidays: row.school_holidays,
  }
}

// The table holds nothing else (its checks).
function changeOf(row: Selectable<Database['session_change']>): Change {
  const { original_start: originalStart, kind, starts_at: start, ends_at: end, note } = row
  return { originalStart, kind, start, end, note } as Change
}

function byLanguage(
  texts: { language: string; kind: string; text: string }[],
  kind: 'title' | 'description',
): TextsByLanguage {
  return Object.fromEntries(
    texts.filter((text) => text.kind === kind).map(({ language, text }) => [language, text]),
  )
}

/** What is written of a new session: its texts stand in a table of their own. */
export type NewSession = Omit<StoredSession, 'id' | 'placeId' | 'unitId' | 'version' | 'changedAt'> & {
  importKey?: string
}

/** Adds a session with its texts and changes. @returns its number */
export async function insertSession(
  trx: Transaction<Database>,
  owner: Owner,
  session: NewSession,
  now: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('session')
    .values({
      ...ownerColumns(owner),
      ...sessionColumns(session),
      import_key: session.importKey ?? null,
      created_at: now,
      changed_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeTexts(trx, id, session)
  for (const change of session.changes) await writeChange(trx, id, change)
  return id
}

/** Writes a session anew, with its texts; the changes of its occurrences stay. */
export async function updateSession(
  trx: Transaction<Database>,
  id: number,
  session: NewSession,
): Promise<void> {
  await trx
    .updateTable('session')
    .set({ ...sessionColumns(session), ...oneMoreVersion })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('session_text').where('session_id', '=', id).execute()
  await writeTexts(trx, id, session)
}

/** Takes a session away, with all that hangs on it. */
export async function deleteSession(trx: Transaction<Database>, id: number): Promise<void> {
  await trx.deleteFrom('session').where('id', '=', id).execute()
}

function sessionColumns(session: NewSession) {
  const { recurrence, stop } = session
  return {
    kind: session.kind,
    ...recurrenceColumns(recurrence),
    by_appointment: session.byAppointment,
    languages: session.languages,
    level: session.level,
    audiences: session.audiences,
    services: session.services,
    booking: session.booking,
    booking_url: session.bookingUrl,
    fee: session.fee,
    price: session.price,
    stop_name: stop?.name ?? null,
    address: stop?.address ?? null,
    postal_code: stop?.postalCode ?? null,
    commune: stop?.commune ?? null,
    commune_code: stop?.communeCode ?? null,
    position: sql<never>`${point(stop?.lonLat ?? null)}`,
    territories: session.territories,
  }
}

function recurrenceColumns(recurrence: Recurrence) {
  if (recurrence.kind === 'hours') {
    return { opening_hours: recurrence.openingHours, starts_at: null, duration_minutes: null, rule: null }
  }
  return {
    opening_hours: null,
    starts_at: recurrence.start,
    duration_minutes: recurrence.durationMinutes,
    rule: recurrence.rule,
    exceptions: recurrence.exceptions,
    extra_dates: recurrence.extraDates,
    public_holidays: recurrence.publicHolidays,
    school_holidays: recurrence.schoolHolidays,
  }
}

async function writeTexts(
  trx: Transaction<Database>,
  id: number,
  { titles, descriptions }: Pick<SessionFacts, 'titles' | 'descriptions'>,
): Promise<void> {
  const rows = [
    ...Object.entries(titles).map(([language, text]) => ({ language, kind: 'title' as const, text })),
    ...Object.entries(descriptions).map(([language, text]) => ({
      language,
      kind: 'description' as const,
      text,
    })),
  ].map((row) => ({ ...row, session_id: id, origin: 'author' as const, of_version: null }))
  if (rows.length > 0) await trx.insertInto('session_text').values(rows).execute()
}
