// Two versions of one thing are compared by what they say.
import { expect, it } from 'vitest'
import { difference, same } from '../../server/history/difference.rules.ts'

it('names come back from the database in another order, and say the same', () => {
  const said = {
    kind: 'stop',
    recurrence: { start: '2026-12-01T14:00', rule: null },
    titles: { fr: 'A', de: 'B' },
  }
  const kept = {
    titles: { de: 'B', fr: 'A' },
    recurrence: { rule: null, start: '2026-12-01T14:00' },
    kind: 'stop',
  }
  expect(same(said, kept)).toBe(true)
  expect(same([said], [kept])).toBe(true)
  expect(same(said, { ...kept, titles: { de: 'B' } })).toBe(false)
})

it('nothing, an empty list and an empty thing are three things', () => {
  expect(same(null, {})).toBe(false)
  expect(same([], {})).toBe(false)
  expect(same({ rule: undefined }, {})).toBe(true)
  expect(same({ rule: null }, {})).toBe(false)
  expect(same({ a: 1, b: undefined }, { a: 1, c: 2 })).toBe(false)
})

it('lists say something by their order', () => {
  expect(same(['a', 'b'], ['b', 'a'])).toBe(false)
})

it('only what differs is kept, and what is not named stays', () => {
  const before = { name: 'A', amounts: { screen: 1, printer: 2 }, phone: null as string | null }
  expect(difference(before, { name: 'A', amounts: { printer: 2, screen: 1 } })).toBeUndefined()
  expect(difference(before, { name: 'B', phone: null })).toEqual({
    before: { name: 'A' },
    after: { name: 'B' },
  })
})
