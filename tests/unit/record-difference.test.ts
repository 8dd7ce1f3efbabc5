// What differs between two states of a place, in words.
import { describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { hoursOfLines, linesOfWeek } from '../../server/moderation/week-fields.rules.ts'
import { weekOf } from '../../server/opening-hours/week.ts'
import { emptyRecord, type PlaceRecord, recordNames } from '../../server/places/place-record.rules.ts'
import { fieldDifferences, signedItems, signedWords } from '../../server/places/record-difference.rules.ts'
import { fieldName, itemInWords } from '../../server/places/record-words.view.ts'
import { emptySession, type SessionSaid } from '../../server/sessions/session.rules.ts'
import { noticeInWords, sessionInWords } from '../../server/sessions/session-words.view.ts'

const between = (before: Partial<PlaceRecord>, after: Partial<PlaceRecord>) =>
  fieldDifferences(before, after, weekOf)
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('Between two states of a place', () => {
  it('only what differs is told, and only of what is said', () => {
    expect(between(emptyRecord, { name: 'A' }).map(({ field }) => field)).toEqual(['name'])
    expect(between({ name: 'A', phone: '+33388000001' }, { name: 'A' })).toEqual([])
    expect(between({}, { phone: null, services: [], equipmentAmounts: {} })).toEqual([])
  })

  it('lists say what comes and what goes', () => {
    expect(signedItems(['a', 'b'], ['b', 'c'])).toEqual([
      { sign: 'kept', item: 'b' },
      { sign: 'added', item: 'c' },
      { sign: 'removed', item: 'a' },
    ])
  })

  it('texts are compared word by word, in Arabic too', () => {
    const signs = (before: string, after: string, language: string) =>
      signedWords(before, after, language).map(({ sign, item }) => [sign, item.trim()])
    expect(signs('Ouvert le lundi matin.', 'Ouvert le mardi matin.', 'fr')).toEqual([
      ['kept', 'Ouvert le'],
      ['removed', 'lundi'],
      ['added', 'mardi'],
      ['kept', 'matin.'],
    ])
    expect(signs('مفتوح صباح الاثنين', 'مفتوح صباح الثلاثاء', 'ar').map(([sign]) => sign)).toEqual([
      'kept',
      'removed',
      'added',
    ])
  })

  it('texts in other languages stand apart', () => {
    const texts = (text: string) => [{ language: 'de', kind: 'summary' as const, text }]
    expect(between({ texts: texts('Ein Ort') }, { texts: texts('Ein Haus') })).toMatchObject([
      { kind: 'text', field: 'summary', language: 'de' },
    ])
  })

  it('every field has a name in every language', () => {
    const told = recordNames.filter((name) => name !== 'updatedAt' && name !== 'corrected')
    for (const locale of locales) {
      const t = translator(locale)
      expect(told.filter((name) => /[.:]/.test(fieldName(name, t)))).toEqual([])
    }
  })
})

describe('A session in sentences', () => {
  const t = translator('fr')
  const session = (rule: string | null, more: Partial<SessionSaid> = {}): SessionSaid => ({
    ...emptySession,
    id: null,
    kind: 'workshop',
    recurrence: {
      kind: 'dates',
      start: '2026-12-01T14:00',
      durationMinutes: 120,
      rule,
      exceptions: [],
      extraDates: [],
      publicHolidays: 'kept',
      schoolHolidays: 'kept',
    },
    ...more,
  })
  const when = (rule: string | null) => plain(sessionInWords(session(rule), weekOf, t)[1]!)

  it.each([
    [null, 'le 1er décembre 2026, 14 h – 16 h'],
    ['FREQ=WEEKLY', 'chaque semaine : mardi, 14 h – 16 h, à partir du 1er décembre 2026'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
      'toutes les 2 semaines : mardi et jeudi, 14 h – 16 h, à partir du 1er décembre 2026',
    ],
    ['FREQ=WEEKLY;COUNT=6', 'chaque semaine : mardi, 14 h – 16 h, à partir du 1er décembre 2026 (6 fois)'],
    [
      'FREQ=MONTHLY;BYDAY=1TU;UNTIL=20270601',
      'le premier mardi du mois, 14 h – 16 h, à partir du 1er décembre 2026 jusqu’au 1er juin 2027',
    ],
    ['FREQ=DAILY', 'chaque jour, 14 h – 16 h, à partir du 1er décembre 2026'],
  ])('%s: %s', (rule, expected) => expect(when(rule)).toBe(expected))

  it('shows a rule that few people write as it stands', () => {
    expect(when('FREQ=YEARLY;BYMONTH=3')).toContain('FREQ=YEARLY;BYMONTH=3')
  })

  it('says nothing of days that it does not know in Turkish', () => {
    expect(sessionInWords(session('FREQ=WEEKLY'), weekOf, translator('tr'))[1]).toContain('Salı')
  })

  it('shows whoever decides all that people would read of it, in every language', () => {
    const said = session('FREQ=WEEKLY', {
      titles: { fr: 'Premiers clics', tr: 'İlk tıklamalar' },
      descriptions: { fr: 'On apprend à cliquer.', ar: 'نتعلم النقر' },
      audiences: ['seniors'],
      services: ['work'],
      bookingUrl: 'https://inscription.example/atelier',
    })
    const lines = itemInWords('sessions', said, weekOf, t)
    const told = lines.map(({ text }) => plain(text)).join('\n')
    for (const text of ['Premiers clics', 'İlk tıklamalar', 'On apprend à cliquer.', 'نتعلم النقر'])
      expect(told.split(text)).toHaveLength(2)
    expect(lines.find(({ text }) => text.includes('İlk'))!.language).toBe('tr')
    expect(told).toContain('https://inscription.example/atelier')
    expect(told).toContain(t('vocabularies:audiences.seniors'))
    expect(told).toContain(plain(t('vocabularies:services.work')))
  })

  it('names the address of a stop', () => {
    const stop = {
      name: 'Marché',
      address: '3 place du Marché',
      postalCode: '67000',
      commune: 'Strasbourg',
      communeCode: '67482',
      lonLat: [7.76, 48.56] as [number, number],
    }
    expect(sessionInWords(session(null, { kind: 'stop', stop }), weekOf, t)[0]).toContain('3 place du Marché')
  })

  it('tells closures with their reason', () => {
    const closure = {
      kind: 'closed' as const,
      from: '2026-12-24',
      until: '2026-12-24',
      reason: 'holidays' as const,
      text: null,
      language: 'fr',
    }
    expect(noticeInWords(closure, t).map(plain)).toEqual(['Fermé le 24 décembre 2026 : congés'])
  })
})

describe('A week in seven lines', () => {
  it.each([
    'Mo-Fr 09:00-12:00,14:00-18:00; PH off',
    'Tu 10:00-12:00; Th-Sa 14:00-19:00',
    'Mo-Su 08:00-20:00',
  ])('comes back as it was: %s', (hours) => expect(hoursOfLines(linesOfWeek(weekOf(hours)!)!)).toBe(hours))
  it.each(['Mo 09:00-12:00 "sur rdv"', 'Mar-Sep Mo 09:00-12:00', 'SH off; Mo 09:00-12:00'])(
    'is not made of what seven lines cannot say: %s',
    (hours) => expect(linesOfWeek(weekOf(hours)!)).toBeNull(),
  )
  it('reads hours as people write them', () => {
    const days = [
      '9h-12h, 14h30-18h',
      '9 h à 12 h et 14 h 30 à 18 h',
      '9:00–12:00 / 14.30-18',
      '',
      '',
      '',
      '',
    ]
    const hours = hoursOfLines({ days, isClosedOnHolidays: false })
    expect(hours).toBe('Mo-We 09:00-12:00,14:30-18:00')
    expect(hoursOfLines({ days: Array(7).fill(''), isClosedOnHolidays: true })).toBeNull()
  })
})
