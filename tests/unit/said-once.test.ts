import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { saidOnce } from '../../server/jobs/said-once.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a trouble that comes again each second is told once a minute, another at once', () => {
  const told: string[] = []
  const warn = saidOnce({ warn: (message, text) => void told.push(`${text} ${JSON.stringify(message)}`) })
  for (let second = 0; second < 90; second += 1) {
    warn('the queue is in trouble', 'away')
    if (second === 30) warn('the queue is in trouble', 'refused')
    vi.advanceTimersByTime(1_000)
  }
  expect(told).toEqual([
    'the queue is in trouble {"reason":"away"}',
    'the queue is in trouble {"reason":"refused"}',
    'the queue is in trouble {"reason":"away"}',
  ])
})
