// Somebody's account: who they are, what they may do, where they are signed in, what is kept on them.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import { localeName, locales } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError, fieldView, selectView } from '../http/form.view.ts'
import { type Invite, inviteView } from './invite.view.ts'
import { type Members, mostMembers } from './members.rules.ts'
import { membersView } from './members.view.ts'
import type { HeldRole, SignedIn } from './roles.rules.ts'

/** A part of the account that another domain brings: my places, what is asked of me. */
export type AccountPart = { id: string; title: string; content: unknown }

export type Device = { id: number; device: string; lastSeenAt: Date }

/** What was done just before, told once. */
export const doneWords = ['saved', 'invited', 'ended', 'removed'] as const
export type Done = (typeof doneWords)[number]

export type AccountPage = {
  account: SignedIn
  done: Done | undefined
  parts: readonly AccountPart[]
  profile: { name: string; locale: string }
  /** Those whose roles this account gives and takes, and what of their names was asked for. */
  colleagues: Members & { words: string }
  /** `undefined`: nobody to invite for. */
  invite: Invite | undefined
  devices: readonly Device[]
  errors: readonly FieldError[]
}

export function accountView(page: AccountPage, t: Translate): TemplateResult {
  const { account, done, parts, errors, invite } = page
  const section = (id: string, title: string, content: unknown) =>
    html`<section class="account-part" aria-labelledby=${id}><h2 id=${id}>${title}</h2>${content}</section>`
  return html`<div class="account">
<header class="account-head">
<div><h1>${t('accounts:account.title')}</h1>
<p>${account.name ? html`<b><bdi>${account.name}</bdi></b><br>` : nothing}${t('accounts:account.email', { email: account.email })}</p></div>
<form method="post" action=${`/${t.locale}/sign-out`}><button class="button button-quiet">${t('accounts:account.signOut')}</button></form>
</header>
${done ? html`<p class="form-done" role="status">${t(`accounts:account.done.${done}`)}</p>` : nothing}
${errorSummaryView(errors, t)}
${parts.map(({ id, title, content }) => section(id, title, content))}
${section('roles', t('accounts:account.roles.title'), rolesView(account.roles, t))}
${hasColleagues(page) ? section('members', t('accounts:account.members.title'), colleaguesView(page, t)) : nothing}
${invite ? section('invite', t('accounts:account.invite.title'), inviteView(invite, errors, t)) : nothing}
${section('you', t('accounts:account.you.title'), profileView(page, t))}
${section('devices', t('accounts:account.devices.title'), devicesView(page, t))}
${section('data', t('accounts:account.data.title'), dataView(t))}
</div>`
}

function rolesView(roles: readonly HeldRole[], t: Translate): TemplateResult {
  if (roles.length === 0)
    return html`<p>${t('accounts:account.roles.none')} ${t('accounts:account.roles.how')}</p>`
  return html`<ul class="points">${roles.map(({ role, name }) => html`<li>${t(`accounts:account.roles.${role}`, { name })}</li>`)}</ul>`
}

const hasColleagues = ({ colleagues, account }: AccountPage) =>
  colleagues.words !== '' || colleagues.members.some(({ accountId }) => accountId !== account.id)

function colleaguesView({ colleagues, account }: AccountPage, t: Translate): TemplateResult {
  const { members, isCut, words } = colleagues
  const action = (roleId: number) => `/${t.locale}/account/members/${roleId}/remove`
  return html`<p>${t('accounts:account.members.lead')}</p>
${
  isCut || words !== ''
    ? html`<form class="form" method="get" action=${`/${t.locale}/account#members`}>
${fieldView({ name: 'who', label: t('accounts:account.members.who'), hint: isCut ? t('accounts:account.members.cut', { most: mostMembers }) : undefined, value: words, autocomplete: 'off', errors: [] }, t)}
<button class="button button-quiet">${t('accounts:account.members.look')}</button></form>`
    : nothing
}
${
  members.length > 0
    ? membersView(members, { action, self: account.id }, t)
    : html`<p role="status">${t('accounts:account.members.nobody')}</p>`
}`
}

function profileView({ profile, errors }: AccountPage, t: Translate): TemplateResult {
  return html`<form class="form" method="post" action=${`/${t.locale}/account`} novalidate>
${fieldView(
  {
    name: 'name',
    label: t('accounts:account.you.name'),
    hint: t('accounts:account.you.nameHint'),
    value: profile.name,
    autocomplete: 'name',
    errors,
  },
  t,
)}
${selectView(
  {
    name: 'language',
    label: t('accounts:account.you.language'),
    value: profile.locale,
    required: true,
    choices: locales.map((locale) => ({ value: locale, label: localeName(locale) })),
    errors,
  },
  t,
)}
<button class="button button-quiet">${t('accounts:account.you.save')}</button>
</form>`
}

function devicesView({ devices, account }: AccountPage, t: Translate): TemplateResult {
  return html`<ul class="devices">${devices.map(({ id, device, lastSeenAt }) => {
    const name = device === '?' ? t('accounts:account.devices.unknown') : device
    const isThis = id === account.sessionId
    return html`<li><div><b dir="auto">${name}</b>${isThis ? html` <span class="device-this">${t('accounts:account.devices.this')}</span>` : nothing}
<p>${t('accounts:account.devices.seen', { date: formatDate(t.locale, lastSeenAt) })}</p></div>
${
  isThis
    ? nothing
    : html`<form method="post" action=${`/${t.locale}/account/sessions/${id}/end`}><button class="button button-quiet" aria-label=${t('accounts:account.devices.endOf', { device: name })}>${t('accounts:account.devices.end')}</button></form>`
}</li>`
  })}</ul>`
}

function dataView(t: Translate): TemplateResult {
  const account = `/${t.locale}/account`
  return html`<p>${t('accounts:account.data.text')}</p>
<ul class="account-ways">
<li><a href=${`${account}/export`}>${t('accounts:account.data.export')}</a></li>
<li><a href=${`${account}/erasure`}>${t('accounts:account.data.erase')}</a></li>
<li><a href=${`/${t.locale}/privacy#account`}>${t('forms:privacyLink')}</a></li>
</ul>`
}
