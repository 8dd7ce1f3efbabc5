// The first page: one question, eight answers.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { type NeedId, needs } from './needs.rules.ts'
import { needPictogram } from './pictograms.view.ts'

/** A need in one or two words. */
export function needWord(id: NeedId, t: Translate): string {
  return t(`start:needs.${id}.word`)
}

/** The question, the eight needs as links to the next step, and the other ways in. */
export function startView(t: Translate): TemplateResult {
  return html`<div class="start">
<div class="start-question"><h1>${t('start:title')}</h1>
<p>${t('start:lead')}</p></div>
<ul class="tiles">${needs.map(({ id }) => tile(id, t))}</ul>
<div class="start-else">
<form class="start-words" role="search" action=${`/${t.locale}/find`} method="get">
<label for="q">${t('start:words.label')}</label>
<div class="start-words-line"><input id="q" name="q" type="search" maxlength="500" placeholder=${t('start:words.example')}>
<button type="submit" class="button button-quiet">${t('start:words.submit')}</button></div>
</form>
<p class="start-all"><a href=${`/${t.locale}/find`}>${t('start:allPlaces')}</a> <a href=${`/${t.locale}/agenda`}>${t('start:agenda')}</a> <a href=${`/${t.locale}/directory`}>${t('builder:links.start')}</a></p>
</div>
</div>`
}

function tile(id: NeedId, t: Translate): TemplateResult {
  return html`<li><a class="tile" href=${`/${t.locale}?need=${id}`}><span class="tile-pictogram">${needPictogram(id, 32)}</span>
<strong>${needWord(id, t)}</strong> <span class="tile-line">${t(`start:needs.${id}.line`)}</span></a></li>`
}
