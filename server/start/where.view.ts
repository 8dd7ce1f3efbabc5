// The second step: a need is chosen, and one says where. Every way on is a plain link or a plain form.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { addressField } from '../addresses/address-field.view.ts'
import { type FindParameters, findAddress } from '../finder/find-address.rules.ts'
import { type Code, codesOf } from '../places/vocabularies.rules.ts'
import type { Territory } from '../territories/territory.rules.ts'
import type { Need } from './needs.rules.ts'
import { needPictogram } from './pictograms.view.ts'
import { needWord } from './start.view.ts'

export type WhereStep = {
  need: Need
  procedures: Code<'procedures'>[]
  instance: Territory | undefined
  neighbourhoods: Territory[]
  communes: Territory[]
}

/** The chosen need, an address, neighbourhoods and communes as links, and everywhere. */
export function whereView(step: WhereStep, t: Translate): TemplateResult {
  const asked = askedOf(step)
  return html`<div class="where-step">
<p class="chosen-need"><span class="tile-pictogram">${needPictogram(step.need.id, 28)}</span>
<span><span class="chosen-need-label">${t('start:where.need')}</span> <strong>${needWord(step.need.id, t)}</strong></span>
<a class="button button-quiet" href=${`/${t.locale}`}>${t('start:where.change')}</a></p>
${step.need.id === 'paperwork' ? proceduresView(step, t) : nothing}
<h1 id="where-title">${t('start:where.title')}</h1>
<div class="where-ways">
<form class="where-form" role="search" aria-labelledby="where-title" action=${`/${t.locale}/find`} method="get">
${Object.entries(asked).map(([name, value]) => html`<input type="hidden" name=${name} value=${value}>`)}
${addressField(t, { label: t('start:where.field'), submits: true, aroundMe: 'around-me' })}
<button type="submit" class="button">${t('start:where.submit')}</button>
<div id="around-me" class="around-me-place"></div>
</form>
${listsView(step, asked, t)}
</div>
</div>`
}

/** What is looked for, whatever the place. Places that say nothing of a procedure may still help with it. */
function askedOf({ need, procedures }: WhereStep): FindParameters {
  const services = need.services.join()
  return procedures.length === 0 ? { services } : { services, procedures: procedures.join(), unknown: 'true' }
}

function listsView(step: WhereStep, asked: FindParameters, t: Translate): TemplateResult {
  const { instance, neighbourhoods, communes } = step
  const link = ({ id, name }: Territory) =>
    html`<li><a href=${findAddress(t.locale, { ...asked, territory: id })}><bdi>${name}</bdi></a></li>`
  return html`<div class="where-lists">
${
  neighbourhoods.length > 0
    ? html`<h2>${t('start:where.neighbourhoods')}</h2><ul class="rows">${neighbourhoods.map(link)}</ul>`
    : nothing
}
${
  communes.length > 0
    ? html`<details class="folded"><summary>${t('start:where.communes')}</summary><ul class="rows">${communes.map(link)}</ul></details>`
    : nothing
}
<ul class="rows"><li><a href=${findAddress(t.locale, asked)}><span>${t('start:where.everywhere')}${
    instance ? html`<small>${t('start:where.everywhereIn', { territory: instance.name })}</small>` : nothing
  }</span></a></li></ul>
</div>`
}

/** Procedures are chosen and taken back by links to this same step. */
function proceduresView({ need, procedures }: WhereStep, t: Translate): TemplateResult {
  const address = (codes: string[]) =>
    `/${t.locale}?need=${need.id}${codes.length > 0 ? `&procedures=${codes.join()}` : ''}`
  return html`<details class="folded procedures" ?open=${procedures.length > 0}><summary>${t('start:procedures.title')}</summary>
<p>${t('start:procedures.help')}</p>
<ul>${codesOf('procedures').map((code) => {
    const words = t(`vocabularies:procedures.${code}`)
    return procedures.includes(code)
      ? html`<li><a class="chip" aria-current="true" href=${address(procedures.filter((each) => each !== code))} aria-label=${t('start:procedures.remove', { procedure: words })}>${words} <span aria-hidden="true">×</span></a></li>`
      : html`<li><a class="chip" href=${address([...procedures, code])}>${words}</a></li>`
  })}</ul></details>`
}
