// What is typed of a workshop, a permanence or an open day, beside its dates.
import { type Locale, locales } from '../../i18n/languages.ts'
import { type SentForm, sentLine, sentText, sentTexts } from '../http/form.rules.ts'
import { readLink } from '../imports/links.rules.ts'
import { bookings, levels, type SessionSaid } from '../sessions/session.rules.ts'
import { fault, type ScheduleFault } from './round-form.rules.ts'

/** What people come to on a date; plain opening hours are entered as hours. */
export const eventKinds = ['workshop', 'permanence', 'open-day'] as const
export const fees = ['free', 'free-with-conditions', 'paid'] as const

const limits = { title: 250, price: 200 } as const
const mostLanguages = 60

export type SessionFields = {
  kind: string
  titles: Record<Locale, string>
  languages: string[]
  level: string
  booking: string
  bookingUrl: string
  fee: string
  price: string
}

/** The field of a title. */
export const titleField = (locale: Locale) => `title-${locale}` as const

/** What was typed, or what is known as long as nothing was. */
export function typedSession(form: SentForm, known?: SessionSaid): SessionFields {
  const isSent = Object.hasOwn(form, 'kind')
  const text = (name: string, value: string | null | undefined) =>
    isSent ? sentLine(form, name).slice(0, 2000) : (value ?? '')
  const titles = locales.map((locale) => [locale, text(titleField(locale), known?.titles[locale])])
  return {
    kind: isSent ? sentText(form, 'kind') : (known?.kind ?? 'workshop'),
    titles: Object.fromEntries(titles),
    languages: isSent ? sentTexts(form, 'languages').slice(0, mostLanguages) : (known?.languages ?? []),
    level: text('level', known?.level),
    booking: text('booking', known?.booking),
    bookingUrl: text('bookingUrl', known?.bookingUrl),
    fee: text('fee', known?.fee),
    price: text('price', known?.price),
  }
}

type Said = Pick<
  SessionSaid,
  'kind' | 'titles' | 'languages' | 'level' | 'booking' | 'bookingUrl' | 'fee' | 'price'
>

/**
 * What a session says of itself, or what is wrong with it.
 * @param known titles in languages that the form does not show stay
 */
export function readSession(
  typed: SessionFields,
  known?: SessionSaid,
  { isTitleWanted } = { isTitleWanted: true },
): Said | ScheduleFault[] {
  const kind = eventKinds.find((each) => each === typed.kind)
  const given = locales.filter((locale) => typed.titles[locale] !== '')
  const bookingUrl = typed.bookingUrl === '' ? null : readLink(typed.bookingUrl)
  const languages = typed.languages.filter((code) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code))
  const faults: ScheduleFault[] = [
    ...(kind ? [] : [fault('kind', 'choice')]),
    ...(isTitleWanted && given.length === 0 ? [fault(titleField('fr'), 'required')] : []),
    ...given
      .filter((locale) => typed.titles[locale].length > limits.title)
      .map((locale) => fault(titleField(locale), 'too-long')),
    ...(typed.bookingUrl !== '' && bookingUrl === null ? [fault('bookingUrl', 'link')] : []),
    ...(typed.price.length > limits.price ? [fault('price', 'too-long')] : []),
  ]
  if (faults.length > 0 || !kind) return faults
  const others = Object.entries(known?.titles ?? {}).filter(([language]) => !(language in typed.titles))
  const titles = given.map((locale) => [locale, typed.titles[locale]] as const)
  return {
    kind,
    titles: Object.fromEntries([...titles, ...others]),
    languages,
    level: levels.find((each) => each === typed.level) ?? null,
    booking: bookings.find((each) => each === typed.booking) ?? null,
    bookingUrl,
    fee: fees.find((each) => each === typed.fee) ?? null,
    price: typed.price || null,
  }
}
