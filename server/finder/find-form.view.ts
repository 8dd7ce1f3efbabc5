// The question of the finder: what, where, and the criteria folded under them. It works without script: each panel
// has its own button, and the browser keeps one panel open at a time.
import { html, nothing } from 'lit'
import { cut } from '../../i18n/cut.ts'
import type { Translate } from '../../i18n/translate.ts'
import { addressField } from '../addresses/address-field.view.ts'
import { type Criterion, codeName, codeWords } from '../places/criteria.view.ts'
import { onTheWall, openWords } from '../places/open-window.rules.ts'
import { facetCodes } from '../places/place-search.rules.ts'
import type { Territory } from '../territories/territory.rules.ts'
import type { Finding } from './find.view.ts'
import { openInWords, whereInWords } from './find-criteria.view.ts'

/** The form of the finder. */
export function formView(finding: Finding, t: Translate) {
  return html`<form class="search" role="search" aria-label=${t('find:form.label')} action=${`/${t.locale}/find`} method="get">
<div class="search-box">
${whatField(finding, t)}
${whereField(finding, t)}
</div>
${criteriaView(finding, t)}
${areaView(finding)}
</form>`
}

/** The criteria folded under "what" and "where". @param submit the word of their buttons */
export function criteriaView(finding: Asked, t: Translate, submit = t('find:form.apply')) {
  const filters = amountOf(otherFacets, finding, finding.parameters.unknown === 'true' ? 1 : 0)
  return html`<div class="criteria">
${panel('when', '', finding.open ? openInWords(finding.open, t) : t('find:form.when'), whenChoices(finding, t), t, submit)}
${panel('languages', amountOf(['languages'], finding), t('find:form.language'), choices('languages', finding, t), t, submit)}
${panel('filters', filters, t('find:form.filters'), otherFilters(finding, t), t, submit)}
</div>`
}

/** A chip that opens a panel; how much is chosen in it stands behind its name. */
export function panel(
  id: string,
  amount: string,
  label: string,
  content: unknown,
  t: Translate,
  submit = t('find:form.apply'),
) {
  return html`<details class="criterion" name="criteria"><summary id=${`summary-${id}`}>${label}${amount}</summary>
<div class="panel">${content}${submitView(submit)}</div></details>`
}

/** The button at the end of a panel. The finder's script closes the panel with it. */
export function submitView(words: string) {
  return html`<p class="panel-end"><button type="submit" class="button">${words}</button></p>`
}

/** What a form needs to know that asks as the finder does. */
export type Asked = Pick<
  Finding,
  'parameters' | 'facets' | 'onlyChosen' | 'open' | 'days' | 'where' | 'communes' | 'neighbourhoods'
>

/** What help is looked for: words, needs, procedures. */
export function whatField(finding: Asked, t: Translate, submit = t('find:form.apply')) {
  const { q } = finding.parameters
  return html`<details class="field field-what" name="criteria"><summary id="summary-what"><span class="field-label">${t('find:form.what')}</span> <span class="field-value">${whatInWords(finding, t)}</span></summary>
<div class="panel">
<div class="words"><label for="q">${t('find:form.words')}</label>
<input id="q" name="q" type="search" maxlength="500" value=${q ?? ''} enterkeyhint="search"></div>
${choices('services', finding, t)}
<details class="facet" name="criteria-more" ?open=${Boolean(finding.facets.procedures)}><summary id="summary-procedures">${t('find:form.procedures')}${amountOf(['procedures'], finding)}</summary>
${choices('procedures', finding, t)}</details>
${submitView(submit)}</div></details>`
}

/** Beyond, nobody sees it, and who listens would have to wait for its end. */
const longestShown = 100

/** What is looked for, as the closed field shows it. */
function whatInWords({ parameters, facets }: Asked, t: Translate): string {
  const codes = (['services', 'procedures'] as const).flatMap((name) =>
    (facets[name] ?? []).map((code) => codeName(name, code, t)),
  )
  const parts = [...(parameters.q ? [cut(parameters.q, longestShown)] : []), ...codes]
  return parts.join(', ') || t('find:form.anyNeed')
}

/** Where, as words, a point or a territory. `more` is what else the panel asks. */
export function whereField(
  finding: Pick<Asked, 'parameters' | 'where' | 'communes' | 'neighbourhoods'>,
  t: Translate,
  { more = nothing, submit = t('find:form.apply') }: { more?: unknown; submit?: string } = {},
) {
  const { where, near } = finding.parameters
  return html`<details class="field field-where" name="criteria"><summary id="summary-where"><span class="field-label">${t('find:form.where')}</span> <bdi class="field-value">${whereInWords(finding.where, t) ?? t('find:form.anywhere')}</bdi></summary>
<div class="panel">${addressField(t, { value: where, near })}
${territoryField(finding, t)}
${more}
${submitView(submit)}</div></details>`
}

