// A mobile unit before agents: who runs it and may say so by themselves, and the way to its dates.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { unitPath } from '../places/place-address.rules.ts'
import { schedulePath } from '../schedule/schedule-path.rules.ts'
import { moderationNavView } from './moderation-frame.view.ts'
import type { OrganisationSeen } from './trust.actions.ts'
import { type trustDeeds, trustView } from './trust.view.ts'

export type UnitModeration = {
  id: number
  name: string
  /** `undefined`: nobody is named as running it. */
  organisation: (OrganisationSeen & { name: string }) | undefined
  done: (typeof trustDeeds)[number] | undefined
}

export function unitModerationView(
  { id, name, organisation, done }: UnitModeration,
  t: Translate,
): TemplateResult {
  const base = `/${t.locale}/moderation/units/${id}`
  return html`<div class="moderation">
${moderationNavView(null, t)}
${done ? html`<p class="form-done moderation-done" role="status">${t(`moderation:edit.done.${done}`)}</p>` : nothing}
<header class="review-head"><p class="review-kind">${t('vocabularies:kind.mobile')}</p>
<h1><a href=${unitPath(t.locale, id)}><bdi>${name}</bdi></a></h1></header>
<section class="review-part" aria-labelledby="dates"><h2 id="dates">${t('schedule:headings.unit')}</h2>
<p><a class="button button-quiet" href=${schedulePath(t.locale, { kind: 'unit', id })}>${t('moderation:edit.datesLink')}</a></p></section>
${organisation ? trustView(organisation, base, t) : html`<p class="decide">${t('moderation:edit.noOperator')}</p>`}
</div>`
}
