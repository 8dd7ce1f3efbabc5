// What stands around every page: header with the language menu, demonstration notice, footer.
import { html, nothing } from 'lit'
import { type Locale, localeName, locales } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { HelpPhone } from '../config.ts'
import type { ClientAssets } from './client-build.ts'

/** What the frame needs to know of a request and of the instance. */
export type PageFrame = ClientAssets & {
  locale: Locale
  /** Where readers reach the site, without a slash at the end. */
  origin: string
  /** Path and query after the language, e.g. `/find?q=…`: the language menu keeps page and search. */
  path: string
  /** Is it a page on which people write or decide? */
  isForWriting: boolean
  /** Does the reader come from elsewhere, most likely with nothing of ours in the browser's cache? */
  isArrival: boolean
  /** Are demonstration places shown? */
  demonstration: boolean
  helpPhone: HelpPhone | undefined
}

const drop = 'M12 21.5c4.7-4.6 7-8.5 7-11.7a7 7 0 1 0-14 0c0 3.2 2.3 7.1 7 11.7z'
const tick = 'm8.9 9.9 2.2 2.2 4-4.2'

/** The mark: a point on the map where somebody says yes. */
const mark = html`<svg class="mark" viewBox="0 0 24 24" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${drop}/><path class="mark-tick" d=${tick}/></svg>`

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" stroke="#fff" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><rect width="24" height="24" rx="6" fill="#0a4b5a" stroke="none"/><path d="${drop}" fill="none" transform="translate(1.2 .6) scale(.9)"/><path d="${tick}" fill="none" transform="translate(1.2 .6) scale(.9)"/></svg>`

/** The mark for the browser's tab, inside the page: one request less on a slow line. */
export const iconAddress = `data:image/svg+xml,${encodeURIComponent(icon)}`

export function headerView({ locale, path }: PageFrame, t: Translate) {
  return html`<header class="site-header">
<p class="site-name"><a href=${`/${locale}`}>${mark}<b>${t('layout:product')}</b> <span>${t('layout:tagline')}</span></a></p>
<nav class="site-nav" aria-label=${t('layout:navigation.label')}><a class="site-nav-find" href=${`/${locale}/find`}>${t('layout:navigation.find')}</a> <a href=${`/${locale}/agenda`}>${t('layout:navigation.agenda')}</a> <a class="site-nav-add" href=${`/${locale}/add`}>${t('layout:navigation.add')}</a></nav>
<nav class="languages" aria-label=${t('layout:languageMenu')}><language-menu><details>
<summary><span class="visually-hidden">${t('layout:languageMenu')}</span> <span>${localeName(locale)}</span></summary>
<ul>${locales.map(
    (each) =>
      html`<li><a href=${`/${each}${path}`} hreflang=${each} lang=${each} aria-current=${each === locale ? 'true' : nothing}>${localeName(each)}</a></li>`,
  )}</ul>
</details></language-menu></nav>
</header>`
}

export function demonstrationView({ locale }: PageFrame, t: Translate) {
  return html`<aside class="demonstration"><p><strong>${t('layout:demonstration.notice')}</strong>
<a href=${`/${locale}/help#demonstration`}>${t('layout:demonstration.more')}</a></p></aside>`
}

export function footerView({ locale, helpPhone }: PageFrame, t: Translate) {
  const pages = ['directory', 'selection', 'help', 'accessibility', 'legal', 'privacy'] as const
  return html`<footer class="site-footer">
${helpPhone ? helpDeskView(helpPhone, t) : nothing}
<nav aria-label=${t('layout:footer.label')}><ul>
${pages.map((page) => html`<li><a href=${`/${locale}/${page}`}>${t(`layout:footer.${page}`)}</a></li>`)}
<li class="footer-add"><a href=${`/${locale}/add`}>${t('layout:navigation.add')}</a></li>
<li><a href="/api">${t('layout:footer.openData')}</a></li>
<li><a href=${`/${locale}/account`}>${t('layout:footer.account')}</a></li>
</ul></nav>
</footer>`
}

/** The whole sentence is the link, so that a thumb finds it; the number reads left to right in every script. */
function helpDeskView({ dialled, written }: HelpPhone, t: Translate) {
  const [before, after] = t('layout:footer.helpDesk', { phone: '\n' }).split('\n')
  return html`<p class="help-desk"><a href=${`tel:${dialled}`}><span>${before}<b dir="ltr">${written}</b>${after}</span></a></p>`
}
