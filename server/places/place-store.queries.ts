// Places as they are kept: everything known, public or not. Only those who decide read here; the public reads
// `published_place` (places.queries.ts).
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { LonLat, PlaceFacts } from './place-facts.rules.ts'
import type { PlaceText } from './place-feature.rules.ts'
import { organisationIds, organisationKey } from './place-organisations.queries.ts'
import { rewriteFrenchTexts, writeAllTexts } from './place-texts.queries.ts'
import type { Kind } from './vocabularies.rules.ts'

export type PlaceState = Database['place']['state']

/** The days on which a temporary place is there, `YYYY-MM-DD`, both included; `null` leaves a side open. */
export type Validity = { from: string | null; until: string | null }

export type StoredPlace = {
  id: number
  state: PlaceState
  facts: PlaceFacts
  /** The position is the centre of the commune. */
  approximate: boolean
  territories: string[]
  corrected: string[]
  verifiedAt: Date | null
  twinKeys: string[]
  twinGroup: number | null
  /** Texts in languages other than French. */
  texts: PlaceText[]
  source: { name: string; licence: string | null; producer: boolean } | null
  /** Of a temporary place. */
  validity: Validity | null
  /** Counts its changes, from 1. */
  version: number
}

/** What is written of a place: the texts and the organisation stand in tables of their own. */
export type PlaceToWrite = Pick<
  StoredPlace,
  'id' | 'state' | 'facts' | 'approximate' | 'territories' | 'twinKeys' | 'texts'
>

