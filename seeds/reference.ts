// Reference data: the administrative division of France, from its npm package, and what `seeds/` adds to it.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { SchoolCalendar } from '../server/sessions/holidays.rules.ts'

export type CommuneRecord = {
  code: string
  nom: string
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal'
  departement?: string
  region?: string
  /** Parent of a municipal district of Paris, Lyon or Marseille. */
  commune?: string
  codesPostaux?: string[]
  population?: number
}
export type GroupingRecord = {
  code: string
  nom: string
  populationMunicipale: number
  membres: { code: string }[]
}
export type DivisionRecord = { code: string; nom: string; region?: string }

export type NeighbourhoodRecord = {
  properties: { code: string; name: string; commune: string }
  geometry: object
}

const require = createRequire(import.meta.url)

async function division<T>(name: string): Promise<T[]> {
  const file = require.resolve(`@etalab/decoupage-administratif/data/${name}.json`)
  return JSON.parse(await readFile(file, 'utf8'))
}

async function seed<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8'))
}

let communes: Promise<CommuneRecord[]> | undefined

/** All communes of France, municipal districts among them; read once. */
export function franceCommunes(): Promise<CommuneRecord[]> {
  communes ??= division<CommuneRecord>('communes')
  return communes
}

/** The inter-communal groupings (EPCI) with their members. */
export const franceGroupings = () => division<GroupingRecord>('epci')
export const franceDepartments = () => division<DivisionRecord>('departements')
export const franceRegions = () => division<DivisionRecord>('regions')

/** `[lon, lat]` of the centre of a commune by INSEE code: the 33 communes of the Eurométropole. */
export const communeCentres = () => seed<Record<string, [number, number]>>('commune-centres.json')

/** Outlines of Strasbourg's neighbourhoods, drawn for this project, approximate. */
export async function neighbourhoods(): Promise<NeighbourhoodRecord[]> {
  return (await seed<{ features: NeighbourhoodRecord[] }>('neighbourhoods.geojson')).features
}

let calendar: Promise<SchoolCalendar> | undefined

/** School holidays of zones A, B and C as far as they are published; read once. */
export function schoolCalendar(): Promise<SchoolCalendar> {
  calendar ??= seed<SchoolCalendar>('calendars.json')
  return calendar
}

/** The invented places, each a part of the facts of a place with an `id` and texts in other languages. */
export const demonstrationPlaces = () =>
  seed<({ id: string } & Record<string, unknown>)[]>('demo-places.json')

type Seed = Record<string, unknown>

/** What happens at the invented places; days are counted from the day on which they are loaded. */
export const demonstrationTimes = () =>
  seed<{ sessions: Seed[]; notices: Seed[]; validities: Seed[] }>('demo-sessions.json')

/** The invented mobile units with their stops. */
export const demonstrationUnits = () => seed<({ id: string; stops: Seed[] } & Seed)[]>('demo-units.json')
