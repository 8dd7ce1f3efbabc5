// What the finder answers: what was understood, the count, the chosen criteria, the cards, the ways on.
import { html, nothing } from 'lit'
import { formatDay, formatDistance } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { codeName, codeWords } from '../places/criteria.view.ts'
import { placeCard } from '../places/place-card.view.ts'
import { holidayName } from '../sessions/holidays.view.ts'
import type { Finding, WhereState } from './find.view.ts'
import { findAddress, paperAddress, withoutCode } from './find-address.rules.ts'
import { chosenCodes, openInWords, whereInWords } from './find-criteria.view.ts'
import { unreadView } from './unread.view.ts'

/**
 * The results of a search. Its data tell the finder's script the one address of the search, and where the API has
 * its places for the map.
 */
export function resultsView(finding: Finding, t: Translate) {
  const { parameters, placesAddress } = finding
  return html`<section class="results" id="results" aria-label=${t('find:results')} data-address=${findAddress(t.locale, parameters)} data-places=${placesAddress}>
${unreadView(finding, t)}
${whereProblem(finding, t)}
${farView(finding, t)}
${countView(finding, t)}
${holidayView(finding, t)}
${chosenView(finding, t)}
${listView(finding, t)}
${pagingView(finding, t)}
${printLink(finding, t)}
${aroundView(finding, t)}
</section>`
}

function aroundView({ around, parameters }: Finding, t: Translate) {
  if (!around) return nothing
  const wider = { ...parameters, territory: undefined, offset: undefined, near: around.join(',') }
  return html`<p class="around no-print"><a href=${findAddress(t.locale, wider)}>${t('find:around')}</a></p>`
}

function whereProblem({ where, parameters }: Finding, t: Translate) {
  const addressIn = (territory: string) =>
    findAddress(t.locale, { ...parameters, where: undefined, territory })
  return whereProblemView(where, addressIn, t('find:whereProblem.shownAnyway'), t)
}

/**
 * What to say of a "where" that was not understood, or in more ways than one.
 * @param addressIn the same search in a territory
 * @param shownAnyway what is shown all the same
 */
export function whereProblemView(
  where: WhereState,
  addressIn: (territory: string) => string,
  shownAnyway: string,
  t: Translate,
) {
  const problem = (text: string) =>
    html`<div class="notice" role="status"><p>${text} ${shownAnyway}</p></div>`
  switch (where.kind) {
    case 'several':
      return html`<div class="notice" role="status"><p>${t('find:whereProblem.several', { where: where.text })}</p><ul class="ways">${where.territories.map(
        ({ id, name, kind, code }) =>
          // The code tells communes of one name apart; its first digits are the department.
          html`<li><a rel="nofollow" href=${addressIn(id)}><bdi>${name}</bdi>${kind === 'commune' ? ` (${code})` : nothing}</a></li>`,
      )}</ul></div>`
    case 'outside':
      return problem(t('find:whereProblem.outside', { where: where.label, territory: where.instance }))
    case 'notUnderstood':
    case 'unavailable':
      return problem(t(`find:whereProblem.${where.kind}`, { where: where.text }))
    default:
      return nothing
  }
}

/** Further than anybody travels for such help, in metres. */
const far = 25_000

/** Who stands outside the territory, or was misunderstood, is told so before reading distances. */
function farView({ where, places: [nearest] }: Finding, t: Translate) {
  const metres = nearest?.properties.distanceMetres ?? 0
  if (where.kind === 'outside' || metres < far) return nothing
  return html`<div class="notice" role="status"><p>${t('find:far', { distance: formatDistance(t.locale, metres) })}</p></div>`
}

/** Who finds few places on a holiday would think that we know none. */
function holidayView({ holiday }: Finding, t: Translate) {
  if (!holiday) return nothing
  const day = formatDay(t.locale, holiday.day)
  const words = t('find:open.holiday', {
    day: day[0]!.toLocaleUpperCase(t.locale) + day.slice(1),
    holiday: holidayName({ kind: 'public-holiday', code: holiday.code }, t),
  })
  return html`<p class="holiday">${words}</p>`
}

function countView(finding: Finding, t: Translate) {
  const { matched, silent, places, first, sorted } = finding
  const isSomewhere = ['understood', 'point', 'area'].includes(finding.where.kind)
  const order = [
    ...(matched > 0 && isSomewhere ? [whereInWords(finding.where, t)] : []),
    ...(first > 1 && places.length > 0
      ? [t('find:countShown', { first, last: first + places.length - 1 })]
      : []),
    ...(matched > 1 ? [t(`find:sorted.${sorted}`)] : []),
  ]
  return html`<div class="count"><h2 id="count" tabindex="-1">${matched > 0 ? t('find:count', { count: matched }) : t('find:empty.title')}</h2>
${order.length > 0 ? html`<p>${order.map((text) => html`<bdi>${text}</bdi>. `)}</p>` : nothing}
${finding.correctedWords && matched + silent > 0 ? html`<p class="corrected">${t('find:corrected', { words: finding.correctedWords.join(' ') })}</p>` : nothing}</div>`
}

