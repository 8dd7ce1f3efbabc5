// Whoever publishes a card waits for the thread that evaluates hours: what becomes of them when it fails?
import { expect, it } from 'vitest'
import type { Timetable } from '../../server/recurrence/evaluation.rules.ts'
import { evaluatorIn } from '../../server/recurrence/evaluator.ts'
import { alsace } from '../../server/sessions/holidays.rules.ts'
import { answers, dies, fallsSilent } from './faulty-thread.ts'

// Longer than a busy machine takes to begin a thread.
const longestSilenceMs = 8_000
const evaluate = evaluatorIn(new URL('./faulty-thread.ts', import.meta.url), longestSilenceMs)
const window = { from: '2026-11-13', until: '2027-01-20', stopsUntil: '2027-11-21' }
const ask = (placeId: number) => {
  const timetable: Timetable = {
    placeId,
    unitId: null,
    region: alsace,
    closures: [],
    validity: null,
    sources: [],
  }
  return evaluate([timetable], window, new Date('2026-11-20T10:00:00Z'))
}
const answered = { rows: [], dated: [], coming: [] }

it('Léa, who asks the moment after the thread died, is answered by the next one', async () => {
  await expect(ask(dies)).rejects.toThrow('struck by lightning')
  expect(await ask(answers)).toEqual(answered)
})

it('who waits behind the one for whom it died is told so, and asks again', async () => {
  const both = await Promise.allSettled([ask(dies), ask(answers)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask(answers)).toEqual(answered)
})

it('a thread that falls silent is ended, and nobody waits for ever', async () => {
  await expect(ask(fallsSilent)).rejects.toThrow('does not answer')
  expect(await ask(answers)).toEqual(answered)
})
