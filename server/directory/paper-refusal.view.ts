// Why there is no paper, and the way back to what was asked for.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { daysKept } from '../selections/selection.rules.ts'
import type { NoSelection } from './chosen-places.actions.ts'
import { mostPlaces } from './directory-facts.rules.ts'

export type PaperRefusal = { kind: 'none' } | { kind: 'too-many'; count: number } | NoSelection

/** The title of the page that says why. */
export function refusalTitle(refusal: PaperRefusal, t: Translate): string {
  switch (refusal.kind) {
    case 'none':
      return t('paper:none.title')
    case 'too-many':
      return t('paper:tooMany.title')
    case 'no-selection':
      return t(`selection:${refusal.state}.title`)
  }
}

function detailOf(refusal: PaperRefusal, t: Translate): string {
  switch (refusal.kind) {
    case 'none':
      return t('paper:none.detail')
    case 'too-many':
      return t('paper:tooMany.detail', { count: refusal.count, most: mostPlaces })
    case 'no-selection':
      return t(`builder:noSelection.${refusal.state}`, { days: daysKept })
  }
}

/** The page that says why. @param change address of the page on which the paper is put together */
export function refusalView(refusal: PaperRefusal, change: string, t: Translate): TemplateResult {
  return html`<div class="reading"><h1>${refusalTitle(refusal, t)}</h1><p>${detailOf(refusal, t)}</p>
<p><a class="button" rel="nofollow" href=${change}>${t('paper:change')}</a></p></div>`
}