/** After the list: on a wide screen it is shown beside the count. */
function printLink({ parameters, matched }: Finding, t: Translate) {
  if (matched === 0) return nothing
  const print = findAddress(t.locale, { ...parameters, offset: undefined, print: 'all' })
  return html`<p class="print-link no-print"><a href=${print}>${t('find:print.link')}</a></p>
<p class="around no-print"><a rel="nofollow" href=${paperAddress(t.locale, parameters)}>${t('builder:links.finder')}</a></p>`
}

/** The codes that are chosen, each with the way to give it up; what the form itself shows is not repeated. */
function chosenView(finding: Finding, t: Translate) {
  const { facets, parameters, where, open } = finding
  const chosen = chosenCodes(facets)
  const { q, unknown } = parameters
  const isMore = q || unknown || finding.open || where.kind === 'point' || where.kind === 'area'
  if (chosen.length === 0 && !isMore) return nothing
  return html`<ul class="chosen no-print" aria-label=${t('find:chosen')}>${open ? chosenOpen(openInWords(open, t), parameters, t) : nothing}${chosen.map(
    ({ name, code }) => {
      const filter = codeName(name, code, t)
      return html`<li><a href=${findAddress(t.locale, withoutCode(parameters, name, code))} aria-label=${t('find:remove', { filter })}>${codeWords(name, code, t)} <span aria-hidden="true">×</span></a></li>`
    },
  )}<li class="clear"><a href=${`/${t.locale}/find`}>${t('find:form.clear')}</a></li></ul>`
}

function chosenOpen(filter: string, parameters: Finding['parameters'], t: Translate) {
  const address = findAddress(t.locale, { ...parameters, open: undefined, offset: undefined })
  return html`<li><a href=${address} aria-label=${t('find:remove', { filter })}>${filter} <span aria-hidden="true">×</span></a></li>`
}

function listView(finding: Finding, t: Translate) {
  const { places, first, matched, silent, currentYear } = finding
  if (matched + silent === 0) return emptyView(finding, t)
  const matches = places.filter(({ properties }) => !properties.mayHelp)
  const others = places.filter(({ properties }) => properties.mayHelp)
  return html`${matched === 0 ? emptyView(finding, t) : nothing}
${matches.length > 0 ? html`<ol class="cards" start=${first}>${matches.map((place, index) => placeCard(place, first + index, t, currentYear))}</ol>` : nothing}
${
  others.length > 0
    ? html`<div class="may-help"><h2>${t('find:mayHelp.title')}</h2><p>${t(finding.open ? 'find:mayHelp.textOpen' : 'find:mayHelp.text')} ${t('find:mayHelp.count', { count: silent })}.</p></div>
<ol class="cards" start=${first + matches.length}>${others.map((place, index) => placeCard(place, first + matches.length + index, t, currentYear))}</ol>`
    : nothing
}`
}

function emptyView({ loosened, parameters }: Finding, t: Translate) {
  const silent = findAddress(t.locale, { ...parameters, offset: undefined, unknown: 'true' })
  if (Object.keys(parameters).length === 0)
    return html`<div class="empty"><p>${t('find:empty.nothing')}</p>${addLink(t)}</div>`
  return html`<div class="empty"><p>${t('find:empty.text')}</p>
${
  loosened.length > 0
    ? html`<p>${t('find:empty.loosen')}</p><ul class="ways">${loosened.map(
        ({ label, address, count }) =>
          html`<li><a href=${address}>${t('find:empty.without', { filter: label, count })}</a></li>`,
      )}</ul>`
    : nothing
}
${parameters.unknown === 'true' ? nothing : html`<p><a href=${silent}>${t('find:mayHelp.show')}</a></p>`}
${addLink(t)}</div>`
}

const addLink = (t: Translate) =>
  html`<p class="ways"><a href=${`/${t.locale}/add`}>${t('find:empty.add')}</a></p>`

function pagingView({ parameters, first, places, matched, silent, pageSize }: Finding, t: Translate) {
  const link = (from: number) =>
    findAddress(t.locale, { ...parameters, offset: from === 0 ? undefined : String(from) })
  const next = first - 1 + places.length
  const hasNext = places.length > 0 && next < matched + silent
  if (first === 1 && !hasNext) return nothing
  return html`<nav class="paging no-print" aria-label=${t('find:paging.label')}>
${first > 1 ? html`<a class="button" rel="prev" href=${link(Math.max(0, first - 1 - pageSize))}>${t('find:paging.previous')}</a>` : nothing}
<span>${t('find:paging.current', { page: Math.floor((first - 1) / pageSize) + 1 })}</span>
${hasNext ? html`<a class="button" rel="next" href=${link(next)}>${t('find:paging.next')}</a>` : nothing}
</nav>`
}
