import { addDays } from '../sessions/day.rules.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import type { Schedule } from './schedule.rules.ts'
import { datesOf } from './schedule-dates.actions.ts'

/** The day of the next date of a session as it was planned; today where none comes within a year. */
export function nextDate(
  { schedule, today }: { schedule: Schedule; today: string },
  session: SessionSaid,
): string {
  const alone = { ...schedule, closures: [], sessions: [{ ...session, changes: [] }] }
  const [next] = datesOf(alone, { from: today, until: addDays(today, 366) })
  const day = next?.start.slice(0, 10) ?? today
  return day < today ? today : day
}
