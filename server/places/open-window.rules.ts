// When somebody wants to come: `open=now`, `open=2026-12-26T10:00`, `open=2026-12-26T10:00/2026-12-26T12:00`.
import type { ParameterReason } from '../http/parameters.rules.ts'
import { addDays, dayInFrance, isDate, wallClock, weekdayOf } from '../sessions/day.rules.ts'
import { windowAt } from '../sessions/window.rules.ts'

/**
 * An instant (both ends alike), or an interval whose end is not in it. Ends are the wall clock's
 * (`YYYY-MM-DDTHH:MM`), or instants with `Z` or an offset: the database knows which is meant in the night in
 * which clocks change. `asked` is the text that was read.
 */
export type OpenWindow = { from: string; until: string; asked: string }

/** Words for what people ask most. */
export const openWords = ['now', 'evening', 'saturday'] as const
export type OpenWord = (typeof openWords)[number]

/** Is it read anew at the hour of whoever asks? */
export function isOpenWord(text: string): text is OpenWord {
  return openWords.some((word) => word === text)
}

/** Hours of the evening: whoever works by day comes then. */
const evening = { from: '18:00', until: '22:00' }
const saturday = 5

/** The days that one may still ask for, `YYYY-MM-DD`. */
export function daysToAsk(now: Date): { first: string; last: string } {
  return { first: dayInFrance(now), last: addDays(windowAt(now).until, -1) }
}

/** @returns the window, or why the text names none */
export function readOpen(text: string, now: Date): OpenWindow | ParameterReason {
  const today = dayInFrance(now)
  if (text === 'at') return 'open-day'
  const word = openWords.find((each) => each === text)
  if (word) return { ...windowOf(word, now, today), asked: word }
  const [first = '', last, ...more] = text.split('/')
  const from = readEnd(first, 'from')
  const until = last === undefined ? readEnd(first, 'until') : readEnd(last, 'until')
  if (!from || !until || more.length > 0) return 'open'
  if (last !== undefined && !isBefore(from, until)) return 'open-order'
  const written = windowAt(now)
  const isBeyond = dayOf(until) < written.from || dayOf(from) >= written.until
  return isBeyond ? 'open-horizon' : { from, until, asked: text }
}

type Ends = Pick<OpenWindow, 'from' | 'until'>

function windowOf(word: OpenWord, now: Date, today: string): Ends {
  // To the minute: all who ask within one ask for the same.
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString()
  if (word === 'now') return { from: minute, until: minute }
  if (word === 'evening') {
    const time = wallClock(now).slice(11)
    // Later than anybody's evening: what is left of the day.
    const until = time < evening.until ? `${today}T${evening.until}` : `${addDays(today, 1)}T00:00`
    return { from: time > evening.from ? minute : `${today}T${evening.from}`, until }
  }
  const day = addDays(today, (saturday - weekdayOf(today) + 7) % 7)
  return { from: day === today ? minute : `${day}T00:00`, until: `${addDays(day, 1)}T00:00` }
}

const endPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+ -]\d{2}:\d{2})?)?$/

/** One end as it is asked of the database; a day alone is the whole day. */
function readEnd(text: string, end: 'from' | 'until'): string | undefined {
  const [, day, time, zone] = endPattern.exec(text.trim()) ?? []
  if (day === undefined || !isDate(day)) return undefined
  if (time === undefined) return end === 'from' ? `${day}T00:00` : `${addDays(day, 1)}T00:00`
  if (time > '23:59' || time.slice(3) > '59') return undefined
  // In an address a plus sign that nobody encoded arrives as a space.
  const offset = zone?.replace(' ', '+')
  if (offset !== undefined && offset !== 'Z' && (offset.slice(1) > '14:00' || offset.slice(4) > '59'))
    return undefined
  return `${day}T${time}${offset ?? ''}`
}

const isZoned = (end: string) => end.length > 'YYYY-MM-DDTHH:MM'.length

/** The day at the territory on which an end lies. */
function dayOf(end: string): string {
  return isZoned(end) ? dayInFrance(new Date(end)) : end.slice(0, 10)
}

function isBefore(from: string, until: string): boolean {
  // In the night in which clocks go back they show a later moment as an earlier hour.
  if (isZoned(from) && isZoned(until)) return new Date(from) < new Date(until)
  return inWallClock(from) < inWallClock(until)
}

function inWallClock(end: string): string {
  return isZoned(end) ? wallClock(new Date(end)) : end
}

/** A window as the clock on the wall tells it, `YYYY-MM-DDTHH:MM`. */
export function onTheWall({ from, until }: Ends): Ends {
  return { from: inWallClock(from), until: inWallClock(until) }
}

/** Does it begin at this minute, or later? */
export function isAhead(open: Ends, now: Date): boolean {
  return onTheWall(open).from >= wallClock(now)
}

/** Does the window name one moment? */
export function isInstant({ from, until }: Ends): boolean {
  return from === until
}
