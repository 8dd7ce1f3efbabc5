// From the records of the administrative division to the territories that an instance keeps.
import type {
  CommuneRecord,
  DivisionRecord,
  GroupingRecord,
  NeighbourhoodRecord,
} from '../../seeds/reference.ts'
import type { LonLat } from './lon-lat.rules.ts'
import type { TerritoryKind } from './territory.rules.ts'

/** A territory of the division, with the ids of all that contain it. */
export type Division = {
  id: string
  kind: TerritoryKind
  code: string
  name: string
  ancestors: string[]
  population: number | null
  postalCodes: string[]
  center: LonLat | null
  /** GeoJSON outline that this project drew, approximate. */
  outline: object | null
}

export type DivisionRecords = {
  communes: CommuneRecord[]
  groupings: GroupingRecord[]
  departments: DivisionRecord[]
  regions: DivisionRecord[]
  centres: Record<string, [number, number]>
  neighbourhoods: NeighbourhoodRecord[]
}

const france: Division = {
  id: 'france',
  kind: 'country',
  code: 'france',
  name: 'France',
  ancestors: [],
  population: null,
  postalCodes: [],
  center: null,
  outline: null,
}

/** Every territory of France that the records know. Municipal districts are communes inside their commune. */
export function allDivisions(records: DivisionRecords): Division[] {
  const region = (record: DivisionRecord) => division('region', record, [france.id])
  const department = (record: DivisionRecord) =>
    division('department', record, [france.id, ...named('region', record.region)])
  const groupingOf = new Map(
    records.groupings.flatMap(({ code, membres }) => membres.map((member) => [member.code, code] as const)),
  )
  const communes = records.communes
    .filter(({ type }) => type === 'commune-actuelle' || type === 'arrondissement-municipal')
    .map((record) => communeDivision(record, groupingOf, records.centres[record.code]))
  const communesById = new Map(communes.map((commune) => [commune.id, commune]))
  return [
    france,
    ...records.regions.map(region),
    ...records.departments.map(department),
    ...records.groupings.map((record) => groupingDivision(record, communesById)),
    ...communes,
    ...records.neighbourhoods.map((record) => neighbourhoodDivision(record, communesById)),
  ]
}

/** The divisions that an instance for `territoryId` keeps: the territory, all that lies inside and all that contains it. */
export function divisionsFor(territoryId: string, divisions: Division[]): Division[] {
  const own = divisions.find(({ id }) => id === territoryId)
  if (!own) return []
  const inside = divisions.filter(
    ({ id, ancestors }) => id === territoryId || ancestors.includes(territoryId),
  )
  const kept = new Set(inside.flatMap(({ id, ancestors }) => [id, ...ancestors]))
  return divisions.filter(({ id }) => kept.has(id))
}

function named(kind: TerritoryKind, code: string | undefined): string[] {
  return code === undefined ? [] : [`${kind}-${code}`]
}

function division(kind: TerritoryKind, record: DivisionRecord, ancestors: string[]): Division {
  return { ...france, id: `${kind}-${record.code}`, kind, code: record.code, name: record.nom, ancestors }
}

function communeDivision(
  record: CommuneRecord,
  groupingOf: Map<string, string>,
  center: LonLat | undefined,
): Division {
  const parent = record.commune ?? record.code
  return {
    ...division('commune', record, [
      france.id,
      ...named('region', record.region),
      ...named('department', record.departement),
      ...named('epci', groupingOf.get(parent)),
      ...named('commune', record.commune),
    ]),
    population: record.population ?? null,
    postalCodes: record.codesPostaux ?? [],
    center: center ?? null,
  }
}

function groupingDivision(record: GroupingRecord, communes: Map<string, Division>): Division {
  const members = record.membres.flatMap(({ code }) => communes.get(`commune-${code}`) ?? [])
  // A grouping may cross departments and regions: it lies inside those that hold all of its communes.
  const [first, ...rest] = members.map(({ ancestors }) =>
    ancestors.filter((id) => !id.startsWith('epci-') && !id.startsWith('commune-')),
  )
  const shared = (first ?? [france.id]).filter((id) => rest.every((ancestors) => ancestors.includes(id)))
  return { ...division('epci', record, shared), population: record.populationMunicipale }
}

function neighbourhoodDivision(record: NeighbourhoodRecord, communes: Map<string, Division>): Division {
  const { code, name, commune } = record.properties
  const parent = communes.get(`commune-${commune}`)
  return {
    ...division('neighbourhood', { code: `${commune}-${code}`, nom: name }, [
      ...(parent?.ancestors ?? [france.id]),
      `commune-${commune}`,
    ]),
    outline: record.geometry,
  }
}
