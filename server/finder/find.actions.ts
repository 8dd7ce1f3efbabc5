// From the parameters of the finder's address to all that its page shows. It changes nothing.
import { cut } from '../../i18n/cut.ts'
import { fold } from '../../i18n/fold.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { findWhere } from '../geocoding/where.ts'
import { codeName } from '../places/criteria.view.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import { type FacetName, type PlaceSearch, readSearch } from '../places/place-search.rules.ts'
import { type FoundPlace, findPlaces } from '../places/places.queries.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { type LonLat, middleOf } from '../territories/lon-lat.rules.ts'
import { findTerritory, territoriesInside } from '../territories/territories.queries.ts'
import { isTooWideToList, type Territory } from '../territories/territory.rules.ts'
import type { Finding, WhereState } from './find.view.ts'
import { type FindParameters, findAddress, placesAddress, withoutCode } from './find-address.rules.ts'

/** Cards on one page. */
const pageSize = 20
/**
 * The finder carries its printed list along up to so many places (a kilobyte each, compressed to 150 bytes); of more,
 * only the first page, and the list for paper is a page of its own.
 */
const carriedForPrint = 250
/** A list for paper of more places than this is no list any more. */
const mostPrinted = 5_000
/** So many ways out of an empty result are looked for. */
const mostLoosened = 12

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
  const read = readSearch(parameters)
  const { state, lonLat, territory, centre } = await understandWhere(needs, parameters, read.search, instance)
  const facets = territory ? { ...read.search.facets, territory: [territory] } : read.search.facets
  // Without words, the places of a territory come from its middle outwards; nobody stands there, so no distance is told.
  const { bbox } = read.search
  const middle = read.search.words.length === 0 ? (centre ?? (bbox && middleOf(bbox))) : undefined
  const search: PlaceSearch = { ...read.search, facets, near: lonLat ?? read.search.near ?? middle }
  const isFromReader = Boolean(lonLat ?? read.search.near)
  const list = await readList(db, search, parameters.offset, shown, isFromReader)
  const { communes, neighbourhoods } = await offeredTerritories(db, instance, facets.territory)
  return {
    parameters: {
      ...parameters,
      // What was understood stands in one place only, so that the reader can change it there.
      ...(territory && { territory, where: undefined }),
      ...(lonLat && { near: lonLat.join(',') }),
    },
    where: state,
    faults: read.faults,
    around: centre && !isFromReader ? centre : undefined,
    facets: search.facets,
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

/** The places of one page, and those that its printed list carries along. */
async function readList(
  db: Needs['db'],
  search: PlaceSearch,
  from: string | undefined,
  shown: Shown,
  tellsDistance: boolean,
): Promise<Pick<Finding, 'places' | 'first' | 'matched' | 'silent' | 'correctedWords' | 'printed'>> {
  const show = (found: FoundPlace) => listed(tellsDistance ? found : { ...found, distanceMetres: null })
  const read = (limit: number, offset: number) =>
    findPlaces(db, search, { limit, offset, detail: 'light', order: 'name' })
  const start = await read(shown === 'paper' ? mostPrinted : pageSize, 0)
  const { matched, silent, correctedWords } = start
  const all = matched + silent
  const isCarried = shown === 'both' && all > pageSize && all <= carriedForPrint
  const known = (isCarried ? await read(carriedForPrint, 0) : start).places
  const offset = shown === 'paper' ? 0 : offsetOf(from, all)
  const isKnown = offset + pageSize <= known.length || known.length === all
  const page = isKnown ? known.slice(offset, offset + pageSize) : (await read(pageSize, offset)).places
  const printed = shown === 'list' ? [] : known.map(show)
  return { places: page.map(show), first: offset + 1, matched, silent, correctedWords, printed }
}

/** The territories that the form lists. In a region or a country they are thousands: there one types the name. */
async function offeredTerritories(
  db: Needs['db'],
  instance: Territory | undefined,
  chosen: readonly string[] = [],
): Promise<Pick<Finding, 'communes' | 'neighbourhoods'>> {
  if (!instance || isTooWideToList(instance)) {
    const found = await Promise.all(chosen.map((id) => findTerritory(db, id)))
    return { communes: found.filter((territory) => territory !== undefined), neighbourhoods: [] }
  }
  const [communes, neighbourhoods] = await Promise.all([
    territoriesInside(db, instance.id, 'commune'),
    territoriesInside(db, instance.id, 'neighbourhood'),
  ])
  return { communes, neighbourhoods }
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

type Understood = {
  state: WhereState
  lonLat?: LonLat
  territory?: string
  /** Of the territory that is meant. */
  centre?: LonLat | undefined
}

/** No address is longer; what is longer would fill the page that answers that nobody knows it. */
const longestWhere = 200

async function understandWhere(
  needs: Needs,
  { where }: FindParameters,
  search: PlaceSearch,
  instance: Territory | undefined,
): Promise<Understood> {
  const [chosen] = search.facets.territory ?? []
  const text = cut(where?.trim() ?? '', longestWhere)
  const territory = chosen ? await findTerritory(needs.db, chosen) : undefined
  if (territory && fold(territory.name) === fold(text)) return inTerritory(territory)
  if (territory && text === '') {
    // It stays with the others that the address may name.
    const { state, centre } = inTerritory(territory)
    return { state, centre }
  }
  if (text !== '') {
    return search.near
      ? { state: { kind: 'understood', label: text } }
      : understandWords(needs, text, instance)
  }
  return { state: { kind: search.near ? 'point' : search.bbox ? 'area' : 'none' } }
}

function inTerritory({ id, name, center }: Territory): Understood {
  return { state: { kind: 'understood', label: name }, territory: id, centre: center ?? undefined }
}

async function understandWords(
  needs: Needs,
  text: string,
  instance: Territory | undefined,
): Promise<Understood> {
  const found = await findWhere(needs, text, instance)
  switch (found.kind) {
    case 'territory':
      return inTerritory(found.territory)
    case 'address':
      return { state: { kind: 'understood', label: found.label }, lonLat: found.lonLat }
    case 'several':
      return { state: { kind: 'several', text, territories: found.territories } }
    case 'outside':
      return { state: { kind: 'outside', label: found.label, instance: instance?.name ?? '' } }
    case 'not-found':
      return { state: { kind: 'notUnderstood', text } }
    case 'unavailable':
      return { state: { kind: 'unavailable', text } }
  }
}

/** For a search without matches: each chosen code, and how many places there are without it. */
async function loosened(
  { db }: Needs,
  search: PlaceSearch,
  parameters: FindParameters,
  t: Translate,
): Promise<Finding['loosened']> {
  const count = async (loose: PlaceSearch) =>
    (
      await findPlaces(
        db,
        { ...loose, unknown: false },
        { limit: 1, offset: 0, detail: 'light', order: 'id' },
      )
    ).matched
  const codes = (Object.entries(search.facets) as [FacetName, string[]][]).flatMap(([name, list]) =>
    list.map((code) => ({ name, code })),
  )
  const options: Finding['loosened'] = []
  // One after the other: an address with many codes must not take the connections of all other readers.
  for (const { name, code } of codes.slice(0, mostLoosened)) {
    const rest = (search.facets[name] ?? []).filter((each) => each !== code)
    const { [name]: _, ...others } = search.facets
    const facets = rest.length > 0 ? { ...others, [name]: rest } : others
    const label =
      name === 'territory' ? ((await findTerritory(db, code))?.name ?? code) : codeName(name, code, t)
    const loose = withoutCode(parameters, name, code)
    const address = findAddress(t.locale, name === 'territory' ? { ...loose, where: undefined } : loose)
    options.push({ label, address, count: await count({ ...search, facets }) })
  }
  if (search.words.length > 0) {
    const address = findAddress(t.locale, { ...parameters, q: undefined, offset: undefined })
    options.push({ label: parameters.q ?? '', address, count: await count({ ...search, words: [] }) })
  }
  return options.filter((option) => option.count > 0).sort((a, b) => b.count - a.count)
}
