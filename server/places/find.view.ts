// The finder without script: a form, a list, and the same list for paper.
import { html, nothing, type TemplateResult } from 'lit'
import { languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { ParameterFault } from '../http/parameters.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import type { Territory } from '../territories/territory.rules.ts'
import { type Criterion, chosenCodes, codeName } from './criteria.view.ts'
import { type FindParameters, findAddress, withoutCode } from './find-address.rules.ts'
import { type Paper, printedList } from './find-paper.view.ts'
import { type ListedPlace, placeCard } from './place-card.view.ts'
import { type Facets, facetCodes } from './place-search.rules.ts'

/** What was understood of "where", and what to say about it. */
export type WhereState =
  | { kind: 'none' }
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
}

/** The finder: search, count, list, pages. */
export function findView(finding: Finding, paper: Paper, t: Translate): TemplateResult {
  return html`<div class="finder">
<div class="ask no-print"><h1>${t('find:title')}</h1>
${formView(finding, t)}</div>
<section class="results" aria-label=${t('find:results')}>
${unreadView(finding, t)}
${whereProblem(finding, t)}
${countView(finding, t)}
${chosenView(finding, t)}
${resultsView(finding, t)}
${pagingView(finding, t)}
${aroundView(finding, t)}
</section>
</div>
${printedList(finding, paper, t)}`
}

function formView(finding: Finding, t: Translate) {
  const { parameters } = finding
  return html`<form class="search" role="search" aria-label=${t('find:form.label')} action=${`/${t.locale}/find`} method="get">
<div class="search-main">
<div class="field field-what"><label for="q">${t('find:form.what')}</label> <span class="help" id="q-help">${t('find:form.whatHelp')}</span>
<input id="q" name="q" type="search" maxlength="500" value=${parameters.q ?? ''} aria-describedby="q-help"></div>
<div class="field field-where"><label for="where">${t('find:form.where')}</label> <span class="help" id="where-help">${t('find:form.whereHelp')}</span>
<input id="where" name="where" type="search" maxlength="200" value=${parameters.where ?? ''} aria-describedby="where-help" autocomplete="street-address"></div>
${territoryField(finding, t)}
</div>
${parameters.near ? html`<input type="hidden" name="near" value=${parameters.near}>` : nothing}
<div class="criteria">
${checkboxes('services', finding, t, 'criterion', t('find:form.need'))}
${checkboxes('languages', finding, t, 'criterion')}
<details class="criterion"><summary>${t('find:form.filters')}${amountOf(otherFacets, finding)}</summary>
<div class="panel">${otherFacets.map((name) => checkboxes(name, finding, t, 'facet'))}
<p class="unknown"><label class="choice"><input type="checkbox" name="unknown" value="true" ?checked=${parameters.unknown === 'true'}><span>${t('find:mayHelp.show')}</span></label></p></div>
</details>
<button type="submit" class="button">${t('find:form.submit')}</button>
</div>
</form>`
}

function territoryField({ parameters, communes, neighbourhoods }: Finding, t: Translate) {
  const option = ({ id, name }: Territory) =>
    html`<option value=${id} ?selected=${parameters.territory === id}>${name}</option>`
  return html`<div class="field field-territory"><label for="territory">${t('find:form.choose')}</label>
<select id="territory" name="territory"><option value="">${t('find:form.anywhere')}</option>
<optgroup label=${t('territories:neighbourhoods')}>${neighbourhoods.map(option)}</optgroup>
<optgroup label=${t('territories:communes')}>${communes.map(option)}</optgroup></select></div>`
}

/** What is asked less often than the need and the language. */
const otherFacets: readonly Criterion[] = [
  'accessibility',
  'contactModes',
  'fee',
  'kind',
  'procedures',
  'audiences',
  'care',
  'supportModes',
  'equipment',
  'programmes',
]

/** Spoken languages that the form offers; any other code works in an address. */
const offeredLanguages = 'fr gsw de en tr ar ru uk ro sq es pt it fa ps so zh fsl'.split(' ')

/**
 * One facet, folded. A criterion stays folded even when it is chosen (its number and the chosen codes above the
 * results tell): opened, it would push the results down.
 */
function checkboxes(
  name: Criterion,
  finding: Finding,
  t: Translate,
  className: 'criterion' | 'facet',
  label = t(`vocabularies:names.${name}`),
) {
  const chosen = finding.facets[name] ?? []
  const codes = name === 'languages' ? [...new Set([...offeredLanguages, ...chosen])] : facetCodes(name)
  return html`<details class=${className} name=${className} ?open=${className === 'facet' && chosen.length > 0}><summary>${label}${amountOf([name], finding)}</summary>
<fieldset class="panel choices"><legend class="visually-hidden">${label}</legend>${codes.map(
    (code) =>
      html`<label class="choice"><input type="checkbox" name=${name} value=${code} ?checked=${chosen.includes(code)}><span>${codeWords(name, code, t)}</span></label>`,
  )}</fieldset></details>`
}

/** ` (2)`: how many codes of these facets are chosen. */
function amountOf(names: readonly Criterion[], { facets }: Finding): string {
  const amount = names.reduce((sum, name) => sum + (facets[name]?.length ?? 0), 0)
  return amount > 0 ? ` (${amount})` : ''
}

/** A code in words, with the name of a language marked as being in that language. */
function codeWords(name: Criterion, code: string, t: Translate) {
  const own = name === 'languages' ? languageNameInItself(code) : null
  const words = codeName(name, code, t)
  if (!own || own === words) return words
  return html`<bdi lang=${code}>${own}</bdi>${words.slice(own.length)}`
}

