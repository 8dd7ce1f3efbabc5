// What changed of the dates that a paper tells of a place: closures, days of other hours, workshops.
import type { DatedDay } from '../sessions/dated-week.rules.ts'
import type { DatedNotice } from '../sessions/session.rules.ts'
import type { PlaceOfDirectory } from './directory-facts.rules.ts'
import { isSameWeek, type PlaceOfEdition, placeOfEdition } from './edition.rules.ts'
import { changedDays } from './edition-days.rules.ts'
import type { PlaceChange } from './edition-difference.rules.ts'

/** From this minute, `YYYY-MM-DDTHH:MM`, to the last day of the paper. */
export type Period = { at: string; until: string }

/** A closure that has other dates now is told as a new one. */
export function reopenedOf(
  { closures }: Pick<PlaceOfEdition, 'closures'>,
  notices: readonly DatedNotice[],
  today: string,
): PlaceChange['reopened'] {
  const known = notices.filter(({ kind }) => kind === 'closed')
  return closures
    .map((dates) => ({ from: dates.slice(0, 10), until: dates.slice(11) }))
    .filter(
      ({ from, until }) => until >= today && !known.some((each) => from <= each.until && each.from <= until),
    )
}

/** The days of other hours, and of a new week all that do not follow it. */
export function daysOf(
  { was, now, closures, reopened }: Omit<PlaceChange, 'days'>,
  { at, until }: Period,
): DatedDay[] {
  const { openingWeek: week, validFrom, validUntil } = now.place.properties
  if (!week || !was.days) return []
  const from = at.slice(0, 10)
  if (!isSameWeek(was.hours, placeOfEdition(now).hours)) return now.days.filter(({ date }) => date >= from)
  const isAway = (date: string) => date < (validFrom ?? date) || date > (validUntil ?? date)
  const isTold = (date: string) =>
    isAway(date) || [...closures, ...reopened].some((each) => each.from <= date && date <= each.until)
  return changedDays(was.days, { week, days: now.days }, { from, until }, isTold)
}

/** Dates of the paper that are still to come, and do not, or come on another day; and those that it does not have. */
export function eventsOf(
  was: PlaceOfEdition,
  { events }: PlaceOfDirectory,
  { at, until }: Period,
): Pick<PlaceChange, 'cancelled' | 'moved' | 'again' | 'announced'> {
  const known = new Map(events.map((event) => [event.key, event]))
  const told: Pick<PlaceChange, 'cancelled' | 'moved'> = { cancelled: [], moved: [] }
  for (const [key, start] of Object.entries(was.events)) {
    if (start === null || start <= at) continue
    const event = known.get(key)
    const title = event?.session.titles.fr ?? null
    if (!event || event.state === 'cancelled') told.cancelled.push({ start, title })
    else if (event.start !== start) told.moved.push({ start, now: event.start, title })
  }
  const coming = events
    .filter(({ state, start }) => state !== 'cancelled' && start > at && start.slice(0, 10) <= until)
    .map(({ key, start, session }) => ({ before: was.events[key], start, title: session.titles.fr ?? null }))
  return {
    ...told,
    again: coming.filter(({ before }) => before === null).map(({ start, title }) => ({ start, title })),
    announced: coming
      .filter(({ before }) => before === undefined)
      .map(({ start, title }) => ({ start, title })),
  }
}
