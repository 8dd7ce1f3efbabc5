// The form with which somebody gives others a part in their work.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { choicesView, type FieldError, fieldView, privacyNoteView, selectView } from '../http/form.view.ts'
import type { HeldRole } from './roles.rules.ts'

export type Invite = {
  roles: readonly HeldRole[]
  /** Where an administrator may give roles. */
  territories: readonly { id: string; name: string }[]
  typed: { email: string; role: string; territory: string }
}

/** Of the fields of this form; they stand on a page with others. */
export const inviteFields = {
  email: 'invite-email',
  role: 'invite-role',
  territory: 'invite-territory',
} as const

/** What may be given, as the form sends it: `contributor-12`, `moderator`, `administrator`. */
export function rolesToGive({ roles }: Pick<Invite, 'roles'>, t: Translate) {
  const colleagues = roles.flatMap((held) =>
    held.role === 'contributor'
      ? {
          value: `contributor-${held.organisationId}`,
          label: t('accounts:account.invite.contributor', { name: held.name }),
        }
      : [],
  )
  if (!roles.some(({ role }) => role === 'administrator')) return colleagues
  const agents = (['moderator', 'administrator'] as const).map((value) => ({
    value,
    label: t(`accounts:account.invite.${value}`),
  }))
  return [...colleagues, ...agents]
}

export function inviteView(invite: Invite, errors: readonly FieldError[], t: Translate): TemplateResult {
  const { typed, territories } = invite
  const choices = rolesToGive(invite, t)
  const chosen = typed.role || (choices.length === 1 ? choices[0]!.value : '')
  return html`<form class="form" method="post" action=${`/${t.locale}/account/invitations`} novalidate>
${fieldView(
  {
    name: inviteFields.email,
    label: t('accounts:account.invite.email'),
    hint: t('accounts:signIn.emailHint'),
    type: 'email',
    value: typed.email,
    required: true,
    autocomplete: 'off',
    spellcheck: false,
    direction: 'ltr',
    errors,
  },
  t,
)}
${choicesView(
  {
    name: inviteFields.role,
    label: t('accounts:account.invite.role'),
    kind: 'radio',
    values: [chosen],
    required: true,
    choices,
    errors,
  },
  t,
)}
${
  territories.length === 0
    ? nothing
    : selectView(
        {
          name: inviteFields.territory,
          label: t('accounts:account.invite.territory'),
          hint: t('accounts:account.invite.territoryHint'),
          value: typed.territory,
          required: true,
          choices: territories.map(({ id, name }) => ({ value: id, label: name })),
          errors,
        },
        t,
      )
}
<button class="button button-quiet">${t('accounts:account.invite.button')}</button>
${privacyNoteView([t('accounts:account.invite.use')], t)}
</form>`
}
