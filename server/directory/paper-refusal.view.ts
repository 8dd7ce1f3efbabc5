// Why there is no paper, and the way back to what was asked for.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { WhereState } from '../finder/find.view.ts'
import { whereProblemView } from '../finder/find-results.view.ts'
import { daysKept } from '../selections/selection.rules.ts'
import type { NoSelection } from './chosen-places.actions.ts'
import { type DirectoryParameters, directoryAddress } from './directory-address.rules.ts'
import { mostPlaces } from './directory-facts.rules.ts'

export type PaperRefusal =
  | { kind: 'none' }
  | { kind: 'too-many'; count: number }
  | NoSelection
  /** Words for a place that mean nothing here, or several. */
  | { kind: 'where'; where: WhereState }

/** The title of the page that says why. */
export function refusalTitle(refusal: PaperRefusal, t: Translate): string {
  switch (refusal.kind) {
    case 'none':
      return t('paper:none.title')
    case 'too-many':
      return t('paper:tooMany.title')
    case 'no-selection':
      return t(`selection:${refusal.state}.title`)
    case 'where':
      return t('paper:where.title')
  }
}

function detailOf(refusal: Exclude<PaperRefusal, { kind: 'where' }>, t: Translate): string {
  switch (refusal.kind) {
    case 'none':
      return t('paper:none.detail')
    case 'too-many':
      return t('paper:tooMany.detail', { count: refusal.count, most: mostPlaces })
    case 'no-selection':
      return t(`builder:noSelection.${refusal.state}`, { days: daysKept })
  }
}

/** The page that says why. @param parameters of the page on which the paper is put together */
export function refusalView(
  refusal: PaperRefusal,
  parameters: DirectoryParameters,
  t: Translate,
): TemplateResult {
  const change = (others: DirectoryParameters) => directoryAddress(t.locale, { ...parameters, ...others })
  const inTerritory = (territory: string) => change({ where: undefined, territory })
  const why =
    refusal.kind === 'where'
      ? whereProblemView(refusal.where, inTerritory, '', t)
      : html`<p>${detailOf(refusal, t)}</p>`
  return html`<div class="reading"><h1>${refusalTitle(refusal, t)}</h1>${why}
<p><a class="button" rel="nofollow" href=${change({})}>${t('paper:change')}</a></p></div>`
}
