// The fields of a place and their values in the reader's words: no code, no syntax.
import { html, type TemplateResult } from 'lit'
import { formatDate, languageName, languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { type DatedNotice, type SessionSaid, textFor } from '../sessions/session.rules.ts'
import { noticeInWords, sessionInWords } from '../sessions/session-words.view.ts'
import { nameOf } from './criteria.view.ts'
import { phoneForReading } from './place-address.rules.ts'
import type { PlaceRecord } from './place-record.rules.ts'
import type { Validity } from './place-store.queries.ts'
import type { ItemField, ValueField } from './record-difference.rules.ts'
import { type Kind, type ListVocabulary, listVocabularies } from './vocabularies.rules.ts'

/** A list in lines; each may say in which language it is. */
export type Line = { text: string; language?: string; isLeftToRight?: boolean }

/** What a field is called. */
export function fieldName(field: keyof PlaceRecord, t: Translate): string {
  if (field === 'kind' || field === 'languages') return t(`vocabularies:names.${field}`)
  if (Object.hasOwn(listVocabularies, field)) return t(`vocabularies:names.${field as ListVocabulary}`)
  return t(`records:fields.${field as OwnField}`)
}

type OwnField = Exclude<keyof PlaceRecord, ListVocabulary | 'kind' | 'languages' | 'updatedAt' | 'corrected'>

/** A single value in words; `undefined` where nothing is known. */
export function valueInWords(field: ValueField, value: unknown, t: Translate): Line | undefined {
  if (value === null || value === undefined || value === '') return undefined
  switch (field) {
    case 'kind':
      return { text: t(`vocabularies:kind.${value as Kind}`) }
    case 'state':
      return { text: t(`records:states.${value as PlaceRecord['state']}`) }
    case 'lonLat': {
      const [lon, lat] = value as [number, number]
      return { text: `${lat.toFixed(5)}, ${lon.toFixed(5)}`, isLeftToRight: true }
    }
    case 'itinerant':
      return { text: t(value ? 'records:yes' : 'records:no') }
    case 'validity':
      return { text: validityInWords(value as Validity, t) }
    case 'equipmentAmounts':
      return amountsInWords(value as Record<string, number>, t)
    case 'phone':
      return { text: phoneForReading(String(value)), isLeftToRight: true }
    case 'name':
    case 'organisation':
    case 'commune':
    case 'address':
    case 'addressComplement':
      return { text: String(value) }
    case 'openingHoursGiven':
      return { text: String(value), language: 'fr' }
    default:
      return { text: String(value), isLeftToRight: true }
  }
}

function validityInWords({ from, until }: Validity, t: Translate): string {
  const date = (day: string) => formatDate(t.locale, day)
  if (from && until) return t('records:validity.both', { from: date(from), until: date(until) })
  if (from) return t('records:validity.from', { from: date(from) })
  return until ? t('records:validity.until', { until: date(until) }) : t('records:validity.always')
}

function amountsInWords(amounts: Record<string, number>, t: Translate): Line | undefined {
  const told = Object.entries(amounts).map(([code, count]) =>
    t('places:equipmentAmount', { name: nameOf('equipment', code, t), count }),
  )
  return told.length > 0 ? { text: told.join(t('layout:listSeparator')) } : undefined
}

/** One item of a list in words, line by line. */
export function itemInWords(
  field: ItemField,
  item: unknown,
  weekOf: (hours: string) => WeekHours | null,
  t: Translate,
): Line[] {
  if (field === 'sessions') return sessionLines(item as SessionSaid, weekOf, t)
  if (field === 'closures') return noticeInWords(item as DatedNotice, t).map((text) => ({ text }))
  const code = String(item)
  if (field === 'languages') return [{ text: spokenLanguage(code, t) }]
  if (Object.hasOwn(listVocabularies, field)) return [{ text: nameOf(field as ListVocabulary, code, t) }]
  return [{ text: code, isLeftToRight: true }]
}

/** All that the public would read of it: nobody decides on what they do not see. */
function sessionLines(
  session: SessionSaid,
  weekOf: (hours: string) => WeekHours | null,
  t: Translate,
): Line[] {
  const { titles, descriptions, services, audiences, bookingUrl } = session
  const named = textFor(titles, t.locale)?.language
  const otherTitles = Object.entries(titles).filter(([language]) => language !== named)
  const codes = [
    ...services.map((code) => nameOf('services', code, t)),
    ...audiences.map((code) => nameOf('audiences', code, t)),
  ]
  return [
    ...sessionInWords(session, weekOf, t).map((text) => ({ text })),
    ...[...otherTitles, ...Object.entries(descriptions)].map(([language, text]) => ({
      text: t('hours:quotation', { text }),
      language,
    })),
    ...(codes.length > 0 ? [{ text: codes.join(t('layout:listSeparator')) }] : []),
    ...(bookingUrl ? [{ text: bookingUrl, isLeftToRight: true }] : []),
  ]
}

function spokenLanguage(code: string, t: Translate): string {
  const [name, own] = [languageName(t.locale, code), languageNameInItself(code)]
  return own === null || own.toLowerCase() === name.toLowerCase() ? name : `${name} – ${own}`
}

export function lineView({ text, language, isLeftToRight }: Line): TemplateResult {
  if (isLeftToRight) return html`<bdi dir="ltr">${text}</bdi>`
  return language ? html`<bdi lang=${language}>${text}</bdi>` : html`<bdi>${text}</bdi>`
}
