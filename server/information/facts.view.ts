// What the information pages have in common: sections, and who answers for the site.
import { html, nothing, type TemplateResult } from 'lit'
import type { TextKey } from '../../i18n/keys.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { Config } from '../config.ts'
import { mailtoOf, safeLink } from '../http/safe-link.rules.ts'

/** What the pages say of this instance. */
export type Instance = Pick<Config, 'publisher' | 'helpPhone' | 'basemapStyle' | 'geocoderUrl'> & {
  /** Are invented places shown? */
  demonstration: boolean
}

/** A part of a page under its own heading, which a link can name. */
export function sectionView(id: string, title: string, content: unknown): TemplateResult {
  return html`<section aria-labelledby=${id}><h2 id=${id}>${title}</h2>${content}</section>`
}

/** Short sentences, each a paragraph. */
export function sentencesView(t: Translate, ...keys: TextKey[]): TemplateResult[] {
  return keys.map((key) => html`<p>${t(key)}</p>`)
}

export type Term = { term: unknown; text: unknown }

export function termsView(terms: readonly Term[]): TemplateResult {
  return html`<dl>${terms.map(({ term, text }) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`
}

/** What the law wants to be told and nobody has told yet is named as missing, never left out. */
export function missingView(t: Translate): TemplateResult {
  return html`<em class="missing">${t('information:missing')}</em>`
}

export function outsideLink(address: string, label: string, t: Translate): TemplateResult {
  return html`<a href=${safeLink(address) ?? nothing} rel="noreferrer">${t('layout:externalLink', { label })}</a>`
}

/** Phone and e-mail of those who can be asked, or `undefined` when nobody gave any. */
export function contactView({ publisher, helpPhone }: Instance, t: Translate): TemplateResult | undefined {
  if (!helpPhone && !publisher.email) return undefined
  return termsView([
    ...(helpPhone ? [{ term: t('information:contact.helpDesk'), text: phoneView(helpPhone) }] : []),
    ...(publisher.email ? [{ term: t('information:contact.email'), text: emailView(publisher.email) }] : []),
  ])
}

export function phoneView({ dialled, written }: NonNullable<Instance['helpPhone']>): TemplateResult {
  return html`<a href=${`tel:${dialled}`} dir="ltr">${written}</a>`
}

export function emailView(email: string): TemplateResult {
  return html`<a href=${mailtoOf(email)} dir="ltr">${email}</a>`
}
