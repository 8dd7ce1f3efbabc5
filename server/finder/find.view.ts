// The finder: a question, a list, a place for the map, and the same list for paper.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { ParameterFault } from '../http/parameters.rules.ts'
import { keptPlaces } from '../places/kept-places.view.ts'
import type { OpenWindow } from '../places/open-window.rules.ts'
import type { ListedPlace } from '../places/place-card.view.ts'
import type { Facets } from '../places/place-search.rules.ts'
import type { PublicHoliday } from '../sessions/holidays.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { Territory } from '../territories/territory.rules.ts'
import { type FindParameters, findAddress } from './find-address.rules.ts'
import { formView } from './find-form.view.ts'
import { type Paper, printedList } from './find-paper.view.ts'
import { resultsView } from './find-results.view.ts'

/** What was understood of "where", and what to say about it. */
export type WhereState =
  | { kind: 'none' }
  /** A point or an area that has no name. */
  | { kind: 'point' | 'area' }
  | { kind: 'understood'; label: string }
  | { kind: 'several'; text: string; territories: Territory[] }
  | { kind: 'outside'; label: string; instance: string }
  | { kind: 'notUnderstood' | 'unavailable'; text: string }

export type Finding = {
  parameters: FindParameters
  where: WhereState
  /** Parameters that could not be used. */
  faults: ParameterFault[]
  /** Middle of the territory in which was searched: beyond its edge there may be places nearer. */
  around: LonLat | undefined
  facets: Facets
  /** Does the form name only what is chosen, and not what could be? */
  onlyChosen?: true
  /** When help is wanted. */
  open: OpenWindow | undefined
  /** The public holiday on the day that is asked for. */
  holiday: { day: string; code: PublicHoliday } | undefined
  /** The days of which hours are known, `YYYY-MM-DD`. */
  days: { first: string; last: string }
  /** Where the API has all these places, for the map. */
  placesAddress: string
  communes: Territory[]
  neighbourhoods: Territory[]
  /** The matches of this page, then the silent places of this page. */
  places: ListedPlace[]
  /** Number of the first place of this page in the whole list, from 1. */
  first: number
  matched: number
  silent: number
  correctedWords: string[] | undefined
  sorted: 'distance' | 'centre' | 'relevance' | 'name'
  /** Every place of the whole list for paper, as far as it is printed. */
  printed: ListedPlace[]
  /** What each chosen filter hides, when nothing matches. */
  loosened: { label: string; address: string; count: number }[]
  pageSize: number
  /** To say when information is old. */
  currentYear: number
}

/** What the page of a search is called. */
export function findTitle({ where }: Finding, t: Translate): string {
  return where.kind === 'understood' ? t('find:titleNear', { where: where.label }) : t('find:title')
}

/** The whole page of the finder. */
export function findView(finding: Finding, paper: Paper, t: Translate): TemplateResult {
  return html`${finderView(finding, t)}
${keptPlaces(t)}
${printedList(finding, paper, t)}`
}

/**
 * What the finder's script fetches after each change: the list first, which it shows before it reads the form as it
 * was understood. That form names only what is chosen: the page has the rest, two thirds of the answer.
 */
export function finderPart(finding: Finding, t: Translate): TemplateResult {
  return html`<place-finder data-title=${t('layout:pageTitle', { page: findTitle(finding, t) })}>
${resultsView(finding, t)}
${formView({ ...finding, onlyChosen: true }, t)}</place-finder>`
}

function finderView(finding: Finding, t: Translate): TemplateResult {
  return html`<place-finder class="finder">
<div class="ask no-print"><h1>${t('find:title')}</h1>
${formView(finding, t)}</div>
<div class="notice failed" hidden><p>${t('find:failed')} <a href=${findAddress(t.locale, finding.parameters)}>${t('find:retry')}</a></p></div>
${resultsView(finding, t)}
<div class="map-beside no-print" data-label=${t('find:map.label')} data-save=${t('find:map.save')} data-show=${t('find:map.show')} data-failed=${t('find:map.failed')} data-close=${t('find:map.close')}><p>${t('find:map.loading')}</p></div>
<div class="find-bar no-print" hidden><button type="button" class="button" >${t('find:map.open')}</button></div>
<p class="announcement visually-hidden" role="status"></p>
</place-finder>`
}
