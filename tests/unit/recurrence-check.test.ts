import { describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import { checkRecurrence } from '../../server/recurrence/check.ts'
import { occurrencesOf } from '../../server/recurrence/occurrences.ts'
import { alsace } from '../../server/sessions/holidays.rules.ts'
import {
  type Recurrence,
  type RecurrenceFault,
  recurrenceFaultReasons,
} from '../../server/sessions/recurrence.rules.ts'
import { recurrenceFaultInWords } from '../../server/sessions/recurrence.view.ts'

const calendar = await schoolCalendar()

type Dates = Extract<Recurrence, { kind: 'dates' }>
const workshop: Dates = {
  kind: 'dates',
  start: '2026-09-02T14:00',
  durationMinutes: 120,
  rule: 'FREQ=WEEKLY',
  exceptions: [],
  extraDates: [],
  publicHolidays: 'kept',
  schoolHolidays: 'kept',
}
const manyDates = Array.from({ length: 10_000 }, (_, index) => {
  const day = new Date(Date.UTC(2026, 0, 1 + index)).toISOString()
  return day.slice(0, 16)
})

describe('a recurrence is refused, for a precise reason,', () => {
  const cases: [because: string, wrong: Partial<Dates>, field: RecurrenceFault['field'], reason: string][] = [
    ['whose start is a word', { start: 'demain' }, 'start', 'start-format'],
    ['whose start is a day without an hour', { start: '2026-09-02' }, 'start', 'start-format'],
    ['whose start has something after it', { start: '2026-09-02T14:00 environ' }, 'start', 'start-format'],
    ['that starts on 31 February', { start: '2026-02-31T10:00' }, 'start', 'start-nonexistent'],
    ['that starts at 25:00', { start: '2026-09-02T25:00' }, 'start', 'start-nonexistent'],
    ['that started in 1899', { start: '1899-09-02T10:00' }, 'start', 'start-out-of-range'],
    [
      'whose start is in a zone that is unknown',
      { start: '2026-09-02T14:00[Mars/Olympus]' },
      'start',
      'time-zone',
    ],
    ['whose start is in UTC', { start: '2026-09-02T14:00:00Z' }, 'start', 'time-zone'],
    ['whose start has an offset', { start: '2026-09-02T14:00+02:00' }, 'start', 'time-zone'],
    ['that ends before it starts', { durationMinutes: -30 }, 'durationMinutes', 'end-before-start'],
    ['that ends when it starts', { durationMinutes: 0 }, 'durationMinutes', 'no-duration'],
    ['of half a minute', { durationMinutes: 0.5 }, 'durationMinutes', 'duration-format'],
    ['of no number of minutes', { durationMinutes: Number.NaN }, 'durationMinutes', 'duration-format'],
    ['of more than seven days', { durationMinutes: 7 * 24 * 60 + 1 }, 'durationMinutes', 'duration-too-long'],
    ['whose rule is empty', { rule: ' ' }, 'rule', 'rule-empty'],
    [
      'whose rule is endless',
      { rule: `FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(300)}1` },
      'rule',
      'rule-too-long',
    ],
    ['whose rule is a sentence', { rule: 'tous les mercredis' }, 'rule', 'rule-syntax'],
    ['whose rule is garbage', { rule: 'FREQ=WEEKLY;;=;\u0000' }, 'rule', 'rule-syntax'],
    ['whose rule has no frequency', { rule: 'INTERVAL=2' }, 'rule', 'rule-frequency'],
    ['whose frequency nobody knows', { rule: 'FREQ=FORTNIGHTLY' }, 'rule', 'rule-frequency'],
    ['that repeats each hour', { rule: 'FREQ=HOURLY' }, 'rule', 'rule-too-often'],
    ['that repeats each minute', { rule: 'FREQ=MINUTELY;COUNT=5' }, 'rule', 'rule-too-often'],
    ['that repeats each second', { rule: 'FREQ=SECONDLY' }, 'rule', 'rule-too-often'],
    [
      'of more than 24 times a day',
      { rule: 'FREQ=DAILY;BYHOUR=8,9,10,11,12;BYMINUTE=0,10,20,30,40,50' },
      'rule',
      'rule-too-often',
    ],
    ['with seconds', { rule: 'FREQ=DAILY;BYSECOND=30' }, 'rule', 'rule-unknown-part'],
    ['in the Hebrew calendar', { rule: 'RSCALE=HEBREW;FREQ=YEARLY' }, 'rule', 'rule-unknown-part'],
    ['that says one thing twice', { rule: 'FREQ=DAILY;COUNT=2;COUNT=3' }, 'rule', 'rule-repeated-part'],
    ['of the thirteenth month', { rule: 'FREQ=YEARLY;BYMONTH=13' }, 'rule', 'rule-value'],
    ['of a weekday that is none', { rule: 'FREQ=WEEKLY;BYDAY=XX' }, 'rule', 'rule-value'],
    ['of no interval', { rule: 'FREQ=WEEKLY;INTERVAL=0' }, 'rule', 'rule-value'],
    ['until 31 February', { rule: 'FREQ=WEEKLY;UNTIL=20270231' }, 'rule', 'rule-value'],
    ['with two ends', { rule: 'FREQ=WEEKLY;COUNT=3;UNTIL=20270301' }, 'rule', 'rule-count-and-until'],
    [
      'that ended before it starts',
      { rule: 'FREQ=WEEKLY;UNTIL=20260901' },
      'rule',
      'rule-until-before-start',
    ],
    [
      'that ended in UTC before it starts',
      { rule: 'FREQ=WEEKLY;UNTIL=20260902T115959Z' },
      'rule',
      'rule-until-before-start',
    ],
    ['of parts that do not go together', { rule: 'FREQ=WEEKLY;BYMONTHDAY=3' }, 'rule', 'rule-combination'],
    ['that names a zone', { rule: 'FREQ=WEEKLY;TZID=Mars/Olympus' }, 'rule', 'time-zone'],
    ['that never happens', { rule: 'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2' }, 'rule', 'rule-never'],
    ['of a ninth Monday of the month', { rule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9' }, 'rule', 'rule-never'],
    ['with 10,000 exceptions', { exceptions: manyDates }, 'exceptions', 'too-many-exceptions'],
    ['with 10,000 more dates', { extraDates: manyDates }, 'extraDates', 'too-many-extra-dates'],
    ['with an exception that is no day', { exceptions: ['2026-09-31'] }, 'exceptions', 'exception-format'],
    ['with one more day that has no hour', { extraDates: ['2026-09-30'] }, 'extraDates', 'extra-date-format'],
  ]
  it.each(cases)('%s', (_because, wrong, field, reason) => {
    const began = performance.now()
    const faults = checkRecurrence({ ...workshop, ...wrong })
    expect(faults).toEqual([expect.objectContaining({ field, reason })])
    expect(performance.now() - began).toBeLessThan(3000)
  })

  it('each of the reasons there are', () => {
    expect(new Set(cases.map(([, , , reason]) => reason))).toEqual(new Set(recurrenceFaultReasons))
  })

  it('whose hours are no schedule', () => {
    const reason = (openingHours: string) => checkRecurrence({ kind: 'hours', openingHours })
    expect(reason('du lundi au vendredi')).toEqual([
      { field: 'openingHours', reason: 'hours-not-a-schedule', value: 'du lundi au vendredi' },
    ])
    expect(reason('Mo-Fr 17:00+')[0]!.reason).toBe('hours-open-end')
    expect(reason('Mo-Fr 09:00-12:00')).toEqual([])
  })

  it('for all that is wrong with it at once', () => {
    const wrong = {
      ...workshop,
      start: '?',
      durationMinutes: 0,
      rule: '?',
      exceptions: ['?'],
      extraDates: ['?'],
    }
    expect(checkRecurrence(wrong).map(({ field }) => field)).toEqual([
      'start',
      'durationMinutes',
      'rule',
      'exceptions',
      'extraDates',
    ])
  })
})

describe('a recurrence is accepted', () => {
  const rules = [
    null,
    'FREQ=WEEKLY',
    'freq=weekly;interval=2',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE,SA;UNTIL=20270630',
    'FREQ=WEEKLY;UNTIL=20270630T215959Z',
    'FREQ=WEEKLY;UNTIL=20270630T120000',
    'FREQ=MONTHLY;BYDAY=1SA,-1SA;COUNT=10',
    'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
    'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
    'FREQ=DAILY;BYHOUR=10,14;BYMINUTE=0,30',
  ]
  it.each(rules)('with the rule %s, whose end the window sets where it has none', (rule) => {
    expect(checkRecurrence({ ...workshop, rule })).toEqual([])
  })
})

describe('a recurrence that is wrong', () => {
  it('tells nothing, and is quick about it', () => {
    const began = performance.now()
    const rules = [
      'FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2',
      'FREQ=HOURLY',
      '?',
      'FREQ=YEARLY;BYYEARDAY=1;BYWEEKNO=20',
    ]
    for (const rule of rules) {
      const told = occurrencesOf(
        { ...workshop, rule },
        { from: '2090-01-01', until: '2090-12-31' },
        alsace,
        calendar,
      )
      expect(told.occurrences).toEqual([])
    }
    expect(performance.now() - began).toBeLessThan(5000)
    const window = { from: '2026-01-01', until: '2026-02-01' }
    expect(occurrencesOf({ kind: 'hours', openingHours: '?' }, window, alsace, calendar)).toEqual({
      occurrences: [],
      tellableUntil: '2026-01-01',
    })
  })
})

it.each(locales)('each fault has a sentence of its own in %s', (locale) => {
  const hours = [
    'empty',
    'too-long',
    'not-a-schedule',
    'syntax',
    'no-times',
    'zero-length',
    'reversed',
    'open-end',
    'overrides-all',
  ] as const
  const reasons = [...recurrenceFaultReasons, ...hours.map((reason) => `hours-${reason}` as const)]
  const sentences = reasons.map((reason) =>
    recurrenceFaultInWords({ field: 'rule', reason, value: 'X' }, translator(locale)),
  )
  expect(
    sentences.filter((sentence) => !sentence.endsWith('.') || sentence.startsWith('recurrence.')),
  ).toEqual([])
  expect(new Set(sentences).size).toBe(reasons.length)
})
