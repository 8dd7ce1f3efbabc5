// From the parameters of the agenda's address to all that its page shows. It changes nothing.
import type { Translate } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { offeredTerritories } from '../finder/find-where.actions.ts'
import { codeName } from '../places/criteria.view.ts'
import type { FacetName, Facets } from '../places/place-search.rules.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'
import {
  type AgendaParameters,
  agendaAddress,
  agendaFacets,
  agendaKinds,
  type Days,
  daysAfter,
  daysBefore,
  lastDayKnown,
  withoutAgendaCode,
} from './agenda-address.rules.ts'
import { type Understanding, understandAgenda } from './agenda-search.actions.ts'
import {
  countOccurrences,
  findOccurrences,
  type OccurrenceSearch,
  type PlacedOccurrence,
} from './occurrences.queries.ts'
import { type DayOfList, mostInCalendar, wholeDays } from './whole-days.rules.ts'

/** Beyond, a page is no list any more: it ends with a whole day before, and the next page goes on from there. */
const mostOnPage = 250
/** So many ways out of an empty page are looked for. */
const mostLoosened = 12

type Needs = Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>

export type Agenda = Understanding & {
  today: string
  /** The last day of which dates may be known. */
  lastDay: string
  communes: Territory[]
  neighbourhoods: Territory[]
  /** Days on which something is, in order. */
  shown: DayOfList<PlacedOccurrence>[]
  /** The days that were asked for: their calendar holds them all. */
  asked: Days
  /** Of a page that is cut: does the calendar end early too? */
  calendarIsCut: boolean
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
  const { search, ...understood } = await understandAgenda(needs, given, 'page')
  const found = await findOccurrences(db, search, { limit: mostOnPage + 1 })
  const { days: asked } = understood
  const { shown, lastDay } = wholeDays(found, mostOnPage, asked.from)
  const isCut = lastDay !== undefined
  const days = { ...asked, until: lastDay ?? asked.until }
  const instance = await findTerritory(db, needs.config.territory)
  const offered = await offeredTerritories(db, instance, understood.facets.territory)
  const isEmpty = found.length === 0
  return {
    ...understood,
    days,
    asked,
    calendarIsCut: isCut && (await countOccurrences(db, search)) > mostInCalendar,
    today: dayInFrance(now),
    lastDay: lastDayKnown(now),
    ...offered,
    shown,
    isCut,
    before: daysBefore(asked, now),
    after:
      isCut && days.until < asked.until ? { ...asked, from: addDays(days.until, 1) } : daysAfter(asked, now),
    next: isEmpty ? await nextDay(needs, search, days) : undefined,
    loosened: isEmpty ? await loosened(needs, search, understood, t) : [],
  }
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
    await add(t(`time:kinds.${code}`), withoutAgendaCode(parameters, 'session', code), wider)
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
