// From the address of the builder to all that its page shows. It changes nothing.
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Finding, WhereState } from '../finder/find.view.ts'
import type { Asked } from '../finder/find-form.view.ts'
import { offeredTerritories } from '../finder/find-where.actions.ts'
import { loosened } from '../finder/loosen.actions.ts'
import type { ParameterFault } from '../http/parameters.rules.ts'
import { daysToAsk } from '../places/open-window.rules.ts'
import { readSearch } from '../places/place-search.rules.ts'
import { codeForReading, readSelectionCode } from '../selections/selection-code.rules.ts'
import { addDays, dayInFrance } from '../sessions/day.rules.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import type { Territory } from '../territories/territory.rules.ts'
import { type Chosen, chosenBy, type LookUpNeeds, type NoSelection } from './chosen-places.actions.ts'
import { type Directory, type DirectoryResult, directoryOf } from './directory.actions.ts'
import { placesByTerritory } from './directory.queries.ts'
import {
  type DirectoryParameters,
  type DirectoryRequest,
  directoryAddress,
  readDirectoryParameters,
  readDirectoryRequest,
} from './directory-address.rules.ts'
import { type DirectoryArea, daysAhead } from './directory-facts.rules.ts'
import { type GatherNeeds, knownTerritories } from './understand-directory.actions.ts'

/** What stands beside the form. */
export type Outcome =
  /** One has just come, and asked nothing. */
  | { kind: 'nothing-asked' }
  | Directory
  | { kind: 'none'; loosened: Finding['loosened'] }
  | { kind: 'too-many'; count: number; areas: CountedArea[]; radii: number[] }
  | { kind: 'where'; where: WhereState }
  | NoSelection

/** An area inside another, with the places that a directory of it would hold. */
export type CountedArea = Pick<Territory, 'id' | 'name'> & { count: number }

export type Builder = {
  /** As they were understood. */
  parameters: DirectoryParameters
  request: DirectoryRequest
  faults: ParameterFault[]
  form: Asked
  outcome: Outcome
}

/** Everything that the page shows. What cannot be read is told and left out. */
export async function buildDirectory(
  needs: GatherNeeds & LookUpNeeds,
  locale: Locale,
  query: Record<string, unknown>,
  origin: string,
): Promise<Builder> {
  const { asked, request, faults } = await readOnPage(needs, locale, query)
  const selection = await chosenBy(needs, request)
  const result =
    Object.keys(asked).length === 0 ? undefined : await resultOf(needs, request, selection, origin)
  const parameters = understood(asked, result)
  return {
    parameters,
    request,
    faults,
    form: await formOf(needs, locale, parameters, request, result),
    outcome: await outcomeOf(needs, locale, parameters, result),
  }
}

/** A territory that was renamed, or is of another instance, is left out like all that cannot be read. */
async function readOnPage(needs: GatherNeeds, locale: Locale, query: Record<string, unknown>) {
  const asked = readDirectoryParameters(query, 'page')
  const read = readDirectoryRequest(locale, asked, needs.now())
  const { known, faults } = await knownTerritories(needs, read.request)
  if (faults.length === 0) return { asked, ...read }
  const rest = { ...asked, territory: known.join() || undefined }
  const { request } = readDirectoryRequest(locale, rest, needs.now())
  return { asked: rest, request, faults: [...read.faults, ...faults] }
}

type Result = DirectoryResult | NoSelection | undefined

async function resultOf(
  needs: GatherNeeds,
  request: DirectoryRequest,
  selection: Chosen,
  origin: string,
): Promise<Result> {
  if (selection.state === 'unknown' || selection.state === 'ended')
    return { kind: 'no-selection', state: selection.state }
  const chosen = selection.state === 'open' ? selection.places : undefined
  return directoryOf(needs, request, { origin, chosen })
}

/** The parameters with what was understood of them. A selection keeps its code, and not its places. */
function understood(asked: DirectoryParameters, result: Result): DirectoryParameters {
  const { selection, print, format, order, ink } = asked
  const code = selection && (readSelectionCode(selection) ?? selection)
  const paper = { selection: code, print, format, order, ink }
  if (!result || result.kind === 'where' || result.kind === 'no-selection') return { ...asked, ...paper }
  const { ids, ...found } = result.kind === 'directory' ? result.facts.parameters : result.parameters
  return { ...found, ...(code ? {} : { ids }), ...paper }
}

async function formOf(
  { db, config, now }: GatherNeeds,
  locale: Locale,
  parameters: DirectoryParameters,
  { search: { facets, open } }: DirectoryRequest,
  result: Result,
): Promise<Asked> {
  const instance = await findTerritory(db, config.territory)
  const territory = parameters.territory?.split(',') ?? []
  const { communes, neighbourhoods } = await offeredTerritories(db, instance, territory)
  return {
    parameters,
    facets,
    open,
    days: daysToAsk(now()),
    where: whereOf(locale, parameters, result),
    communes,
    neighbourhoods,
  }
}

function whereOf(locale: Locale, parameters: DirectoryParameters, result: Result): WhereState {
  const { selection, territory } = parameters
  if (selection) {
    const code = codeForReading(selection)
    return { kind: 'understood', label: translator(locale)('builder:where.selection', { code }) }
  }
  if (!result || result.kind === 'no-selection') return { kind: 'none' }
  if (result.kind === 'where') return result.where
  const area = result.kind === 'directory' ? result.facts.area : result.area
  return stateOf(area, territory !== undefined)
}

function stateOf(area: DirectoryArea, isNamed: boolean): WhereState {
  switch (area.kind) {
    case 'around':
      return area.label === null ? { kind: 'point' } : { kind: 'understood', label: area.label }
    case 'box':
      return { kind: 'area' }
    case 'territories':
      return isNamed
        ? { kind: 'understood', label: area.territories.map(({ name }) => name).join(', ') }
        : { kind: 'none' }
    case 'chosen':
      return { kind: 'none' }
  }
}

async function outcomeOf(
  needs: GatherNeeds,
  locale: Locale,
  parameters: DirectoryParameters,
  result: Result,
): Promise<Outcome> {
  if (!result) return { kind: 'nothing-asked' }
  switch (result.kind) {
    case 'none': {
      const { search } = readSearch(parameters, needs.now())
      const addressOf = (others: DirectoryParameters) => directoryAddress(locale, others)
      return {
        kind: 'none',
        loosened: await loosened(needs, search, parameters, translator(locale), addressOf),
      }
    }
    case 'too-many': {
      const { count, smaller } = result
      return {
        kind: 'too-many',
        count,
        radii: smaller.radii,
        areas: await countedAreas(needs, parameters, smaller.territories),
      }
    }
    default:
      return result
  }
}

/** The areas within that have places, most first. */
async function countedAreas(
  { db, now }: GatherNeeds,
  parameters: DirectoryParameters,
  territories: readonly Territory[],
): Promise<CountedArea[]> {
  const { search } = readSearch(parameters, now())
  const ids = territories.map(({ id }) => id)
  const thereUntil = addDays(dayInFrance(now()), daysAhead - 1)
  const counts = await placesByTerritory(db, search, ids, { now: now(), thereUntil })
  return territories
    .flatMap(({ id, name }) => ({ id, name, count: counts.get(id) ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
}
