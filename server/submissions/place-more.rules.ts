// The second page of a place: what it may say. Languages at some hours and workshops become sessions.
import type { PlaceRecord } from '../places/place-record.rules.ts'
import type { ListVocabulary } from '../places/vocabularies.rules.ts'
import { isDate } from '../sessions/day.rules.ts'
import { type FormFault, formFault } from './form-fault.rules.ts'
import { clock, emptyWeek, hoursOfGrid, readClock, spanOf } from './hours-grid.rules.ts'
import { dayCodes } from './hours-lines.rules.ts'
import { type Typed, typedList, typedText } from './typed.rules.ts'

/** The lists that stand on the second page. */
export const moreLists = [
  'audiences',
  'care',
  'accessibility',
  'equipment',
  'fee',
  'procedures',
] as const satisfies ListVocabulary[]

/** Of texts, languages at some hours, workshops: so many stand ready. */
export const blocks = [1, 2, 3] as const

export const repeats = ['once', 'weekly', 'fortnightly'] as const

/** What the second page says, by the names of the API; of sessions, those that come on top of what is known. */
export function moreOfForm(typed: Typed, { base, locale }: { base: PlaceRecord; locale: string }) {
  const faults: FormFault[] = []
  const texts = textsOfForm(typed, base, faults)
  const sessions = [...spokenHours(typed, faults), ...workshops(typed, locale, faults)]
  const input = {
    ...Object.fromEntries(moreLists.map((name) => [name, typedList(typed, name)])),
    languages: typedList(typed, 'languages'),
    addressComplement: typedText(typed, 'addressComplement'),
    pivot: typedText(typed, 'pivot'),
    summary: typedText(typed, 'summary'),
    description: typedText(typed, 'description'),
    texts,
  }
  return { input: { ...input, ...(sessions.length > 0 && { sessions }) }, faults }
}

/** Texts in other languages; a language that the form does not show stays. */
function textsOfForm(typed: Typed, base: PlaceRecord, faults: FormFault[]) {
  const shown = languagesOfTexts(base).slice(0, blocks.length)
  const kept = base.texts.filter(({ language }) => !shown.includes(language))
  const written = blocks.flatMap((number) => {
    const language = typedText(typed, `text-${number}-language`)
    const said = (['summary', 'description'] as const).flatMap((kind) => {
      const text = typedText(typed, `text-${number}-${kind}`)
      return text === '' ? [] : [{ language, kind, text }]
    })
    if (said.length > 0 && language === '') {
      faults.push(formFault(`text-${number}-language`, 'text-language'))
      return []
    }
    return said
  })
  return [...kept, ...written]
}

const languagesOfTexts = ({ texts }: PlaceRecord) => [...new Set(texts.map(({ language }) => language))]

/** "Turkish on Tuesday morning": somebody who helps in a language is there at these hours. */
function spokenHours(typed: Typed, faults: FormFault[]) {
  return blocks.flatMap((number) => {
    const field = (name: string) => `spoken-${number}-${name}`
    const [language, from, to] = ['language', 'from', 'to'].map((name) => typedText(typed, field(name)))
    const days = typedList(typed, field('days'))
    if (!language && !from && !to && days.length === 0) return []
    const span = spanTyped(from!, to!, field, faults)
    if (!language) faults.push(formFault(field('language'), 'spoken-language'))
    if (days.length === 0) faults.push(formFault(field('days'), 'hours-days'))
    if (!span || !language || days.length === 0) return []
    const week = emptyWeek().map((_, day) => (days.includes(dayCodes[day]!) ? [span] : []))
    const openingHours = hoursOfGrid({
      week,
      byAppointment: false,
      publicHolidays: 'closed',
      schoolHolidays: 'unsaid',
    })
    return [{ kind: 'permanence', recurrence: { kind: 'hours', openingHours }, languages: [language] }]
  })
}

function workshops(typed: Typed, locale: string, faults: FormFault[]) {
  return blocks.flatMap((number) => {
    const field = (name: string) => `workshop-${number}-${name}`
    const said = (name: string) => typedText(typed, field(name))
    if (!['title', 'day', 'from', 'to'].some((name) => said(name) !== '')) return []
    const before = faults.length
    if (said('title') === '') faults.push(formFault(field('title'), 'workshop-title'))
    if (!isDate(said('day'))) faults.push(formFault(field('day'), 'workshop-day'))
    const span = spanTyped(said('from'), said('to'), field, faults)
    const rule = ruleTyped(said, field, faults)
    if (!span || faults.length > before) return []
    return [
      {
        kind: 'workshop',
        titles: { [locale]: said('title').slice(0, 250) },
        recurrence: {
          kind: 'dates',
          start: `${said('day')}T${clock(span.from)}`,
          durationMinutes: span.to - span.from,
          rule,
          publicHolidays: rule === null ? 'kept' : 'skipped',
        },
        languages: typedList(typed, field('languages')),
        level: said('level') || null,
        booking: said('booking') || null,
      },
    ]
  })
}

/** How a workshop repeats, as RFC 5545 writes it; `null`: once. */
function ruleTyped(
  said: (name: string) => string,
  field: (name: string) => string,
  faults: FormFault[],
): string | null {
  const interval = { weekly: '', fortnightly: ';INTERVAL=2' }[said('repeat')]
  if (interval === undefined) return null
  const until = said('until')
  if (!isDate(until) || until < said('day')) faults.push(formFault(field('until'), 'workshop-until'))
  return `FREQ=WEEKLY${interval};UNTIL=${until.replaceAll('-', '')}`
}

/** From–to of one line; tells at its fields what is wrong. */
function spanTyped(from: string, to: string, field: (name: string) => string, faults: FormFault[]) {
  const [start, end] = [readClock(from), readClock(to)]
  if (start === undefined) faults.push(formFault(field('from'), from === '' ? 'hours-missing' : 'hours-time'))
  if (end === undefined) faults.push(formFault(field('to'), to === '' ? 'hours-missing' : 'hours-time'))
  if (start === undefined || end === undefined) return undefined
  const span = spanOf(start, end)
  if (!span) faults.push(formFault(field('to'), 'hours-length'))
  return span
}

/** What a record says of the second page, as fields. Its sessions stay as they are, and are not shown. */
export function typedOfMore(record: PlaceRecord): Record<string, string[]> {
  const one = (value: string | null) => (value ? [value] : [])
  const texts = languagesOfTexts(record).slice(0, blocks.length)
  const textOf = (language: string, kind: string) =>
    record.texts.find((text) => text.language === language && text.kind === kind)?.text ?? null
  return {
    ...Object.fromEntries(moreLists.map((name) => [name, record[name]])),
    languages: record.languages,
    addressComplement: one(record.addressComplement),
    pivot: one(record.pivot),
    summary: one(record.summary),
    description: one(record.description),
    ...Object.fromEntries(
      texts.flatMap((language, index) => [
        [`text-${index + 1}-language`, [language]],
        [`text-${index + 1}-summary`, one(textOf(language, 'summary'))],
        [`text-${index + 1}-description`, one(textOf(language, 'description'))],
      ]),
    ),
  }
}
