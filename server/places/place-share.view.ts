// To keep a place or to pass it on: its address, a code for another phone, and what a script adds to that.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { QrCode } from '../http/qr-code.ts'

export type Sharing = {
  /** The short address of a page, and the code that leads to it. */
  address: string
  code: QrCode
  /** What its calendar holds, where it is offered here: that of a unit stands beside its stops. */
  calendar: 'dates' | 'hours' | null
}

/** The buttons are hidden until `<place-share>` can do what they say. */
export function placeShare(name: string, { address, code, calendar }: Sharing, t: Translate): TemplateResult {
  return html`<section class="place-share" id="share"><h2 class="no-print">${t('places:headings.share')}</h2>
<place-share name=${name} address=${address} data-copied=${t('places:share.copied')} data-failed=${t('places:share.notCopied')}>
<div class="share-code">${qrCodeView(code, t)}
<div><p class="no-print">${t('places:share.scan')}</p>
<p class="share-address"><bdi dir="ltr">${address}</bdi></p></div></div>
<p class="share-buttons no-print">
<button type="button" class="button button-quiet action-send" data-does="send" hidden>${t('places:actions.send')}</button>
<button type="button" class="button button-quiet action-copy" data-does="copy" hidden>${t('places:actions.copy')}</button>
<button type="button" class="button button-quiet action-print" data-does="print" hidden>${t('places:actions.print')}</button>
</p>
<p class="share-said no-print" role="status"></p>
${calendar ? calendarLink(address, calendar, t) : nothing}
<p class="share-advice no-print">${t('layout:print.advice')}</p>
</place-share></section>`
}

/** A calendar without what was looked for in it says nothing: where nothing is announced, it is that of the hours. */
function calendarLink(address: string, calendar: 'dates' | 'hours', t: Translate) {
  const [query, label] =
    calendar === 'dates'
      ? (['', 'agenda:calendar.keep'] as const)
      : (['?openings=true', 'agenda:calendar.keepHours'] as const)
  return html`<p class="share-calendar no-print"><a href=${`${address}.ics${query}`}>${t(label)}</a></p>`
}

/** Black on white on every ground: phones do not read the reverse. */
export function qrCodeView({ size, path }: QrCode, t: Translate, label = t('places:share.code')) {
  return html`<svg class="qr-code" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges"><path fill="#fff" d=${`M0 0h${size}v${size}H0z`}/><path fill="#000" d=${path}/></svg>`
}
