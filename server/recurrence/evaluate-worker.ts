// The thread that turns hours and rules into dated occurrences: a country takes a minute of computing, and searches
// must be answered meanwhile.
import { schoolCalendar } from '../../seeds/reference.ts'
import { type Reading, readHours } from '../opening-hours/reading.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import type { SchoolCalendar } from '../sessions/holidays.rules.ts'
import { answerQuestions } from '../threads/answer-questions.ts'
import type { Evaluation, OccurrenceRow, Source, Timetable, Window } from './evaluation.rules.ts'
import { instantOf } from './local-time.ts'
import { occurrencesOf } from './occurrences.ts'

/** `unread`: texts of hours among them that whoever asks has not read. */
export type EvaluationQuestion = {
  timetables: Timetable[]
  window: Window
  after: string
  unread: string[]
}
export type EvaluationAnswer = { evaluation: Evaluation; readings: [text: string, Reading][] }

const calendar = await schoolCalendar()

answerQuestions<EvaluationQuestion, EvaluationAnswer>(({ timetables, window, after, unread }) => ({
  evaluation: evaluate(timetables, window, after, calendar),
  readings: unread.map((text) => [text, readHours(text)]),
}))

/** Rows of one piece: some 5 MB. */
const pieceLength = 20_000

function evaluate(
  timetables: Timetable[],
  window: Window,
  after: string,
  calendar: SchoolCalendar,
): Evaluation {
  const pieces: string[] = []
  let rows: OccurrenceRow[] = []
  const dated = new Set<number>()
  const coming = new Set<number>()
  for (const timetable of timetables) {
    for (const source of timetable.sources) {
      for (const row of rowsOf(timetable, source, window, calendar)) {
        rows.push(row)
        if (rows.length === pieceLength) {
          pieces.push(JSON.stringify(rows))
          rows = []
        }
        if (row.session_id === undefined) continue
        dated.add(row.session_id)
        if (row.ends_at > after && row.state !== 'cancelled') coming.add(row.session_id)
      }
    }
  }
  if (rows.length > 0) pieces.push(JSON.stringify(rows))
  return { rows: pieces, dated: [...dated], coming: [...coming] }
}

/** Does it begin on a day on which a temporary place is there? */
function isThere(start: Date, validity: Timetable['validity']): boolean {
  if (!validity) return true
  const day = dayInFrance(start)
  return day >= (validity.from ?? day) && day <= (validity.until ?? day)
}

function rowsOf(
  { placeId, unitId, region, closures, validity }: Timetable,
  source: Source,
  { from, until, stopsUntil }: Window,
  calendar: SchoolCalendar,
): OccurrenceRow[] {
  const { sessionId, kind, recurrence, changes, level, languages, stop } = source
  const days = { from, until: kind === 'stop' ? stopsUntil : until }
  const { occurrences } = occurrencesOf(
    recurrence,
    days,
    region,
    calendar,
    changes,
    closures,
    // A closed library just is not open; who comes to a workshop or a bus wants to read that there is none.
    kind === 'opening' ? 'gone' : 'cancelled',
  )
  // Those that began before the first day were written with an earlier window.
  const first = instantOf(`${from}T00:00`)
  const begun = occurrences.filter(({ start }) => start >= first && isThere(start, validity))
  return begun.map((each) => ({
    place_id: placeId ?? undefined,
    unit_id: unitId ?? undefined,
    session_id: sessionId ?? undefined,
    kind,
    starts_at: each.start.toISOString(),
    ends_at: each.end.toISOString(),
    original_start: each.originalStart,
    state: each.state,
    by_appointment: each.byAppointment || source.byAppointment,
    level: level ?? undefined,
    languages: languages.length > 0 ? languages : undefined,
    comment: each.comment ?? undefined,
    note: each.note ?? undefined,
    territories: stop?.territories,
    lon: stop?.lonLat[0],
    lat: stop?.lonLat[1],
  }))
}
