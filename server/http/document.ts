// A whole page: its head, and what the frame puts around its content.
import { html } from '@lit-labs/ssr'
import { nothing } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import { direction, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Stylesheet } from './client-build.ts'
import { demonstrationView, footerView, headerView, iconAddress, type PageFrame } from './frame.ts'
import { renderHtml } from './render.ts'

export type PageParts = {
  title: string
  main: unknown
  description?: string
  /** The one address of the page, when several lead to it. */
  canonical?: string
  /** Not for search engines: an error, a list to print. */
  noIndex?: boolean
  /** What the page tells programs in the words of schema.org. */
  jsonLd?: object
  /** Which further styles the page needs: see `ClientAssets`. */
  styles?: 'paper' | 'directory'
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
${stylesheets(frame, parts).map(frame.isArrival ? styleWithin : styleNamed)}
<script type="module" src=${frame.script} data-islands=${frame.islands}></script>
${parts.jsonLd ? unsafeHTML(jsonLdScript(parts.jsonLd)) : nothing}
<link rel="icon" href=${iconAddress}>
${locales.map((locale) => html`<link rel="alternate" hreflang=${locale} href=${`${frame.origin}/${locale}${frame.path}`}>`)}
</head>
<body class=${ifDefined(parts.className)}>
<a class="skip" href="#content">${t('layout:skip')}</a>
${headerView(frame, t)}
${frame.demonstration ? demonstrationView(frame, t) : nothing}
<main id="content" tabindex="-1">${parts.main}</main>
${footerView(frame, t)}
</body>
</html>`)
}

/** What a page is drawn with, in order. */
export function stylesheets(frame: PageFrame, { styles }: Pick<PageParts, 'styles'>): Stylesheet[] {
  return [
    frame.stylesheet,
    ...(frame.isForWriting ? [frame.writingStylesheet] : []),
    ...(styles === 'paper' ? [frame.paperStylesheet] : []),
    ...(styles === 'directory' ? [frame.directoryStylesheet] : []),
  ]
}

const styleNamed = ({ address }: Stylesheet) => html`<link rel="stylesheet" href=${address}>`

/** With the address of its file, which the browser fetches for the next pages when nobody waits. */
const styleWithin = ({ address, text }: Stylesheet) =>
  unsafeHTML(`<style data-file="${address}">${text}</style>`)

/** Data, which no browser runs; a `<` in it could end the element. */
function jsonLdScript(jsonLd: object): string {
  return `<script type="application/ld+json">${JSON.stringify(jsonLd).replaceAll('<', '\\u003c')}</script>`
}
