// Evaluates a schedule into the openings of calendar days, in wall-clock time.

import { addDays } from '../sessions/day.rules.ts'
import { type DayHours, type Hours, minutesOf, timeOf } from '../sessions/hours.rules.ts'
import type { Schedule } from './library.ts'
import { WallClockDate } from './wall-clock-date.ts'

const dayMs = 24 * 60 * 60 * 1000

/** An opening that ends before this hour belongs to the evening before: 22:00–26:00, not two half nights. */
const lastNightMinute = 6 * 60

/** `YYYY-MM-DD` → the first instant of that day on the wall clock. Throws a `RangeError` when it is no date. */
export function wallDay(date: string): WallClockDate {
  const day = new WallClockDate(`${date}T00:00:00Z`)
  if (Number.isNaN(day.getTime())) throw new RangeError(`not a date: ${date}`)
  return day
}

/**
 * The openings of `days` days from `date` on, by date; closed days have no entry. Openings that touch are one
 * (`09:00-13:00,13:00-17:00` → 09:00–17:00); one that crosses midnight belongs to the day on which it begins.
 * Throws what the library throws, for example where its calendar of school holidays ends.
 */
export function openingsByDate(schedule: Schedule, date: string, days: number): Map<string, DayHours> {
  // One day more at each side: a night that began the day before must not look like an opening at midnight.
  const intervals = schedule.hours.getOpenIntervals(
    wallDay(addDays(date, -1)),
    wallDay(addDays(date, days + 1)),
  )
  const byDate = new Map<string, DayHours>()
  const end = addDays(date, days)
  for (const [from, to, , comment] of intervals) {
    // On holidays the library puts the name of the holiday where the comment would be.
    const said = comment && schedule.text.includes(`"${comment}"`) ? comment : undefined
    for (const piece of piecesByDay(from.getTime(), to.getTime())) {
      if (piece.date < date || piece.date >= end) continue
      const hours = { ...piece, ...meaningOf(said) }
      byDate.set(piece.date, append(byDate.get(piece.date) ?? [], hours))
    }
  }
  return byDate
}

function* piecesByDay(from: number, to: number): Generator<{ date: string; from: string; to: string }> {
  let start = from
  while (start < to) {
    const midnight = Math.floor(start / dayMs) * dayMs
    const nextMidnight = midnight + dayMs
    const endsInTheNight = to > nextMidnight && to - nextMidnight <= lastNightMinute * 60_000
    const end = endsInTheNight ? to : Math.min(to, nextMidnight)
    yield {
      date: new Date(midnight).toISOString().slice(0, 10),
      from: timeOf((start - midnight) / 60_000),
      to: timeOf((end - midnight) / 60_000),
    }
    start = end
  }
}

const appointment = /\brdv\b|rendez[- ]?vous|appointment|inscription|réservation|\btermin\b/i
const noAppointment = /\b(?:sans|ou|without|no)\s+(?:rdv\b|rendez|appointment|inscription|réservation)/i
const plainAppointment =
  /^\W*(?:(?:uniquement|seulement|accueil|only)\s+)?(?:sur|avec|par|by|on)\s+(?:rdv|rendez[- ]?vous|appointment)(?:\s+(?:uniquement|seulement|only))?\W*$/i

/** Does this comment ask to make an appointment ("sur rdv"), rather than say that none is needed? */
export function asksForAppointment(comment: string): boolean {
  return appointment.test(comment) && !noAppointment.test(comment)
}

/** A comment that says nothing more than "by appointment" is carried by the flag alone. */
export function saysMoreThanAppointment(comment: string): boolean {
  return !plainAppointment.test(comment)
}

function meaningOf(comment: string | undefined): Pick<Hours, 'byAppointment' | 'comment'> {
  if (!comment) return { byAppointment: false }
  const byAppointment = asksForAppointment(comment)
  if (byAppointment && !saysMoreThanAppointment(comment)) return { byAppointment }
  return { byAppointment, comment }
}

function append(hours: DayHours, next: Hours & { date: string }): DayHours {
  const { date: _date, ...opening } = next
  const last = hours.at(-1)
  const touches =
    last &&
    minutesOf(last.to) >= minutesOf(opening.from) &&
    last.byAppointment === opening.byAppointment &&
    last.comment === opening.comment
  if (!touches) return [...hours, opening]
  const to = minutesOf(last.to) > minutesOf(opening.to) ? last.to : opening.to
  return [...hours.slice(0, -1), { ...last, to }]
}
