// Letters about an account: somebody was invited, has a role no more, or will be erased unless they come back.
import { formatDate } from '../../i18n/format.ts'
import { isLocale, type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Composer } from '../mail/composers.ts'
import { accountToWarn, roleToAnnounce } from './accounts.queries.ts'
import { idleEnd } from './retention.rules.ts'
import { takenBackToTell } from './taken-back.queries.ts'

const localeOf = (text: string): Locale => (isLocale(text) ? text : locales[0]!)

/** Tells somebody which role they were given; `null` when it was taken back, or they are erased. */
export const composeInvitation: Composer = async ({ id, origin }, { db }) => {
  const given = await roleToAnnounce(db, id)
  if (!given?.email) return null
  const locale = localeOf(given.locale)
  const t = translator(locale)
  const { email, inviter: person, role, name } = given
  const text = (sentence: string) => ({ kind: 'paragraph' as const, text: sentence })
  return {
    to: email,
    locale,
    subject: t('accounts:letter.invitation.subject'),
    parts: [
      text(
        person
          ? t('accounts:letter.invitation.from', { person })
          : t('accounts:letter.invitation.fromNobody'),
      ),
      text(t(`accounts:letter.invitation.${role}`, { name: name ?? '' })),
      text(t('accounts:letter.invitation.how', { email })),
      {
        kind: 'button',
        label: t('accounts:letter.invitation.button'),
        href: `${origin}/${locale}/sign-in`,
      },
      text(t('accounts:letter.invitation.notYou')),
    ],
  }
}

/** Tells somebody which role was taken back; `null` when they have it again, or are erased. */
export const composeTakenBack: Composer = async ({ id, origin }, { db }) => {
  const gone = await takenBackToTell(db, id)
  if (!gone?.email) return null
  const locale = localeOf(gone.locale)
  const t = translator(locale)
  const text = (sentence: string) => ({ kind: 'paragraph' as const, text: sentence })
  return {
    to: gone.email,
    locale,
    subject: t('accounts:letter.takenBack.subject'),
    parts: [
      text(t(`accounts:letter.takenBack.${gone.role}`, { name: gone.name ?? '' })),
      text(t('accounts:letter.takenBack.stays')),
      text(t('accounts:letter.takenBack.error')),
      { kind: 'button', label: t('accounts:letter.takenBack.button'), href: `${origin}/${locale}/account` },
    ],
  }
}

/** Warns somebody whose account has long been idle; `null` when they came back meanwhile. */
export const composeIdleWarning: Composer = async ({ id, origin }, { db }) => {
  const account = await accountToWarn(db, id)
  if (!account?.email || !account.warnedAt) return null
  const locale = localeOf(account.locale)
  const t = translator(locale)
  const date = formatDate(locale, idleEnd(account.lastSeenAt, account.warnedAt))
  return {
    to: account.email,
    locale,
    subject: t('accounts:letter.idle.subject'),
    parts: [
      { kind: 'paragraph', text: t('accounts:letter.idle.text') },
      { kind: 'paragraph', text: t('accounts:letter.idle.date', { date }) },
      { kind: 'paragraph', text: t('accounts:letter.idle.keep') },
      { kind: 'button', label: t('accounts:letter.idle.button'), href: `${origin}/${locale}/sign-in` },
    ],
  }
}
