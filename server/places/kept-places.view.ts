// To keep places for the sheet of one person: a switch on each card, and how many there are. What is kept stays in the
// browser; without script, a switch is a link to a sheet that begins with its place.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { mostKept } from './kept-places.rules.ts'
import { keepPath } from './place-address.rules.ts'

/** The switch of one place, which `<kept-places>` turns. */
export function keepLink(id: number, name: string, t: Translate): TemplateResult {
  return html`<a class="keep" href=${keepPath(t.locale, id)} data-keep=${id}>${t('places:keep.add')}<span class="visually-hidden"> <bdi>${name}</bdi></span></a>`
}

/** How many places are kept, and the way to their sheet; hidden as long as there are none. `#` stands for the number. */
export function keptPlaces(t: Translate): TemplateResult {
  const [count, full] = [t('places:keep.count', { amount: '#' }), t('places:keep.full', { most: mostKept })]
  return html`<kept-places class="no-print" data-count=${count} data-full=${full}><p class="visually-hidden" role="status"></p>
<a class="kept" href=${`/${t.locale}/selection`} hidden><span></span> <b>${t('places:keep.sheet')}</b></a></kept-places>`
}
