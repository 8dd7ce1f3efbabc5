// What a proposal says of single dates is what the database can hold, or is told.
import { describe, expect, it } from 'vitest'
import { readTimes } from '../../server/submissions/proposal-times.actions.ts'

const read = (change: object) =>
  readTimes({
    sessions: [
      {
        kind: 'workshop',
        recurrence: { kind: 'dates', start: '2026-12-01T14:00', durationMinutes: 120, rule: 'FREQ=WEEKLY' },
        changes: [{ originalStart: '2026-12-08T14:00', ...change }],
      },
    ],
  })
const kept = (change: object) => read(change).proposal.sessions?.[0]?.changes[0]

describe('A change of one date', () => {
  it.each([
    ['moved without an end', { kind: 'moved', start: '2026-12-09T14:00' }],
    ['moved without a start', { kind: 'moved', end: '2026-12-09T16:00' }],
    [
      'moved to an end before its start',
      { kind: 'moved', start: '2026-12-09T14:00', end: '2026-12-09T13:00' },
    ],
    ['cancelled at another time', { kind: 'cancelled', start: '2026-12-09T14:00', end: '2026-12-09T16:00' }],
    ['a remark without words', { kind: 'noted' }],
    ['a remark of spaces', { kind: 'noted', note: '   ' }],
  ])('is refused: %s', (_because, change) => {
    expect(read(change).faults).toMatchObject([{ field: 'sessions', reason: 'dates' }])
  })

  it('is kept as it is said, and a reason of spaces is none', () => {
    const moved = { kind: 'moved', start: '2026-12-09T14:00', end: '2026-12-09T16:00', note: 'Salle 2' }
    expect(kept(moved)).toEqual({ originalStart: '2026-12-08T14:00', ...moved })
    expect(kept({ kind: 'cancelled', note: ' ' })).toMatchObject({
      kind: 'cancelled',
      start: null,
      note: null,
    })
    expect(kept({ kind: 'noted', note: ' Entrée par la cour ' })).toMatchObject({
      note: 'Entrée par la cour',
    })
  })
})
