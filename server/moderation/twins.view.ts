// Places that may be one: the worklist, and two of them side by side.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDistance } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { addressLine, placePath } from '../places/place-address.rules.ts'
import type { StoredPlace } from '../places/place-store.queries.ts'
import type { FieldDifference } from '../places/record-difference.rules.ts'
import { differencesView } from '../places/record-difference.view.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { reasonsInWords } from './checks.view.ts'
import { keysHelpView } from './keys-help.view.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import type { PairFound } from './twin-pairs.queries.ts'
import { type PairFilter, type PairState, pairQuery, pairStates, type TwinPair } from './twin-pairs.rules.ts'

export type PairList = {
  filter: PairFilter
  pairs: readonly TwinPair[]
  counts: Record<PairState, number>
  next: PairFilter['after']
  isDone: boolean
}

export const pairAddress = (
  { a, b }: Pick<TwinPair, 'a' | 'b'>,
  { state }: Pick<PairFilter, 'state'>,
  t: Pick<Translate, 'locale'>,
) => `/${t.locale}/moderation/twins/${a}/${b}${pairQuery({ state, after: null })}`

export function pairListView(
  { filter, pairs, counts, next, isDone }: PairList,
  t: Translate,
): TemplateResult {
  const address = (to: PairFilter) => `/${t.locale}/moderation/twins${pairQuery(to)}`
  return html`<div class="moderation">
${moderationNavView('twins', t)}
${isDone ? html`<p class="form-done moderation-done" role="status">${t('moderation:twins.done')}</p>` : nothing}
<header class="moderation-head"><h1>${t('moderation:twins.title')}</h1><p>${t('moderation:twins.lead')}</p></header>
<ul class="queue-tabs" aria-label=${t('moderation:queue.byState')}>${pairStates.map((state) => html`<li><a href=${address({ state, after: null })} aria-current=${state === filter.state ? 'true' : nothing}>${t(`moderation:twins.states.${state}`)} <b>${counts[state]}</b></a></li>`)}</ul>
${
  pairs.length === 0
    ? html`<div class="queue-empty"><p>${t(`moderation:twins.empty.${filter.state}`)}</p></div>`
    : html`<ol class="queue-list pair-list">${pairs.map(
        (pair) =>
          html`<li><a href=${pairAddress(pair, filter, t)}><bdi>${pair.names[0]}</bdi> <span aria-hidden="true">↔</span> <bdi>${pair.names[1]}</bdi></a>
<p class="queue-where"><bdi>${pair.commune ?? ''}</bdi></p><p>${reasonsInWords(pair.reasons, t)}</p>
${pair.decision ? html`<p><span class="mark-word">${t(`moderation:twins.decisions.${pair.decision}`)}</span></p>` : nothing}</li>`,
      )}</ol>`
}
${next ? html`<nav class="paging"><a class="button button-quiet" rel="next" href=${address({ ...filter, after: next })}>${t('moderation:queue.next')}</a></nav>` : nothing}
</div>`
}

export type PairPage = {
  filter: PairFilter
  places: readonly [StoredPlace, StoredPlace]
  found: PairFound | undefined
  distanceMetres: number | null
  differences: FieldDifference[]
  weekOf: (hours: string) => WeekHours | null
  /** The address of the next pair; `null`: there is none. */
  next: string | null
  isOvertaken: boolean
}

export function pairView(page: PairPage, t: Translate): TemplateResult {
  const { places, found, differences, weekOf, next, isOvertaken, filter } = page
  const [one, other] = places
  return html`<div class="moderation">
${moderationNavView('twins', t)}
${isOvertaken ? html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${t('moderation:overtaken.title')}</h2><p>${t('moderation:overtaken.nothing')}</p></div>` : nothing}
<moderation-keys class="review">
<header class="review-head"><p class="back"><a href=${`/${t.locale}/moderation/twins${pairQuery(filter)}`}>${t('moderation:twins.title')}</a></p>
<h1>${t('moderation:twins.question')}</h1>
<p class="review-facts">${factsView(page, t)}</p></header>
<div class="review-main">
<div class="pair">${placeView(one, 1, t)}${placeView(other, 2, t)}</div>
${mapView(places)}
<section class="review-part"><h2>${t('moderation:twins.differences')}</h2>${
    differences.length === 0
      ? html`<p>${t('moderation:twins.sameFacts')}</p>`
      : differencesView(differences, { weekOf, columns: { before: '1', after: '2' }, isPair: true }, t)
  }</section></div>
<div class="review-side">${decisionView(page, found?.decision ?? null, next, t)}
${keysHelpView(['s', 'd', 'j'], t)}</div>
</moderation-keys></div>`
}

function factsView({ found, distanceMetres }: PairPage, t: Translate) {
  const facts = [
    ...(found ? [reasonsInWords(found.reasons, t)] : []),
    ...(distanceMetres === null ? [] : [formatDistance(t.locale, distanceMetres)]),
    ...(found?.decision ? [t(`moderation:twins.decisions.${found.decision}`)] : []),
  ]
  return facts.map((fact) => html`<span>${fact}</span> `)
}

function placeView({ id, facts, source }: StoredPlace, number: number, t: Translate) {
  return html`<section class="review-part"><h2>${number}. <a href=${placePath(t.locale, id, facts.name)}><bdi>${facts.name}</bdi></a></h2>
<p>${t(`vocabularies:kind.${facts.kind}`)}</p><p><bdi>${addressLine(facts)}</bdi></p>
${source ? html`<p class="unknown">${t('moderation:twins.source', { source: source.name })}</p>` : nothing}
<p><a href=${`/${t.locale}/moderation/places/${id}`}>${t('moderation:review.editPlace')}</a></p></section>`
}

function mapView(places: PairPage['places']) {
  const points = places.flatMap(({ facts: { lonLat, name } }) => (lonLat ? [[...lonLat, name]] : []))
  return points.length < 2
    ? nothing
    : html`<place-spot class="alike-map no-print" data-points=${JSON.stringify(points)}></place-spot>`
}

function decisionView({ places, filter }: PairPage, seen: string | null, next: string | null, t: Translate) {
  const action = `/${t.locale}/moderation/twins/${places[0].id}/${places[1].id}${pairQuery({ ...filter, after: null })}`
  const button = (decision: 'same' | 'different', key: string) =>
    seen === decision
      ? nothing
      : html`<form method="post" action=${action}><input type="hidden" name="seen" value=${seen ?? ''}><input type="hidden" name="decision" value=${decision}><button class=${decision === 'same' ? 'button' : 'button button-quiet'} data-key=${key}>${t(`moderation:twins.decide.${decision}`)} <kbd aria-hidden="true">${key}</kbd></button></form>`
  return html`<section class="decide pair-decide" aria-labelledby="decide"><h2 id="decide">${t('moderation:decide.title')}</h2>
${button('same', 's')}${button('different', 'd')}
${seen ? html`<form method="post" action=${action}><input type="hidden" name="seen" value=${seen}><input type="hidden" name="decision" value=""><button class="button button-quiet" data-key="u">${t('moderation:undo.button')}</button></form>` : nothing}
${next ? html`<p><a href=${next} data-key="j">${t('moderation:twins.later')}</a></p>` : nothing}</section>`
}
