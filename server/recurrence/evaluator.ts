// Asks the thread that evaluates.
import { isUnread, keepReading } from '../opening-hours/reading.ts'
import { askedThread } from '../threads/asked-thread.ts'
import type { EvaluationAnswer, EvaluationQuestion } from './evaluate-worker.ts'
import type { Evaluation, Timetable, Window } from './evaluation.rules.ts'

type Evaluate = (timetables: Timetable[], window: Window, after: Date) => Promise<Evaluation>

/**
 * The dated occurrences of timetables within a window, in the order given.
 * @param after an instant: sessions with an occurrence that ends later still come
 * @throws when the thread ends, or is silent for so long that it is ended; the next question begins another
 */
export const evaluate: Evaluate = evaluatorIn(new URL('./evaluate-worker.ts', import.meta.url), 5 * 60_000)

/** Asks a thread of this file. */
export function evaluatorIn(file: URL, longestSilenceMs: number): Evaluate {
  const ask = askedThread<EvaluationQuestion, EvaluationAnswer>(file, {
    does: 'evaluates hours',
    longestSilenceMs,
  })
  return async (timetables, window, after) => {
    const unread = unreadHours(timetables)
    const { evaluation, readings } = await ask({ timetables, window, after: after.toISOString(), unread })
    for (const [text, reading] of readings) keepReading(text, reading)
    return evaluation
  }
}

/** What the thread reads anyway, this one need not read again to tell the week of a place. */
function unreadHours(timetables: readonly Timetable[]): string[] {
  const texts = timetables.flatMap(({ sources }) =>
    sources.flatMap(({ recurrence }) => (recurrence.kind === 'hours' ? recurrence.openingHours : [])),
  )
  return [...new Set(texts)].filter(isUnread)
}
