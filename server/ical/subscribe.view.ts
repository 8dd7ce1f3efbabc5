// The ways into a calendar: a subscription that follows changes, a file of now, an address to copy.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'

/**
 * @param address where the calendar stands, `https:`
 * @param button what it says, and its classes
 */
export function subscribeWays(
  address: string,
  button: { label: string; look: string },
  t: Translate,
): TemplateResult {
  // Opened by its own address a calendar is copied once; only this one is read again by those who subscribe.
  const subscription = address.replace(/^https?:/, 'webcal:')
  return html`<div class="subscribe-ways"><p><a class=${button.look} href=${subscription}>${button.label}</a></p>
<p><a href=${address}>${t('agenda:subscribe.file')}</a></p>
<details class="folded"><summary>${t('agenda:subscribe.other')}</summary><p>${t('agenda:subscribe.copy')}</p><p class="subscribe-address" dir="ltr">${address}</p></details></div>`
}
