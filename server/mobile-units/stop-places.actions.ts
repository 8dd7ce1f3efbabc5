// Where the stops of a file are: their point, their commune, their territories.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { franceCommunes } from '../../seeds/reference.ts'
import { type CommuneLookup, makeCommuneLookup } from '../imports/commune-lookup.rules.ts'
import { foldCommuneName } from '../imports/commune-name.rules.ts'
import type { StopPlace } from '../sessions/session.rules.ts'
import { territoriesOf, territoryNames } from '../territories/territories.queries.ts'
import type { KnownPoints, Question } from './stop-points.actions.ts'
import type { PlacedStop } from './stop-session.rules.ts'
import type { StopFault, StopRow } from './stops-row.rules.ts'

let communes: Promise<CommuneLookup> | undefined

/**
 * Gives each stop its place. A stop without a point stands where it stood before at the same address, else where the
 * address service says; without either it is refused.
 * @param points what the address service said
 * @param before the place of this stop as it is known already
 * @returns `unasked`: what the address service has not been asked yet; these stops have no place then
 */
export async function placeStops(
  trx: Transaction<Database>,
  points: KnownPoints,
  rows: StopRow[],
  before: (row: StopRow) => StopPlace | null,
): Promise<{ placed: PlacedStop[]; faults: StopFault[]; unasked: Question[] }> {
  communes ??= franceCommunes().then(makeCommuneLookup)
  const lookup = await communes
  const found: { row: StopRow; place: StopPlace }[] = []
  const faults: StopFault[] = []
  const unasked: Question[] = []
  for (const row of rows) {
    const own = addressOf(row, lookup)
    const text = row.addressGiven ?? ''
    const known = row.lonLat ? { ...own, lonLat: row.lonLat } : placeBefore(row, before(row))
    if (known) found.push({ row, place: known })
    else if (!points.has(text)) unasked.push({ text, communeCode: own.communeCode })
    else {
      const point = points.get(text)
      if (point)
        found.push({ row, place: { ...own, ...point, communeCode: own.communeCode ?? point.communeCode } })
      else faults.push({ line: row.line, reason: 'address-not-found', value: text })
    }
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
  return { placed, faults, unasked }
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
