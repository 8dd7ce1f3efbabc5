// Why there is no paper, and the way back to what was asked for.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { mostPlaces } from './directory-facts.rules.ts'

export type PaperRefusal = { kind: 'none' } | { kind: 'too-many'; count: number }

/** The title of the page that says why. */
export function refusalTitle({ kind }: PaperRefusal, t: Translate): string {
  return t(kind === 'none' ? 'paper:none.title' : 'paper:tooMany.title')
}

/** The page that says why. @param change address of the page on which the paper is put together */
export function refusalView(refusal: PaperRefusal, change: string, t: Translate): TemplateResult {
  const detail =
    refusal.kind === 'none'
      ? t('paper:none.detail')
      : t('paper:tooMany.detail', { count: refusal.count, most: mostPlaces })
  return html`<div class="reading"><h1>${refusalTitle(refusal, t)}</h1><p>${detail}</p>
<p><a class="button" rel="nofollow" href=${change}>${t('paper:change')}</a></p></div>`
}
