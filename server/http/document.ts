// The frame of every page: head, header, language menu, demonstration notice, footer.
import { html } from '@lit-labs/ssr'
import { nothing } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import {
  direction,
  type Locale,
  localeName,
  locales,
  type Translate,
  translator,
} from '../../i18n/translate.ts'
import { renderHtml } from './render.ts'

/** What the frame needs to know of a request and of the instance. */
export type PageFrame = {
  locale: Locale
  /** Path and query after the language, e.g. `/find?q=…`: the language menu keeps page and search. */
  path: string
  stylesheet: string
  /** Are demonstration places shown? */
  demonstration: boolean
}

export type PageParts = {
  title: string
  main: unknown
  description?: string
  /** The one address of the page, when several lead to it. */
  canonical?: string
  /** Not for search engines: an error, a list to print. */
  noIndex?: boolean
  /** Class of the body, for styles of one page. */
  className?: string
}

/** A whole page as HTML text. */
export function documentOf(frame: PageFrame, parts: PageParts): Promise<string> {
  const t = translator(frame.locale)
  return renderHtml(html`<!doctype html>
<html lang=${frame.locale} dir=${direction(frame.locale)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t('layout:pageTitle', { page: parts.title })}</title>
${parts.description ? html`<meta name="description" content=${parts.description}>` : nothing}
${parts.canonical ? html`<link rel="canonical" href=${parts.canonical}>` : nothing}
${parts.noIndex ? html`<meta name="robots" content="noindex">` : nothing}
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href=${frame.stylesheet}>
<link rel="icon" href="data:,">
${locales.map((locale) => html`<link rel="alternate" hreflang=${locale} href=${`/${locale}${frame.path}`}>`)}
</head>
<body class=${ifDefined(parts.className)}>
<a class="skip" href="#content">${t('layout:skip')}</a>
${headerOf(frame, t)}
${frame.demonstration ? demonstrationNotice(t) : nothing}
<main id="content" tabindex="-1">${parts.main}</main>
${footerOf(t)}
</body>
</html>`)
}

function headerOf({ locale, path }: PageFrame, t: Translate) {
  return html`<header class="site-header">
<p class="site-name"><a href=${`/${locale}/find`}>${mark}<b>${t('layout:product')}</b> <span>${t('layout:tagline')}</span></a></p>
<nav class="languages" aria-label=${t('layout:languageMenu')}><ul>
${locales.map(
  (each) =>
    html`<li><a href=${`/${each}${path}`} hreflang=${each} lang=${each} aria-current=${each === locale ? 'true' : 'false'}>${localeName(each)}</a></li>`,
)}
</ul></nav>
</header>`
}

/** The mark: a point on the map where somebody says yes. */
const mark = html`<svg class="mark" viewBox="0 0 24 24" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 21.5c4.7-4.6 7-8.5 7-11.7a7 7 0 1 0-14 0c0 3.2 2.3 7.1 7 11.7z"/><path class="mark-tick" d="m8.9 9.9 2.2 2.2 4-4.2"/></svg>`

function demonstrationNotice(t: Translate) {
  return html`<aside class="demonstration"><p><strong>${t('layout:demonstration.notice')}</strong>
<span>${t('layout:demonstration.replace', { command: 'npm run import -- FILE' })}</span></p></aside>`
}

function footerOf(t: Translate) {
  return html`<footer class="site-footer"><nav aria-label=${t('layout:footer.label')}><ul>
<li><a href="/api">${t('layout:footer.openData')}</a></li>
</ul></nav></footer>`
}