/** Reserves ids for so many new places. */
export async function reservePlaceIds(trx: Transaction<Database>, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('place', 'id')) as id from generate_series(1, ${count})`.execute(
    trx,
  )
  return rows.map(({ id }) => id)
}

/** Inserts places with their texts and organisations; all rows in one statement. */
export async function insertPlaces(
  trx: Transaction<Database>,
  places: PlaceToWrite[],
  now: Date,
): Promise<void> {
  if (places.length === 0) return
  const organisations = await organisationIds(trx, places)
  const columns = [...writtenColumns, 'created_at']
  const rows = places.map((place) => ({ ...rowOf(place, organisations), created_at: now }))
  await sql`
    insert into place (${sql.join(columns.map((name) => sql.ref(name)))})
    select ${sql.join(columns.map((name) => sql.ref(name)))}
    from jsonb_populate_recordset(null::place, ${JSON.stringify(rows)}::jsonb)`.execute(trx)
  await writeAllTexts(trx, places)
}

/**
 * Writes places anew and counts their version up; all rows in one statement. Texts in other languages than French stay
 * as they are: who wrote them, and from which version, is kept beside them.
 */
export async function updatePlaces(trx: Transaction<Database>, places: PlaceToWrite[]): Promise<void> {
  if (places.length === 0) return
  const organisations = await organisationIds(trx, places)
  const rows = places.map((place) => rowOf(place, organisations))
  const assignments = writtenColumns
    .filter((name) => name !== 'id')
    .map((name) => sql`${sql.ref(name)} = ${sql.ref(`new.${name}`)}`)
  await sql`
    update place set version = place.version + 1, ${sql.join(assignments)}
    from jsonb_populate_recordset(null::place, ${JSON.stringify(rows)}::jsonb) as new
    where place.id = new.id`.execute(trx)
  await rewriteFrenchTexts(trx, places)
}

const writtenColumns = [
  'id',
  'state',
  'name',
  'kind',
  'typologies',
  'pivot',
  'organisation_id',
  'address',
  'address_complement',
  'postal_code',
  'commune',
  'commune_code',
  'position',
  'approximate',
  'territories',
  'services',
  'procedures',
  'audiences',
  'care',
  'languages',
  'equipment',
  'equipment_amounts',
  'accessibility',
  'contact_modes',
  'support_modes',
  'fee',
  'programmes',
  'labels',
  'phone',
  'emails',
  'websites',
  'booking_url',
  'accessibility_url',
  'opening_hours',
  'opening_hours_given',
  'itinerant',
  'updated_at',
  'twin_keys',
] as const

type WrittenRow = Record<(typeof writtenColumns)[number], unknown>

function rowOf(place: PlaceToWrite, organisations: Map<string, number>): WrittenRow {
  const { facts } = place
  return {
    id: place.id,
    state: place.state,
    name: facts.name,
    kind: facts.kind,
    typologies: facts.typologies,
    pivot: facts.pivot,
    organisation_id:
      facts.organisation === null ? null : (organisations.get(organisationKey(facts.organisation)) ?? null),
    address: facts.address,
    address_complement: facts.addressComplement,
    postal_code: facts.postalCode,
    commune: facts.commune,
    commune_code: facts.communeCode,
    // PostGIS reads GeoJSON as the text of a geometry.
    position: facts.lonLat && { type: 'Point', coordinates: facts.lonLat },
    approximate: place.approximate,
    territories: place.territories,
    services: facts.services,
    procedures: facts.procedures,
    audiences: facts.audiences,
    care: facts.care,
    languages: facts.languages,
    equipment: facts.equipment,
    equipment_amounts: facts.equipmentAmounts,
    accessibility: facts.accessibility,
    contact_modes: facts.contactModes,
    support_modes: facts.supportModes,
    fee: facts.fee,
    programmes: facts.programmes,
    labels: facts.labels,
    phone: facts.phone,
    emails: facts.emails,
    websites: facts.websites,
    booking_url: facts.bookingUrl,
    accessibility_url: facts.accessibilityUrl,
    opening_hours: facts.openingHours,
    opening_hours_given: facts.openingHoursGiven,
    itinerant: facts.itinerant,
    updated_at: facts.updatedAt,
    twin_keys: place.twinKeys,
  }
}

/** Says on which days a place is there. */
export async function setValidity(
  trx: Transaction<Database>,
  placeId: number,
  { from, until }: Validity,
): Promise<void> {
  await trx
    .updateTable('place')
    .set({ valid_from: from, valid_until: until })
    .where('id', '=', placeId)
    .execute()
}

/** Keeps others from writing these places until the transaction ends: what is decided on what is read stands. */
export async function lockPlaces(trx: Transaction<Database>, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .selectFrom('place')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Places as they are kept, in the order of their ids; unknown ids are left out. */
export async function readPlaces(db: Kysely<Database>, ids: readonly number[]): Promise<StoredPlace[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('place')
    .leftJoin('organisation', 'organisation.id', 'place.organisation_id')
    .selectAll('place')
    .select('organisation.name as organisation_name')
    .where('place.id', 'in', [...ids])
    .orderBy('place.id')
    .execute()
  const texts = await db
    .selectFrom('place_text')
    .selectAll()
    .where('place_id', 'in', [...ids])
    .execute()
  const sources = await db
    .selectFrom('place_source')
    .innerJoin('source', 'source.id', 'place_source.source_id')
    .select(['place_source.place_id', 'source.name', 'source.licence', 'source.producer'])
    .where('place_source.place_id', 'in', [...ids])
    .orderBy('place_source.id')
    .execute()
  const textsByPlace = Map.groupBy(texts, (text) => text.place_id)
  const sourceByPlace = new Map(
    sources.map(({ place_id, name, licence, producer }) => [place_id, { name, licence, producer }]),
  )
  return rows.map((row) =>
    storedPlace(row, textsByPlace.get(row.id) ?? [], sourceByPlace.get(row.id) ?? null),
  )
}

type PlaceRow = import('kysely').Selectable<Database['place']> & { organisation_name: string | null }

function storedPlace(
  row: PlaceRow,
  texts: Database['place_text'][],
  source: StoredPlace['source'],
): StoredPlace {
  const french = (kind: PlaceText['kind']) =>
    texts.find((text) => text.language === 'fr' && text.kind === kind)?.text ?? null
  return {
    id: row.id,
    state: row.state,
    facts: { ...factsOf(row), summary: french('summary'), description: french('description') },
    approximate: row.approximate,
    territories: row.territories,
    corrected: row.corrected,
    verifiedAt: row.verified_at,
    twinKeys: row.twin_keys,
    twinGroup: row.twin_group,
    texts: texts
      .filter(({ language }) => language !== 'fr')
      .map(({ language, kind, text }) => ({ language, kind, text })),
    source,
    validity:
      row.valid_from === null && row.valid_until === null
        ? null
        : { from: row.valid_from, until: row.valid_until },
    version: row.version,
  }
}

// The database holds only codes that were checked when they were written.
function factsOf(row: PlaceRow): Omit<PlaceFacts, 'summary' | 'description'> {
  return {
    name: row.name,
    kind: row.kind as Kind,
    typologies: row.typologies,
    pivot: row.pivot,
    address: row.address,
    addressComplement: row.address_complement,
    postalCode: row.postal_code,
    commune: row.commune,
    communeCode: row.commune_code,
    lonLat: row.position && (row.position.coordinates as LonLat),
    languages: row.languages,
    equipmentAmounts: row.equipment_amounts,
    labels: row.labels,
    phone: row.phone,
    emails: row.emails,
    websites: row.websites,
    bookingUrl: row.booking_url,
    accessibilityUrl: row.accessibility_url,
    openingHours: row.opening_hours,
    openingHoursGiven: row.opening_hours_given,
    organisation: row.organisation_name,
    itinerant: row.itinerant,
    updatedAt: row.updated_at,
    ...codeLists(row),
  }
}

type CodeColumns = Pick<
  PlaceRow,
  | 'services'
  | 'procedures'
  | 'audiences'
  | 'care'
  | 'equipment'
  | 'accessibility'
  | 'contact_modes'
  | 'support_modes'
  | 'fee'
  | 'programmes'
>

/** The lists of codes of a row. */
export function codeLists(row: CodeColumns) {
  const { services, procedures, audiences, care, equipment, accessibility, fee, programmes } = row
  const lists = { services, procedures, audiences, care, equipment, accessibility, fee, programmes }
  return { ...lists, contactModes: row.contact_modes, supportModes: row.support_modes } as Pick<
    PlaceFacts,
    keyof typeof lists | 'contactModes' | 'supportModes'
  >
}
