// From the parameters of the agenda's address to the search that they mean. Its page and its calendar share it.
import type { Dependencies } from '../dependencies.ts'
import type { WhereState } from '../finder/find.view.ts'
import { understandWhere } from '../finder/find-where.actions.ts'
import type { ParameterFault } from '../http/parameters.rules.ts'
import { type Facets, readSearch } from '../places/place-search.rules.ts'
import { addDays } from '../sessions/day.rules.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import {
  type AgendaKind,
  type AgendaParameters,
  agendaFacets,
  agendaKinds,
  type Days,
  daysInAddress,
  readDays,
  readKinds,
  usualRadius,
} from './agenda-address.rules.ts'
import type { OccurrenceSearch } from './occurrences.queries.ts'

/** A search as it was understood. */
export type Understanding = {
  /** What could be used, in one place only, so that a search has one address. */
  parameters: AgendaParameters
  where: WhereState
  /** Parameters that could not be used. */
  faults: ParameterFault[]
  facets: Facets
  /** Empty: all. */
  kinds: AgendaKind[]
  days: Days
  /** Metres around the point; `undefined` where there is none. */
  radius: number | undefined
}

/** @param reader a calendar is read again when its days are over: to it they are no fault */
export async function understandAgenda(
  { db, geocoder, config, now }: Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>,
  parameters: AgendaParameters,
  reader: 'page' | 'calendar',
): Promise<Understanding & { search: OccurrenceSearch }> {
  const at = now()
  const instance = await findTerritory(db, config.territory)
  const asked = { ...parameters, radius: parameters.near ? parameters.radius : undefined }
  const read = readSearch(asked, at)
  const { state, lonLat, territory } = await understandWhere(
    { db, geocoder },
    parameters,
    read.search,
    instance,
  )
  const facets = territory ? { ...read.search.facets, territory: [territory] } : read.search.facets
  const near = lonLat ?? read.search.near
  const radius = near && (read.search.radius ?? radiusOf(parameters.radius) ?? usualRadius)
  const { kinds, faults: kindFaults } = readKinds(parameters.session)
  const { days, faults: dayFaults } = readDays(parameters, at, reader)
  return {
    parameters: {
      ...Object.fromEntries(agendaFacets.map((name) => [name, facets[name]?.join()])),
      where: territory ? undefined : parameters.where,
      territory: facets.territory?.join(),
      near: near?.join(),
      radius: radius === undefined ? undefined : String(radius),
      session: kinds.join() || undefined,
      ...daysInAddress(days, at),
    },
    where: state,
    faults: [...read.faults, ...kindFaults, ...dayFaults],
    facets,
    kinds,
    days,
    radius,
    search: {
      kinds: kinds.length > 0 ? kinds : agendaKinds,
      near,
      radius,
      bbox: undefined,
      facets,
      ...timesOf(days, at),
    },
  }
}

/** A radius that travels with words, whose point was not yet known when the address was read. */
function radiusOf(text: string | undefined): number | undefined {
  return readSearch({ near: '0,0', radius: text }, new Date(0)).search.radius
}

function timesOf({ from, until }: Days, notOver: Date): Pick<OccurrenceSearch, 'period' | 'notOver'> {
  const period = { from: `${from}T00:00`, until: `${addDays(until, 1)}T00:00`, untilIncluded: false }
  return { period, notOver }
}
