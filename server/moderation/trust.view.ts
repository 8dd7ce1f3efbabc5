// What an organisation may do by itself, and who speaks for it, before agents.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { Member } from '../accounts/members.rules.ts'
import type { OrganisationSeen } from './trust.actions.ts'

export const trustDeeds = ['trusted', 'untrusted', 'removed'] as const

/** @param base address of what the organisation runs, under which forms are sent */
export function trustView(
  { name, trusted, isWhole, speakers }: OrganisationSeen & { name: string },
  base: string,
  t: Translate,
): TemplateResult {
  return html`<section class="decide" aria-labelledby="trust"><h2 id="trust"><bdi>${name}</bdi></h2>
<p>${t(trusted ? 'moderation:edit.isTrusted' : 'moderation:edit.isNotTrusted')}</p>
${
  trusted || isWhole
    ? html`<form method="post" action=${`${base}/trust`}><input type="hidden" name="trusted" value=${trusted ? '' : '1'}>
<button class="button button-quiet">${t(trusted ? 'moderation:edit.untrust' : 'moderation:edit.trust')}</button></form>`
    : nothing
}
<h3>${t('moderation:edit.speakers')}</h3>
${speakersView(speakers, isWhole, base, t)}
${isWhole ? nothing : html`<p class="form-hint">${t('moderation:edit.elsewhere')}</p>`}</section>`
}

function speakersView(speakers: readonly Member[], isWhole: boolean, base: string, t: Translate) {
  if (speakers.length === 0) return html`<p>${t('moderation:edit.noSpeakers')}</p>`
  const removal = ({ roleId, person, of }: Member) =>
    html`<form method="post" action=${`${base}/speakers`}><input type="hidden" name="role" value=${roleId}><button class="button button-quiet" aria-label=${t('accounts:account.members.removeOf', { person, name: of })}>${t('accounts:account.members.remove')}</button></form>`
  return html`<ul class="speakers">${speakers.map((each) => html`<li><bdi>${each.person}</bdi>${isWhole ? removal(each) : nothing}</li>`)}</ul>`
}
