// How the stops of a mobile unit are put before the evaluation of dates.
import { expect, it } from 'vitest'
import { unitTimetables } from '../../server/mobile-units/unit-timetable.rules.ts'
import { holidaysOf } from '../../server/sessions/holidays.rules.ts'
import type { DatedNotice, StoredSession } from '../../server/sessions/session.rules.ts'

const stop = (id: number, communeCode: string | null, languages: string[] = []) =>
  ({
    id,
    kind: 'stop',
    languages,
    territories: [],
    changes: [],
    stop: { name: `Arrêt ${id}`, communeCode, lonLat: [7.75, 48.58] },
  }) as unknown as StoredSession
const notice = (kind: DatedNotice['kind']): DatedNotice => ({
  kind,
  from: '2026-12-01',
  until: '2026-12-05',
  reason: 'works',
  text: 'Le bus est au garage',
  language: 'fr',
})

const timetables = unitTimetables(
  7,
  ['fr'],
  [stop(1, '67482'), stop(2, '67001', ['tr']), stop(3, '67482')],
  [notice('closed'), notice('notice')],
  (code) => holidaysOf(code, code !== '67001'),
)

it('Léa’s bus keeps in each commune the holidays of that commune', () => {
  expect(timetables.map(({ region, sources }) => [region.goodFriday, sources.length])).toEqual([
    [true, 2],
    [false, 1],
  ])
})

it('what closes the bus closes it in every commune, and a notice closes nothing', () => {
  const told = { from: '2026-12-01', until: '2026-12-05', reason: 'Le bus est au garage' }
  for (const { closures } of timetables) expect(closures).toEqual([told])
})

it('at a stop without languages of its own, those of the bus are spoken', () => {
  const languages = timetables.flatMap(({ sources }) => sources.map((source) => source.languages))
  expect(languages).toEqual([['fr'], ['fr'], ['tr']])
})