/** What could not be read is told, and the rest counts. */
function unreadView({ faults }: Finding, t: Translate) {
  if (faults.length === 0) return nothing
  return html`<div class="notice" role="status"><p>${t('find:unread')}</p><ul>${faults
    .slice(0, 5)
    .map(
      ({ parameter, reason, value, expected = '' }) =>
        html`<li><bdi>${parameter}</bdi> – ${t(`errors:reasons.${reason}`, { value, expected })}</li>`,
    )}</ul></div>`
}

function aroundView({ around, parameters }: Finding, t: Translate) {
  if (!around) return nothing
  const wider = { ...parameters, territory: undefined, offset: undefined, near: around.join(',') }
  return html`<p class="around no-print"><a href=${findAddress(t.locale, wider)}>${t('find:around')}</a></p>`
}

function whereProblem({ where, parameters }: Finding, t: Translate) {
  if (where.kind === 'none' || where.kind === 'understood') return nothing
  if (where.kind === 'several') {
    return html`<div class="notice" role="status"><p>${t('find:whereProblem.several', { where: where.text })}</p><ul class="ways">${where.territories.map(
      ({ id, name, kind, code }) =>
        // The code tells communes of one name apart; its first digits are the department.
        html`<li><a href=${findAddress(t.locale, { ...parameters, where: undefined, territory: id })}>${name}${kind === 'commune' ? ` (${code})` : nothing}</a></li>`,
    )}</ul></div>`
  }
  const text =
    where.kind === 'outside'
      ? t('find:whereProblem.outside', { where: where.label, territory: where.instance })
      : t(`find:whereProblem.${where.kind}`, { where: where.text })
  return html`<div class="notice" role="status"><p>${text} ${t('find:whereProblem.shownAnyway')}</p></div>`
}

function countView(finding: Finding, t: Translate) {
  const { matched, silent, places, first, pageSize, sorted } = finding
  const many = matched + silent > pageSize
  const print = findAddress(t.locale, { ...finding.parameters, offset: undefined, print: 'all' })
  const order = [
    ...(finding.where.kind === 'understood' && matched > 0 ? [finding.where.label] : []),
    ...(many && places.length > 0 ? [t('find:countShown', { first, last: first + places.length - 1 })] : []),
    ...(matched > 1 ? [t(`find:sorted.${sorted}`)] : []),
  ]
  return html`<div class="count"><h2>${matched > 0 ? t('find:count', { count: matched }) : t('find:empty.title')}</h2>
${matched > 0 ? html`<a class="print-link no-print" href=${print}>${t('find:print.link')}</a>` : nothing}
${order.length > 0 ? html`<p>${order.map((text) => `${text}.`).join(' ')}</p>` : nothing}
${finding.correctedWords && matched + silent > 0 ? html`<p class="corrected">${t('find:corrected', { words: finding.correctedWords.join(' ') })}</p>` : nothing}</div>`
}

function chosenView({ facets, parameters }: Finding, t: Translate) {
  const { offset: _page, ...asked } = parameters
  if (Object.keys(asked).length === 0) return nothing
  const chosen = chosenCodes(facets)
  return html`<ul class="chosen no-print" aria-label=${t('find:chosen')}>${chosen.map(({ name, code }) => {
    const filter = codeName(name, code, t)
    return html`<li><a href=${findAddress(t.locale, withoutCode(parameters, name, code))} aria-label=${t('find:remove', { filter })}>${codeWords(name, code, t)} <span aria-hidden="true">×</span></a></li>`
  })}<li class="clear"><a href=${`/${t.locale}/find`}>${t('find:form.clear')}</a></li></ul>`
}

function resultsView(finding: Finding, t: Translate) {
  const { places, first, matched, silent } = finding
  if (matched + silent === 0) return emptyView(finding, t)
  const matches = places.filter(({ properties }) => !properties.mayHelp)
  const others = places.filter(({ properties }) => properties.mayHelp)
  return html`${matched === 0 ? emptyView(finding, t) : nothing}
${matches.length > 0 ? html`<ol class="cards" start=${first}>${matches.map((place, index) => placeCard(place, first + index, t))}</ol>` : nothing}
${
  others.length > 0
    ? html`<div class="may-help"><h2>${t('find:mayHelp.title')}</h2><p>${t('find:mayHelp.text')} ${t('find:mayHelp.count', { count: silent })}.</p></div>
<ol class="cards" start=${first + matches.length}>${others.map((place, index) => placeCard(place, first + matches.length + index, t))}</ol>`
    : nothing
}`
}

function emptyView({ loosened, parameters }: Finding, t: Translate) {
  const silent = findAddress(t.locale, { ...parameters, offset: undefined, unknown: 'true' })
  if (Object.keys(parameters).length === 0)
    return html`<div class="empty"><p>${t('find:empty.nothing')}</p></div>`
  return html`<div class="empty"><p>${t('find:empty.text')}</p>
${
  loosened.length > 0
    ? html`<p>${t('find:empty.loosen')}</p><ul class="ways">${loosened.map(
        ({ label, address, count }) =>
          html`<li><a href=${address}>${t('find:empty.without', { filter: label, count })}</a></li>`,
      )}</ul>`
    : nothing
}
${parameters.unknown === 'true' ? nothing : html`<p><a href=${silent}>${t('find:mayHelp.show')}</a></p>`}</div>`
}

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
