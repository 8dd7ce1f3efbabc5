// Work that leaves room for whoever searches meanwhile.
import { setImmediate as aTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inTurns, oneAtATime } from '../../server/directory/in-turns.actions.ts'

it('Long work pauses for others every few milliseconds, and gives what it would have given in one piece', async () => {
  let pauses = 0
  let isDone = false
  const others = (async () => {
    while (!isDone) {
      await aTurn()
      pauses += 1
    }
  })()
  const busy = (milliseconds: number) => {
    const end = performance.now() + milliseconds
    while (performance.now() < end);
  }
  const made = await inTurns([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], (number, index) => {
    busy(5)
    return [number, index]
  })
  const seen = pauses
  isDone = true
  await others
  expect(made).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number, index) => [number, index]))
  expect(seen).toBeGreaterThanOrEqual(9)
})

it('One directory is gathered after the other, also after one that failed', async () => {
  const told: string[] = []
  const gather = (name: string, fails = false) =>
    oneAtATime(async () => {
      told.push(`${name} begins`)
      await aTurn()
      told.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const all = await Promise.allSettled([gather('a'), gather('b', true), gather('c')])
  expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

it('Who comes when too many wait is told to come back, and the line goes on', async () => {
  const first = Promise.withResolvers<void>()
  const gathered: number[] = []
  const line = Array.from({ length: 60 }, (_, index) =>
    oneAtATime(async () => {
      await first.promise
      gathered.push(index)
    }),
  )
  const settled = Promise.allSettled(line)
  await aTurn()
  expect(gathered).toEqual([])
  first.resolve()
  const refused = (await settled).flatMap((each) => (each.status === 'rejected' ? [each.reason.type] : []))
  expect(new Set(refused)).toEqual(new Set(['paper-busy']))
  const served = 60 - refused.length
  expect(served).toBeGreaterThanOrEqual(50)
  expect(served).toBeLessThan(60)
  expect(gathered).toEqual(Array.from({ length: served }, (_, index) => index))
})
