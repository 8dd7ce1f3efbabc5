// Mobile units as they are kept: everything known, public or not. The public reads `published_unit` (units.queries.ts).
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import type { PlaceText } from '../places/place-feature.rules.ts'
import { organisationIds, organisationKey } from '../places/place-organisations.queries.ts'
import { codeLists } from '../places/place-store.queries.ts'
import type { StoredUnit, UnitFacts } from './unit-facts.rules.ts'

/** What is written of a unit: texts and organisation stand in tables of their own. */
export type UnitToWrite = Pick<StoredUnit, 'state' | 'facts' | 'texts'>

/** Adds a unit with its texts and its operator. @returns its number, which no place has */
export async function insertUnit(
  trx: Transaction<Database>,
  unit: UnitToWrite,
  sourceId: number | null,
  now: Date,
): Promise<number> {
  const { id } = await trx
    .insertInto('mobile_unit')
    .values({ ...(await columnsOf(trx, unit)), source_id: sourceId, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeTexts(trx, id, unit)
  return id
}

/** Writes a unit anew, and counts its version up. */
export async function updateUnit(trx: Transaction<Database>, id: number, unit: UnitToWrite): Promise<void> {
  await trx
    .updateTable('mobile_unit')
    .set({ ...(await columnsOf(trx, unit)), version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('mobile_unit_text').where('unit_id', '=', id).execute()
  await writeTexts(trx, id, unit)
}

async function columnsOf(trx: Transaction<Database>, { state, facts }: UnitToWrite) {
  const organisations = await organisationIds(trx, [{ facts }])
  const { organisation } = facts
  return {
    state,
    name: facts.name,
    vehicle: facts.vehicle,
    organisation_id:
      organisation === null ? null : (organisations.get(organisationKey(organisation)) ?? null),
    services: facts.services,
    procedures: facts.procedures,
    audiences: facts.audiences,
    care: facts.care,
    languages: facts.languages,
    equipment: facts.equipment,
    equipment_amounts: JSON.stringify(facts.equipmentAmounts),
    accessibility: facts.accessibility,
    contact_modes: facts.contactModes,
    support_modes: facts.supportModes,
    fee: facts.fee,
    programmes: facts.programmes,
    phone: facts.phone,
    email: facts.email,
    website: facts.website,
    booking_url: facts.bookingUrl,
    updated_at: facts.updatedAt,
  }
}

async function writeTexts(
  trx: Transaction<Database>,
  id: number,
  { facts, texts }: UnitToWrite,
): Promise<void> {
  const french = (['summary', 'description'] as const).flatMap((kind): PlaceText[] => {
    const text = facts[kind]
    return text ? [{ language: 'fr', kind, text }] : []
  })
  const rows = [...french, ...texts].map((text) => ({
    ...text,
    unit_id: id,
    origin: 'author' as const,
    of_version: null,
  }))
  if (rows.length > 0) await trx.insertInto('mobile_unit_text').values(rows).execute()
}

/** Units as they are kept, in the order of their numbers; unknown numbers are left out. */
export async function readUnits(db: Kysely<Database>, ids: readonly number[]): Promise<StoredUnit[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('mobile_unit')
    .leftJoin('organisation', 'organisation.id', 'mobile_unit.organisation_id')
    .leftJoin('source', 'source.id', 'mobile_unit.source_id')
    .selectAll('mobile_unit')
    .select(['organisation.name as organisation_name', 'source.name as source_name', 'source.licence'])
    .where('mobile_unit.id', 'in', [...ids])
    .orderBy('mobile_unit.id')
    .execute()
  const texts = await db
    .selectFrom('mobile_unit_text')
    .selectAll()
    .where('unit_id', 'in', [...ids])
    .execute()
  const textsOf = Map.groupBy(texts, ({ unit_id }) => unit_id)
  return rows.map((row) => storedUnit(row, textsOf.get(row.id) ?? []))
}

type UnitRow = Selectable<Database['mobile_unit']> & {
  organisation_name: string | null
  source_name: string | null
  licence: string | null
}

function storedUnit(row: UnitRow, texts: Selectable<Database['mobile_unit_text']>[]): StoredUnit {
  const french = (kind: PlaceText['kind']) =>
    texts.find((text) => text.language === 'fr' && text.kind === kind)?.text ?? null
  const facts: UnitFacts = {
    ...codeLists(row),
    name: row.name,
    vehicle: row.vehicle,
    languages: row.languages,
    equipmentAmounts: row.equipment_amounts,
    phone: row.phone,
    email: row.email,
    website: row.website,
    bookingUrl: row.booking_url,
    organisation: row.organisation_name,
    summary: french('summary'),
    description: french('description'),
    updatedAt: row.updated_at,
  }
  return {
    id: row.id,
    state: row.state,
    facts,
    texts: texts
      .filter(({ language }) => language !== 'fr')
      .map(({ language, kind, text }) => ({ language, kind, text })),
    verifiedAt: row.verified_at,
    source: row.source_name === null ? null : { name: row.source_name, licence: row.licence },
  }
}

/**
 * The numbers of the units that are not gone, by their folded names; of two with one name, the elder. Nobody else
 * writes them until the transaction ends.
 */
export async function lockUnitsByName(trx: Transaction<Database>): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('mobile_unit')
    .select(['id', 'name'])
    .where('state', '<>', 'gone')
    .orderBy('id', 'desc')
    .forUpdate()
    .execute()
  return new Map(rows.map(({ id, name }) => [fold(name), id]))
}

/** Keeps others from writing this unit until the transaction ends. @returns is there such a unit? */
export async function lockUnit(trx: Transaction<Database>, id: number): Promise<boolean> {
  const row = await trx
    .selectFrom('mobile_unit')
    .select('id')
    .where('id', '=', id)
    .where('state', '<>', 'gone')
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Says that a person spoke for this unit now. */
export async function confirmUnit(trx: Transaction<Database>, id: number, now: Date): Promise<void> {
  await trx
    .updateTable('mobile_unit')
    .set({ verified_at: now, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

/** Counts the versions of units up of which stops came, changed or went: what was proposed before speaks of another round. */
export async function countUnitChanges(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('mobile_unit')
    .set({ version: sql`version + 1` })
    .where('id', 'in', [...ids])
    .execute()
}
