// What is typed of a workshop, a permanence or an open day, beside its dates.
import { type Locale, locales } from '../../i18n/languages.ts'
import { type SentForm, sentLine, sentText, sentTexts } from '../http/form.rules.ts'
import { readLink } from '../imports/links.rules.ts'
import { codesOf } from '../places/vocabularies.rules.ts'
import { bookings, levels, type SessionSaid, type TextsByLanguage } from '../sessions/session.rules.ts'
import { paragraphs } from '../submissions/proposal-fields.rules.ts'
import { fault, type ScheduleFault } from './round-form.rules.ts'

/** What people come to on a date; plain opening hours are entered as hours. */
export const eventKinds = ['workshop', 'permanence', 'open-day'] as const
export const fees = ['free', 'free-with-conditions', 'paid'] as const

const limits = { title: 250, description: 2000, price: 200 } as const
const mostChoices = 60

export type SessionFields = {
  kind: string
  titles: Record<Locale, string>
  descriptions: Record<Locale, string>
  languages: string[]
  audiences: string[]
  level: string
  booking: string
  bookingUrl: string
  fee: string
  price: string
}

/** The field of a title. */
export const titleField = (locale: Locale) => `title-${locale}` as const
/** The field of a description. */
export const descriptionField = (locale: Locale) => `description-${locale}` as const

const inEach = (textIn: (locale: Locale) => string) =>
  Object.fromEntries(locales.map((locale) => [locale, textIn(locale)])) as Record<Locale, string>

/** What was typed, or what is known as long as nothing was. */
export function typedSession(form: SentForm, known?: SessionSaid): SessionFields {
  const isSent = Object.hasOwn(form, 'kind')
  const text = (name: string, value: string | null | undefined) =>
    isSent ? sentLine(form, name).slice(0, 2000) : (value ?? '')
  const list = (name: 'languages' | 'audiences') =>
    isSent ? sentTexts(form, name).slice(0, mostChoices) : (known?.[name] ?? [])
  const described = (locale: Locale) =>
    isSent ? paragraphs(sentText(form, descriptionField(locale))) : (known?.descriptions[locale] ?? '')
  return {
    kind: isSent ? sentText(form, 'kind') : (known?.kind ?? 'workshop'),
    titles: inEach((locale) => text(titleField(locale), known?.titles[locale])),
    descriptions: inEach((locale) => described(locale).slice(0, 2 * limits.description)),
    languages: list('languages'),
    audiences: list('audiences'),
    level: text('level', known?.level),
    booking: text('booking', known?.booking),
    bookingUrl: text('bookingUrl', known?.bookingUrl),
    fee: text('fee', known?.fee),
    price: text('price', known?.price),
  }
}

type Said = Pick<
  SessionSaid,
  | 'kind'
  | 'titles'
  | 'descriptions'
  | 'languages'
  | 'audiences'
  | 'level'
  | 'booking'
  | 'bookingUrl'
  | 'fee'
  | 'price'
>

/**
 * What a session says of itself, or what is wrong with it.
 * @param known titles and descriptions in languages that the form does not show stay
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
    ...tooLong(typed.titles, limits.title, titleField),
    ...tooLong(typed.descriptions, limits.description, descriptionField),
    ...(typed.bookingUrl !== '' && bookingUrl === null ? [fault('bookingUrl', 'link')] : []),
    ...(typed.price.length > limits.price ? [fault('price', 'too-long')] : []),
  ]
  if (faults.length > 0 || !kind) return faults
  return {
    kind,
    titles: typedOrKept(typed.titles, known?.titles),
    descriptions: typedOrKept(typed.descriptions, known?.descriptions),
    languages,
    audiences: codesOf('audiences').filter((code) => typed.audiences.includes(code)),
    level: levels.find((each) => each === typed.level) ?? null,
    booking: bookings.find((each) => each === typed.booking) ?? null,
    bookingUrl,
    fee: fees.find((each) => each === typed.fee) ?? null,
    price: typed.price || null,
  }
}

function tooLong(
  texts: Record<Locale, string>,
  limit: number,
  fieldOf: (locale: Locale) => string,
): ScheduleFault[] {
  const long = locales.filter((locale) => texts[locale].length > limit)
  return long.map((locale) => fault(fieldOf(locale), 'too-long'))
}

/** What the form shows as it was typed, and what it does not show as it is known. */
function typedOrKept(typed: Record<Locale, string>, known: TextsByLanguage = {}): TextsByLanguage {
  const given = Object.entries(typed).filter(([, text]) => text !== '')
  const others = Object.entries(known).filter(([language]) => !Object.hasOwn(typed, language))
  return Object.fromEntries([...given, ...others])
}
