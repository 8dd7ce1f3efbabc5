// What the builder asks: where and what as the finder does, and how it is to be printed.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDistance } from '../../i18n/format.ts'
import { localeName, locales } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { criteriaView, whatField, whereField } from '../finder/find-form.view.ts'
import { codeForReading, readSelectionCode } from '../selections/selection-code.rules.ts'
import type { Builder } from './builder.actions.ts'
import { directoryAddress, directoryRadii, usualDirectoryRadius } from './directory-address.rules.ts'
import { paperFormats, paperOrders } from './directory-document.rules.ts'
import { paperPicture } from './paper-pictures.view.ts'

export function builderForm(builder: Builder, t: Translate): TemplateResult {
  const { form, parameters } = builder
  const submit = t('builder:form.submit')
  const more = html`${radiusField(builder, t)}${codeField(builder, t)}`
  return html`<form class="search builder-form" aria-label=${t('builder:form.label')} action=${`${directoryAddress(t.locale, {})}#result`} method="get">
<fieldset class="builder-part"><legend>${t('builder:form.places')}</legend>
<div class="search-box">
${whereField(form, t, { more, submit })}
${whatField(form, t, submit)}
</div>
${criteriaView(form, t, submit)}
${parameters.bbox ? html`<input type="hidden" name="bbox" value=${parameters.bbox}>` : nothing}${parameters.ids ? html`<input type="hidden" name="ids" value=${parameters.ids}>` : nothing}
</fieldset>
<fieldset class="builder-part"><legend>${t('builder:form.paper')}</legend>
${formatField(builder, t)}
<div class="builder-choices">${languageFields(builder, t)}${orderField(builder, t)}</div>
<label class="choice builder-ink"><input type="checkbox" name="ink" value="save" ?checked=${builder.request.savesInk}><span>${t('builder:ink.label')} <small>${t('builder:ink.hint')}</small></span></label>
</fieldset>
<p class="builder-submit"><button type="submit" class="button">${submit}</button></p>
</form>`
}

/** How far around an address; in a territory it means nothing. */
function radiusField({ request }: Builder, t: Translate) {
  const chosen = request.radius ?? usualDirectoryRadius
  const offered = [...new Set([...directoryRadii, chosen])].toSorted((a, b) => a - b)
  return html`<div class="territory-field radius-field"><label for="radius">${t('builder:form.radius')}</label>
<select id="radius" name="radius">${offered.map(
    (metres) =>
      html`<option value=${metres} ?selected=${metres === chosen}>${formatDistance(t.locale, metres)}</option>`,
  )}</select></div>`
}

/** The places that somebody put together, instead of an area. */
function codeField({ parameters: { selection = '' } }: Builder, t: Translate) {
  const code = readSelectionCode(selection)
  return html`<div class="territory-field"><label for="selection">${t('builder:form.selection')}</label>
<input id="selection" name="selection" type="text" value=${code ? codeForReading(code) : selection} maxlength="60" dir="ltr" autocomplete="off" spellcheck="false" aria-describedby="selection-hint"><span class="where-help" id="selection-hint">${t('builder:form.selectionHint')}</span></div>`
}

function formatField({ request }: Builder, t: Translate) {
  return html`<fieldset class="paper-formats"><legend>${t('builder:format.label')}</legend>${paperFormats.map(
    (format) =>
      html`<label class="paper-format"><input type="radio" name="format" value=${format} ?checked=${format === request.format}>${paperPicture(format)}<span><b>${t(`builder:format.${format}.name`)}</b> <small>${t(`builder:format.${format}.text`)}</small></span></label>`,
  )}</fieldset>`
}

function languageFields({ request: { languages } }: Builder, t: Translate) {
  const [first, second] = languages
  const option = (code: string, name: string, chosen: string) =>
    html`<option value=${code} ?selected=${code === chosen}>${name}</option>`
  return html`<div class="builder-field"><label for="print">${t('builder:languages.first')}</label>
<select id="print" name="print">${locales.map((each) => option(each, localeName(each), first))}</select></div>
<div class="builder-field"><label for="print-second">${t('builder:languages.second')}</label>
<select id="print-second" name="print">${option('', t('builder:languages.none'), second ?? '')}${locales.map((each) => option(each, localeName(each), second ?? ''))}</select></div>`
}

function orderField({ request: { order } }: Builder, t: Translate) {
  return html`<div class="builder-field"><label for="order">${t('builder:order.label')}</label>
<select id="order" name="order"><option value="">${t('builder:order.usual')}</option>${paperOrders.map(
    (each) => html`<option value=${each} ?selected=${each === order}>${t(`builder:order.${each}`)}</option>`,
  )}</select></div>`
}
