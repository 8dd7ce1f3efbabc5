// What stands above every page of those who decide: where they are, and the way to their other work.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'

export const moderationParts = ['queue', 'twins', 'complete'] as const
export type ModerationPart = (typeof moderationParts)[number]

export function moderationPath(part: ModerationPart, t: Pick<Translate, 'locale'>): string {
  return `/${t.locale}/moderation${part === 'queue' ? '' : `/${part}`}`
}

/** The work of an agent, its parts as links. */
export function moderationNavView(current: ModerationPart | null, t: Translate): TemplateResult {
  return html`<nav class="moderation-nav no-print" aria-label=${t('moderation:nav.label')}><ul>
${moderationParts.map((part) => html`<li><a href=${moderationPath(part, t)} aria-current=${part === current ? 'page' : nothing}>${t(`moderation:nav.${part}`)}</a></li>`)}
</ul></nav>`
}
