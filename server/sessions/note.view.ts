// What is said of one date – why it is cancelled, what to know – in the words of whoever said it, which are French.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { ended } from './note.rules.ts'

type Noted = { note: string | null }

/** That a date is cancelled, and why: who hears or prints it knows it before the struck line. */
export function cancelledView({ note }: Noted, t: Translate): TemplateResult {
  if (note === null) return html`<strong class="cancelled">${t('time:cancelled')}</strong>`
  return html`<strong class="cancelled">${t('time:cancelledBecause')}</strong> ${wordsOf(note)}`
}

/** What to know of a date that takes place. */
export function notedView({ note }: Noted, t: Translate): TemplateResult | typeof nothing {
  return note === null ? nothing : html` <strong>${t('time:noted')}</strong> ${wordsOf(note)}`
}

/** A screen reader speaks French, and no browser takes the words for a translation of ours. */
function wordsOf(note: string) {
  return html`<span lang="fr" dir="auto">${ended(note)}</span>`
}
