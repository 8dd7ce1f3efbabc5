// Where the stops of a file are: their point, their commune, their territories.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { franceCommunes } from '../../seeds/reference.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { type CommuneLookup, makeCommuneLookup } from '../imports/commune-lookup.rules.ts'
import { foldCommuneName } from '../imports/commune-name.rules.ts'
import type { StopPlace } from '../sessions/session.rules.ts'
import { territoriesOf, territoryNames } from '../territories/territories.queries.ts'
import type { PlacedStop } from './stop-session.rules.ts'
import type { StopFault, StopRow } from './stops-row.rules.ts'

/** An answer of the address service below this score may be another street. */
const leastScore = 0.7

let communes: Promise<CommuneLookup> | undefined

/**
 * Gives each stop its place. A stop without a point stands where it stood before at the same address, else where the
 * address service says; without either it is refused.
 * @param before the place of this stop as it is known already
 */
export async function placeStops(
  trx: Transaction<Database>,
  geocoder: Geocoder,
  rows: StopRow[],
  before: (row: StopRow) => StopPlace | null,
): Promise<{ placed: PlacedStop[]; faults: StopFault[] }> {
  communes ??= franceCommunes().then(makeCommuneLookup)
  const lookup = await communes
  const found: { row: StopRow; place: StopPlace }[] = []
  const faults: StopFault[] = []
  // The same square comes back every other week.
  const points = new Map<string, StopPlace | undefined>()
  for (const row of rows) {
    const place = row.lonLat
      ? { ...addressOf(row, lookup), lonLat: row.lonLat }
      : (placeBefore(row, before(row)) ?? (await lookUp(row, lookup, geocoder, points)))
    if (place) found.push({ row, place })
    else faults.push({ line: row.line, reason: 'address-not-found', value: row.addressGiven ?? '' })
  }
  const territories = await territoriesOf(
    trx,
    found.map(({ place }) => place),
  )
  const names = await territoryNames(trx, [...new Set(territories.flat())])
  const placed = found.map(({ row, place }, index) => ({
    row,
    place: withCommune(place, territories[index]!, names),
    territories: territories[index]!,
  }))
  return { placed, faults }
}

function addressOf({ name, address, postalCode, commune }: StopRow, lookup: CommuneLookup) {
  const byName = commune === null ? [] : lookup.communesByName(foldCommuneName(commune))
  const known =
    byName.find(({ postalCodes }) => postalCode !== null && postalCodes.includes(postalCode)) ??
    (byName.length === 1 ? byName[0] : undefined)
  return {
    name,
    address,
    postalCode,
    commune: known?.name ?? commune,
    communeCode: known?.code ?? null,
  }
}

function placeBefore(row: StopRow, known: StopPlace | null): StopPlace | undefined {
  const isSame = known !== null && known.address === row.address && known.postalCode === row.postalCode
  return isSame ? { ...known, name: row.name } : undefined
}

async function lookUp(
  row: StopRow,
  lookup: CommuneLookup,
  geocoder: Geocoder,
  points: Map<string, StopPlace | undefined>,
): Promise<StopPlace | undefined> {
  const text = row.addressGiven!
  const own = addressOf(row, lookup)
  if (!points.has(text)) points.set(text, await ask(text, own, geocoder))
  const place = points.get(text)
  return place && { ...place, name: row.name }
}

async function ask(
  text: string,
  own: ReturnType<typeof addressOf>,
  geocoder: Geocoder,
): Promise<StopPlace | undefined> {
  const [best] = (await geocoder.search({ text, communeCode: own.communeCode ?? undefined, limit: 1 })) ?? []
  if (!best || best.precision === 'municipality' || best.score < leastScore) return undefined
  return { ...own, communeCode: own.communeCode ?? best.communeCode, lonLat: best.lonLat }
}

/** The commune whose outline covers the point, where the address names none. */
function withCommune(place: StopPlace, territories: string[], names: Map<string, string>): StopPlace {
  const id = territories.find((each) => each.startsWith('commune-'))
  if (!id) return place
  return {
    ...place,
    commune: place.commune ?? names.get(id) ?? null,
    communeCode: place.communeCode ?? id.slice('commune-'.length),
  }
}