function territoryField(
  { parameters, communes, neighbourhoods }: Pick<Asked, 'parameters' | 'communes' | 'neighbourhoods'>,
  t: Translate,
) {
  const option = ({ id, name }: Territory) =>
    html`<option value=${id} ?selected=${parameters.territory === id}>${name}</option>`
  return html`<div class="territory-field"><label for="territory">${t('find:form.choose')}</label>
<select id="territory" name="territory"><option value="">${t('find:form.anywhere')}</option>
<optgroup label=${t('territories:neighbourhoods')}>${neighbourhoods.map(option)}</optgroup>
<optgroup label=${t('territories:communes')}>${communes.map(option)}</optgroup></select></div>`
}

/** The area of a map, or the radius around a point, travels with the form until words say where (`readFindParameters`). */
function areaView({ parameters: { bbox, near, where, radius } }: Asked) {
  return html`${bbox ? html`<input type="hidden" name="bbox" value=${bbox}>` : nothing}${radius && near && !where ? html`<input type="hidden" name="radius" value=${radius}>` : nothing}`
}

/** Any time, now, this evening, Saturday, or a day and an hour. */
function whenChoices({ open, days }: Asked, t: Translate) {
  const word = openWords.find((each) => each === open?.asked)
  const wall = open && !word ? onTheWall(open) : undefined
  const radio = (value: string, label: string, isChosen: boolean) =>
    html`<label class="choice"><input type="radio" name="open" value=${value} ?checked=${isChosen}><span>${label}</span></label>`
  const hour = wall && /T/.test(open!.asked) ? wall.from.slice(11) : ''
  return html`<fieldset class="choices"><legend class="visually-hidden">${t('find:form.when')}</legend>
${radio('', t('find:open.any'), !open)}
${openWords.map((each) => radio(each, t(`find:open.${each}`), each === word))}
${radio('at', t('find:open.choose'), wall !== undefined)}</fieldset>
<div class="moment"><p><label for="on">${t('find:open.on')}</label><input id="on" name="on" type="date" min=${days.first} max=${days.last} value=${wall?.from.slice(0, 10) ?? ''}></p>
<p><label for="time">${t('find:open.time')}</label><input id="time" name="time" type="time" value=${hour}></p></div>`
}

/** What is asked less often than the need and the language. */
const otherFacets: readonly Criterion[] = [
  'accessibility',
  'contactModes',
  'fee',
  'kind',
  'audiences',
  'care',
  'supportModes',
  'level',
  'equipment',
  'programmes',
]

function otherFilters(finding: Asked, t: Translate) {
  return html`${otherFacets.map(
    (name) =>
      html`<details class="facet" name="criteria-more"><summary id=${`summary-${name}`}>${t(`vocabularies:names.${name}`)}${amountOf([name], finding)}</summary>
${choices(name, finding, t)}</details>`,
  )}
<p class="unknown"><label class="choice"><input type="checkbox" name="unknown" value="true" ?checked=${finding.parameters.unknown === 'true'}><span>${t('find:mayHelp.show')}</span></label></p>`
}

/** Spoken languages that the form offers; any other code works in an address. */
export const offeredLanguages = 'fr gsw de en tr ar ru uk ro sq es pt it fa ps so zh fsl'.split(' ')

/** The codes of a facet to choose from. */
export function choices(
  name: Criterion,
  { facets, onlyChosen }: Pick<Finding, 'facets' | 'onlyChosen'>,
  t: Translate,
) {
  const chosen = facets[name] ?? []
  const offered = name === 'languages' ? offeredLanguages : facetCodes(name)
  const codes = onlyChosen ? chosen : [...new Set([...offered, ...chosen])]
  const label = name === 'services' ? t('find:form.need') : t(`vocabularies:names.${name}`)
  return html`<fieldset class="choices"><legend class="visually-hidden">${label}</legend>${codes.map(
    (code) =>
      html`<label class="choice"><input type="checkbox" name=${name} value=${code} ?checked=${chosen.includes(code)}><span>${codeWords(name, code, t)}</span></label>`,
  )}</fieldset>`
}

/** ` (2)`: how many codes of these facets are chosen. @param more chosen beside them */
export function amountOf(names: readonly Criterion[], { facets }: Pick<Finding, 'facets'>, more = 0): string {
  const amount = names.reduce((sum, name) => sum + (facets[name]?.length ?? 0), more)
  return amount > 0 ? ` (${amount})` : ''
}
