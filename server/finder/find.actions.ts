// From the parameters of the finder's address to all that its page shows. It changes nothing.
import type { Translate } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { parameterFault } from '../http/parameters.rules.ts'
import { withStopsAndHours, withTimes } from '../places/card-times.actions.ts'
import { daysToAsk, onTheWall } from '../places/open-window.rules.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import { type PlaceSearch, readSearch } from '../places/place-search.rules.ts'
import { type FoundPlace, findPlaces } from '../places/places.queries.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { holidaysOf, publicHoliday } from '../sessions/holidays.rules.ts'
import { middleOf } from '../territories/lon-lat.rules.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import type { Finding } from './find.view.ts'
import { type FindParameters, placesAddress } from './find-address.rules.ts'
import { offeredTerritories, understandWhere } from './find-where.actions.ts'
import { loosened } from './loosen.actions.ts'

/** Cards on one page. */
const pageSize = 20
/**
 * The finder carries its printed list along up to so many places (a kilobyte each, compressed to 150 bytes); of more,
 * only the first page, and the list for paper is a page of its own.
 */
const carriedForPrint = 250
/** A list for paper of more places than this is no list any more. */
const mostPrinted = 5_000

type Needs = Pick<Dependencies, 'db' | 'geocoder' | 'config' | 'now'>

/** What a page shows of a search: its cards, its printed list, or the one carrying the other along. */
type Shown = 'list' | 'paper' | 'both'

/** Everything that the finder shows. Parameters that cannot be used are left out, as if they had not been given. */
export async function findOnPage(
  needs: Needs,
  parameters: FindParameters,
  t: Translate,
  shown: Shown,
): Promise<Finding> {
  const { db, config } = needs
  const instance = await findTerritory(db, config.territory)
  const now = needs.now()
  const read = readSearch(parameters, now)
  const { state, lonLat, territory, centre } = await understandWhere(needs, parameters, read.search, instance)
  const facets = territory ? { ...read.search.facets, territory: [territory] } : read.search.facets
  // Without words, the places of a territory come from its middle outwards; nobody stands there, so no distance is told.
  const { bbox } = read.search
  const middle = read.search.words.length === 0 ? (centre ?? (bbox && middleOf(bbox))) : undefined
  const search: PlaceSearch = { ...read.search, facets, near: lonLat ?? read.search.near ?? middle }
  const isFromReader = Boolean(lonLat ?? read.search.near)
  const [list, { communes, neighbourhoods }] = await Promise.all([
    readList(needs, search, { from: parameters.offset, shown, tellsDistance: isFromReader }),
    offeredTerritories(db, instance, facets.territory),
  ])
  return {
    parameters: {
      ...parameters,
      // What was understood stands in one place only, so that the reader can change it there.
      ...(territory && { territory, where: undefined }),
      ...(lonLat && { near: lonLat.join(',') }),
    },
    where: state,
    faults: [...read.faults, ...wordless(parameters, read)],
    around: centre && !isFromReader ? centre : undefined,
    facets: search.facets,
    open: search.open,
    holiday: holidayOf(search.open, communes[0]?.code),
    days: daysToAsk(needs.now()),
    // Distances on the map's cards are told from where the reader is, or not at all.
    placesAddress: placesAddress(isFromReader ? search : { ...search, near: undefined }),
    communes,
    neighbourhoods,
    ...list,
    sorted: isFromReader
      ? 'distance'
      : search.near
        ? 'centre'
        : search.words.length > 0
          ? 'relevance'
          : 'name',
    loosened: list.matched === 0 ? await loosened(needs, search, parameters, t) : [],
    pageSize,
    currentYear: Number(dayInFrance(needs.now()).slice(0, 4)),
  }
}

/** Pictures and signs find nothing: who writes them reads so, beside all places. */
function wordless({ q = '' }: FindParameters, { search, faults }: ReturnType<typeof readSearch>) {
  if (search.words.length > 0 || q.trim() === '' || faults.some(({ parameter }) => parameter === 'q'))
    return []
  return [parameterFault('q', 'no-words', q.trim())]
}

/** Public holidays are told where the first commune of the territory keeps them. */
function holidayOf(open: PlaceSearch['open'], communeCode: string | undefined): Finding['holiday'] {
  if (!open) return undefined
  const { from, until } = onTheWall(open)
  const day = from.slice(0, 10)
  const isOneDay = until <= `${addDays(day, 1)}T00:00`
  const code = isOneDay ? publicHoliday(day, holidaysOf(communeCode ?? null)) : null
  return code ? { day, code } : undefined
}

/** The places of one page, and those that its printed list carries along. */
async function readList(
  { db, now }: Pick<Needs, 'db' | 'now'>,
  search: PlaceSearch,
  { from, shown, tellsDistance }: { from: string | undefined; shown: Shown; tellsDistance: boolean },
): Promise<Pick<Finding, 'places' | 'first' | 'matched' | 'silent' | 'correctedWords' | 'printed'>> {
  const at = now()
  const show = (found: FoundPlace) => listed(tellsDistance ? found : { ...found, distanceMetres: null })
  const read = (limit: number, offset: number) =>
    findPlaces(db, search, { limit, offset, detail: 'light', order: 'name', now: at })
  const start = await read(shown === 'paper' ? mostPrinted : pageSize, 0)
  const { matched, silent, correctedWords } = start
  const all = matched + silent
  const isCarried = shown === 'both' && all > pageSize && all <= carriedForPrint
  const known = (isCarried ? await read(carriedForPrint, 0) : start).places
  const offset = shown === 'paper' ? 0 : offsetOf(from, all)
  const isKnown = offset + pageSize <= known.length || known.length === all
  const page = isKnown ? known.slice(offset, offset + pageSize) : (await read(pageSize, offset)).places
  const printed = shown === 'list' ? [] : await withStopsAndHours(db, known.map(show), at, search.open)
  return {
    places: await withTimes(db, page.map(show), at, search.open),
    first: offset + 1,
    matched,
    silent,
    correctedWords,
    printed,
  }
}

/** Places before this page; the last page when there are not so many. */
function offsetOf(text: string | undefined, total: number): number {
  const asked = text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : 0
  return asked < total ? asked : Math.floor(Math.max(0, total - 1) / pageSize) * pageSize
}

function listed({ feature, distanceMetres, mayHelp }: FoundPlace): ListedPlace {
  const place: ListedPlace = JSON.parse(feature)
  if (distanceMetres !== null) place.properties.distanceMetres = distanceMetres
  if (mayHelp) place.properties.mayHelp = true
  return place
}
