// The pages of signing in: asking, typing the code, opening the link.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError, fieldView, privacyNoteView } from '../http/form.view.ts'

type Ask = { email: string; next: string | undefined; errors: readonly FieldError[] }

/** Asks for an address, to which a code is sent. */
export function askView({ email, next, errors }: Ask, t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t('accounts:signIn.title')}</h1>
${errorSummaryView(errors, t)}
<p class="lead">${t('accounts:signIn.lead')} ${t('accounts:signIn.first')}</p>
<form class="form" method="post" action=${`/${t.locale}/sign-in`} novalidate>
${fieldView(
  {
    name: 'email',
    label: t('accounts:signIn.email'),
    hint: t('accounts:signIn.emailHint'),
    type: 'email',
    value: email,
    required: true,
    autocomplete: 'email',
    spellcheck: false,
    direction: 'ltr',
    errors,
  },
  t,
)}
${nextView(next)}
<button class="button">${t('accounts:signIn.button')}</button>
${privacyNoteView([t('accounts:signIn.use'), t('accounts:signIn.never')], t)}
</form>
<p class="form-aside">${t('accounts:signIn.visitors')} <a href=${`/${t.locale}/find`}>${t('layout:navigation.find')}</a></p>
</div>`
}

type Code = { email: string; next: string | undefined; errors: readonly FieldError[] }

/** Waits for the code of the letter, where it was asked for. What was typed wrongly is not shown again. */
export function codeView({ email, next, errors }: Code, t: Translate): TemplateResult {
  const signIn = `/${t.locale}/sign-in`
  return html`<div class="reading form-page">
<h1>${t('accounts:code.title')}</h1>
${errorSummaryView(errors, t)}
<p class="lead">${t('accounts:code.sent', { email })}</p>
<p>${t('accounts:code.text')}</p>
<form class="form" method="post" action=${`${signIn}/code`} novalidate>
${fieldView(
  {
    name: 'code',
    label: t('accounts:code.label'),
    required: true,
    inputMode: 'numeric',
    autocomplete: 'one-time-code',
    direction: 'ltr',
    isShort: true,
    errors,
  },
  t,
)}
<button class="button">${t('accounts:code.button')}</button>
</form>
<section class="form-aside">
<h2>${t('accounts:code.helpTitle')}</h2>
<ul class="points">
<li>${t('accounts:code.wait')}</li>
<li>${t('accounts:code.limit')}</li>
<li>${t('accounts:code.often')}</li>
</ul>
<form method="post" action=${signIn}>
<input type="hidden" name="email" value=${email}>
${nextView(next)}
<button class="button button-quiet">${t('accounts:code.again')}</button>
</form>
<p><a href=${signInAddress(t, next)}>${t('accounts:code.other')}</a></p>
</section>
</div>`
}

/** This browser asked for nothing, or keeps no cookie. */
export function lostCodeView(t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t('accounts:code.lostTitle')}</h1>
<p>${t('accounts:code.lost')} ${t('accounts:code.cookies')}</p>
<p><a class="button" href=${`/${t.locale}/sign-in`}>${t('accounts:code.ask')}</a></p>
</div>`
}

/** The link's page: nothing happens before the button, since programs that check letters open links too. */
export function linkView(token: string, t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t('accounts:link.title')}</h1>
<p>${t('accounts:link.text')}</p>
<form method="post" action=${`/${t.locale}/sign-in/link/${token}`}>
<button class="button">${t('accounts:link.button')}</button>
</form>
</div>`
}

export type LinkFault = 'used-link' | 'expired-link' | 'unknown-link' | 'other-browser'

/** Why a link does not open, and what to do. */
export function linkFaultView(fault: LinkFault, t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t(`accounts:link.${fault}.title`)}</h1>
<p>${t(`accounts:link.${fault}.text`)}</p>
<p><a class=${fault === 'other-browser' ? 'button button-quiet' : 'button'} href=${`/${t.locale}/sign-in`}>${t('accounts:link.ask')}</a></p>
</div>`
}

function nextView(next: string | undefined) {
  return next === undefined ? nothing : html`<input type="hidden" name="next" value=${next}>`
}

function signInAddress({ locale }: Translate, next: string | undefined): string {
  return `/${locale}/sign-in${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`
}
