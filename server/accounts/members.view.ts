// Who has which part in a work, each with the way to take it back.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { Member } from './members.rules.ts'

/**
 * @param action where the removal of a role is sent
 * @param self whose own role has no button
 */
export function membersView(
  members: readonly Member[],
  { action, self }: { action: (roleId: number) => string; self: number },
  t: Translate,
): TemplateResult {
  return html`<ul class="own-list">${members.map(
    ({ roleId, accountId, role, of, person }) => html`<li><div><b><bdi>${person}</bdi></b>
<p>${t(`accounts:account.members.${role}`, { name: of })}</p></div>
${
  accountId === self
    ? html`<p>${t('accounts:account.members.self')}</p>`
    : html`<form method="post" action=${action(roleId)}><button class="button button-quiet" aria-label=${t('accounts:account.members.removeOf', { person, name: of })}>${t('accounts:account.members.remove')}</button></form>`
}</li>`,
  )}</ul>`
}
