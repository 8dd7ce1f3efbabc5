// From the parameters of the agenda's address to all that its page, or its calendar, shows. It changes nothing.
import type { Translate } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import type { WhereState } from '../finder/find.view.ts'
import { offeredTerritories, understandWhere } from '../finder/find-where.actions.ts'
import type { ParameterFault } from '../http/parameters.rules.ts'
import { codeName } from '../places/criteria.view.ts'
import { type FacetName, type Facets, readSearch } from '../places/place-search.rules.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'
import {
  type AgendaKind,
  type AgendaParameters,
  agendaAddress,
  agendaFacets,
  agendaKinds,
  type Days,
  daysAfter,
  daysBefore,
  daysInAddress,
  lastDayKnown,
  readDays,
  readKinds,
  usualRadius,
  withoutAgendaCode,
} from './agenda-address.rules.ts'
import { dayOfOccurrence } from './occurrence-day.rules.ts'
import {
  countOccurrences,
  findOccurrences,
  type OccurrenceSearch,
  type PlacedOccurrence,
} from './occurrences.queries.ts'

/** Beyond, a page is no list any more: it ends with a whole day before, and the next page goes on from there. */
const mostOnPage = 250
/** A calendar of more than this would be no help in anybody's pocket. */
const mostInCalendar = 1_000
/** So many ways out of an empty page are looked for. */
const mostLoosened = 12

type Needs = Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>

/** A search as it was understood. */
export type Understanding = {
  /** What was understood stands in one place only, so that a search has one address. */
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

export type Agenda = Understanding & {
  today: string
  /** The last day of which dates may be known. */
  lastDay: string
  communes: Territory[]
  neighbourhoods: Territory[]
  /** Days on which something is, in order. */
  shown: { day: string; occurrences: PlacedOccurrence[] }[]
  /** The page ends before the days that were asked for: there are too many dates. */
  isCut: boolean
  before: Days | undefined
  after: Days | undefined
  /** When nothing is found: the first day after these on which something is, and what each criterion hides. */
  next: string | undefined
  loosened: { label: string; address: string; count: number }[]
}

/** Everything that the agenda's page shows. Parameters that cannot be used are left out, as if they had not been given. */
export async function agendaOnPage(needs: Needs, given: AgendaParameters, t: Translate): Promise<Agenda> {
  const { db } = needs
  const now = needs.now()
  const { search, ...understood } = await understand(needs, given, 'usual')
  const found = await findOccurrences(db, search, { limit: mostOnPage + 1 })
  const { days, shown, isCut } = pageOf(found, understood.days)
  const instance = await findTerritory(db, needs.config.territory)
  const offered = await offeredTerritories(db, instance, understood.facets.territory)
  const isEmpty = found.length === 0
  return {
    ...understood,
    days,
    today: dayInFrance(now),
    lastDay: lastDayKnown(now),
    ...offered,
    shown,
    isCut,
    before: daysBefore(understood.days, now),
    after:
      isCut && days.until < understood.days.until
        ? { ...understood.days, from: addDays(days.until, 1) }
        : daysAfter(understood.days, now),
    next: isEmpty ? await nextDay(needs, search, days) : undefined,
    loosened: isEmpty ? await loosened(needs, search, understood, t) : [],
  }
}

/** The same dates for a calendar: as far as they are known, unless the address says until when. */
export async function agendaForCalendar(
  needs: Needs,
  given: AgendaParameters,
): Promise<Understanding & { occurrences: PlacedOccurrence[] }> {
  const { search, ...understood } = await understand(needs, given, 'all')
  const occurrences = await findOccurrences(needs.db, search, { limit: mostInCalendar })
  return { ...understood, occurrences }
}

async function understand(
  { db, geocoder, config, now }: Needs,
  parameters: AgendaParameters,
  unless: 'usual' | 'all',
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
  const { days, faults: dayFaults } = readDays(parameters, at, unless)
  return {
    parameters: {
      ...parameters,
      ...(territory && { territory, where: undefined }),
      ...(lonLat && { near: lonLat.join(',') }),
      radius: radius === undefined ? undefined : String(radius),
      session: kinds.join() || undefined,
      ...(unless === 'usual' && daysInAddress(days, at)),
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

/** By day. When there are too many, the last day of which some would be missing is left for the next page. */
function pageOf(
  found: PlacedOccurrence[],
  days: Days,
): { days: Days; shown: Agenda['shown']; isCut: boolean } {
  const byDay = Map.groupBy(found, (occurrence) => dayOfOccurrence(occurrence, days.from))
  const shown = [...byDay].map(([day, occurrences]) => ({ day, occurrences }))
  if (found.length <= mostOnPage) return { days, shown, isCut: false }
  // A single day with more than fits is shown as far as it fits.
  if (shown.length > 1) shown.pop()
  else shown[0]!.occurrences.length = mostOnPage
  return { days: { ...days, until: shown.at(-1)!.day }, shown, isCut: true }
}

async function nextDay(
  { db, now }: Needs,
  search: OccurrenceSearch,
  { until }: Days,
): Promise<string | undefined> {
  const period = { from: `${addDays(until, 1)}T00:00`, until: null, untilIncluded: false }
  const [next] = await findOccurrences(db, { ...search, period, notOver: now() }, { limit: 1 })
  return next && dayInFrance(next.start)
}

/** Each chosen code, and how many dates there are on these days without it. */
async function loosened(
  { db }: Needs,
  search: OccurrenceSearch,
  { parameters, kinds }: Understanding,
  t: Translate,
): Promise<Agenda['loosened']> {
  const options: Agenda['loosened'] = []
  const add = async (label: string, rest: AgendaParameters, loose: OccurrenceSearch) => {
    if (options.length === mostLoosened) return
    // One after the other: an address with many codes must not take the connections of all other readers.
    options.push({ label, address: agendaAddress(t.locale, rest), count: await countOccurrences(db, loose) })
  }
  for (const name of agendaFacets) {
    for (const code of search.facets[name] ?? []) {
      const facets = withoutFacet(search.facets, name, code)
      await add(codeName(name, code, t), withoutAgendaCode(parameters, name, code), { ...search, facets })
    }
  }
  for (const code of kinds) {
    const rest = kinds.filter((kind) => kind !== code)
    const wider = { ...search, kinds: rest.length > 0 ? rest : agendaKinds }
    await add(t(`agenda:kinds.${code}`), withoutAgendaCode(parameters, 'session', code), wider)
  }
  if (search.near || search.facets.territory) {
    const { territory: _, ...facets } = search.facets
    const rest = { ...parameters, where: undefined, near: undefined, radius: undefined, territory: undefined }
    await add(t('agenda:empty.where'), rest, { ...search, near: undefined, radius: undefined, facets })
  }
  return options.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
}

function withoutFacet(facets: Facets, name: FacetName, code: string): Facets {
  const { [name]: codes = [], ...others } = facets
  const rest = codes.filter((each) => each !== code)
  return rest.length > 0 ? { ...others, [name]: rest } : others
}
