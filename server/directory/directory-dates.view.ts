// What happens in the four weeks of a paper, in words: days that differ, workshops, stops of the bus.
import {
  formatDate,
  formatDateRange,
  formatDay,
  formatList,
  formatTime,
  formatTimeRange,
  languageName,
} from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { addressLine } from '../places/place-address.rules.ts'
import type { PlaceProperties } from '../places/place-feature.rules.ts'
import type { DatedDay } from '../sessions/dated-week.rules.ts'
import { addDays, weekdayOf } from '../sessions/day.rules.ts'
import { holidayName } from '../sessions/holidays.view.ts'
import { usualDay, type WeekHours } from '../sessions/hours.rules.ts'
import { capitalised, dayInWords } from '../sessions/hours.view.ts'
import { ended } from '../sessions/note.rules.ts'
import { textFor } from '../sessions/session.rules.ts'
import { noticeInWords } from '../sessions/session-words.view.ts'
import type { ClosedReason } from '../sessions/time-now.rules.ts'
import { eventFacts } from '../sessions/time-now.view.ts'
import type { DirectoryCard, DirectoryStop, Words } from './directory-document.rules.ts'
import {
  type DatedFact,
  daysAhead,
  type PlaceOfDirectory,
  type StopOfDirectory,
} from './directory-facts.rules.ts'
import { pointKey, stopLetters } from './directory-points.rules.ts'
import { longest, paperText } from './paper-text.rules.ts'

/** Of hours that change from week to week, so many days are given one by one instead of a week that is not theirs. */
const mostDatesAlone = 10

/** Are the dates of this place all there is to say of its hours? */
export function hasDatesAlone({ place, days }: PlaceOfDirectory): boolean {
  const { openingWeek } = place.properties
  const open = days.filter(({ hours }) => hours.length > 0)
  return openingWeek !== null && !openingWeek.regular && open.length > 0 && open.length <= mostDatesAlone
}

/** "Tuesday 1 December: 9:00–12:00", of hours that no week tells. */
export function datesAlone({ place, days }: PlaceOfDirectory, t: Translate): string[] {
  return days
    .filter(({ hours }) => hours.length > 0)
    .map((day) => openDay(day, place.properties.openingWeek!, t))
}

/** Closures and notices, then the days of these weeks that differ from the usual week, one line each. */
export function exceptionsInWords(place: PlaceOfDirectory, day: string, t: Translate): string[] {
  const { properties } = place.place
  const last = addDays(day, daysAhead - 1)
  const notices = properties.notices.filter(({ from, until }) => from <= last && until >= day)
  return [
    ...temporaryInWords(properties, t),
    ...notices.map((notice) =>
      paperText(
        noticeInWords({ ...notice, text: notice.text && paperText(notice.text, longest.remark) }, t).join(
          '. ',
        ),
        longest.remark,
      ),
    ),
    ...(properties.openingWeek ? differingDays(place, properties.openingWeek, t) : []),
  ]
}

function temporaryInWords({ validFrom, validUntil }: PlaceProperties, t: Translate): string[] {
  if (validFrom && validUntil)
    return [t('directory:dates.temporary', formatDateRange(t.locale, validFrom, validUntil))]
  if (validFrom) return [t('directory:dates.temporaryFrom', { from: formatDate(t.locale, validFrom) })]
  return validUntil ? [t('directory:dates.temporaryUntil', { until: formatDate(t.locale, validUntil) })] : []
}

function differingDays(place: PlaceOfDirectory, week: WeekHours, t: Translate): string[] {
  const alone = hasDatesAlone(place)
  const days = place.days.filter(
    ({ isUsual, hours, reason }) =>
      // A closure has a line of its own, and dates that stand alone are not exceptions.
      !isUsual && reason?.kind !== 'closure' && !(alone && (hours.length > 0 || reason === null)),
  )
  return closedRuns(days, week).map((run) =>
    run.length > 1
      ? closedDays(run, t)
      : run[0]!.hours.length > 0
        ? openDay(run[0]!, week, t)
        : closedDay(run[0]!, t),
  )
}

/** Closed days that follow one another for one reason are told together; days that are closed anyhow may lie between. */
function closedRuns(days: readonly DatedDay[], week: WeekHours): DatedDay[][] {
  const runs: DatedDay[][] = []
  for (const day of days) {
    const last = runs.at(-1)?.at(-1)
    const goesOn =
      last !== undefined &&
      day.hours.length + last.hours.length === 0 &&
      isOneReason(runs.at(-1)![0]!.reason, day.reason) &&
      isClosedBetween(last.date, day.date, week)
    if (goesOn) runs.at(-1)!.push(day)
    else runs.push([day])
  }
  return runs
}

/** Christmas lies in the Christmas holidays. */
function isOneReason(first: ClosedReason | null, next: ClosedReason | null): boolean {
  if (first?.kind === 'school-holiday' && next?.kind === 'public-holiday') return true
  return JSON.stringify(first) === JSON.stringify(next)
}

function isClosedBetween(from: string, to: string, week: WeekHours): boolean {
  for (let date = addDays(from, 1); date < to; date = addDays(date, 1)) {
    if (usualDay(week, weekdayOf(date)).length > 0) return false
  }
  return true
}

function openDay({ date, hours }: DatedDay, week: WeekHours, t: Translate): string {
  return capitalised(
    t('directory:dates.open', { day: formatDay(t.locale, date), hours: dayInWords(hours, week, t) }),
    t.locale,
  )
}

function closedDay({ date, reason }: DatedDay, t: Translate): string {
  const day = formatDay(t.locale, date)
  const words = reason
    ? t('directory:dates.closedFor', { day, reason: reasonInWords(reason, t) })
    : t('directory:dates.closed', { day })
  return capitalised(words, t.locale)
}

function closedDays(run: readonly DatedDay[], t: Translate): string {
  const [first, last] = [run[0]!, run.at(-1)!]
  const ends = { from: formatDay(t.locale, first.date), until: formatDay(t.locale, last.date) }
  return first.reason
    ? t('directory:dates.closedDaysFor', { ...ends, reason: reasonInWords(first.reason, t) })
    : t('directory:dates.closedDays', ends)
}

function reasonInWords(reason: ClosedReason, t: Translate): string {
  if (reason.kind !== 'closure') return holidayName(reason, t)
  return t(`time:reasons.${reason.notice.reason ?? 'other'}`)
}

/** Workshops and the like: dates of one session at the same hours together; what is cancelled or moved on its own. */
export function workshopsInWords(
  events: readonly DatedFact[],
  ts: readonly Translate[],
): DirectoryCard['workshops'] {
  const groups = Map.groupBy(events, ({ key, start, end, state, note, session, level }) =>
    state === 'scheduled' && note === null
      ? [session.id, level, start.slice(11), end.slice(11), start.slice(0, 10) === end.slice(0, 10)].join()
      : key,
  )
  return [...groups.values()].map((dates) => {
    const [first] = dates as [DatedFact]
    const title = textFor(first.session.titles, 'fr')
    const more = ts.map((t) => factsOfEvent(first, title?.text, t))
    return {
      when: ts.map((t) => datesInWords(dates, t)),
      what: title ? paperText(title.text, longest.name) : ts[0]!(`time:kinds.${first.kind}`),
      more: more.some((words) => words !== '') ? more : null,
      isCancelled: first.state === 'cancelled',
      note: noteInWords(first, ts),
    }
  })
}

/** "Thursday 26 November, 14:00–16:00"; "26 November, 3 and 10 December: 14:00–16:00". */
export function datesInWords(dates: readonly Pick<DatedFact, 'start' | 'end'>[], t: Translate): string {
  const hours = hoursInWords(dates[0]!, t)
  const days = dates.map(({ start }) => formatDay(t.locale, start.slice(0, 10)))
  if (days.length === 1) return capitalised(t('time:stop.on', { day: days[0]!, hours }), t.locale)
  return capitalised(t('directory:dates.several', { days: formatList(t.locale, days), hours }), t.locale)
}

/** Of what lasts over midnight, the day on which it ends is told too. */
function hoursInWords({ start, end }: Pick<DatedFact, 'start' | 'end'>, t: Translate): string {
  const hours = formatTimeRange(t.locale, start.slice(11), end.slice(11))
  const isOneNight = end.slice(0, 10) <= addDays(start.slice(0, 10), 1) && end.slice(11) <= '06:00'
  if (start.slice(0, 10) === end.slice(0, 10) || isOneNight) return hours
  return `${hours} (${formatDay(t.locale, end.slice(0, 10))})`
}

/** Its title in this language where it has one, what it is, for whom, in which languages, at which price. */
function factsOfEvent(event: DatedFact, title: string | undefined, t: Translate): string {
  const { session, kind, byAppointment, level } = event
  const own = session.titles[t.locale]
  const languages = session.languages.map((code) =>
    t('directory:inLanguage', { language: languageName(t.locale, code) }),
  )
  const facts = [
    ...(own && own !== title ? [paperText(own, longest.name)] : []),
    ...(title === undefined ? [] : [t(`time:kinds.${kind}`)]),
    ...eventFacts({ level, session: { ...session, languages: [] } }, t),
    ...(session.price ? [paperText(session.price, longest.line)] : []),
    ...languages,
    ...(byAppointment ? [t('hours:appointmentOnly')] : []),
    ...(session.booking ? [t(`time:booking.${session.booking}`)] : []),
  ]
  return facts.join(t('directory:separator'))
}

/** Why it is cancelled, when it was to be before it was moved, what to know; the words of whoever said it are French. */
function noteInWords({ state, note, original }: DatedFact, ts: readonly Translate[]): Words | null {
  const said = note && paperText(ended(note), longest.remark)
  if (state !== 'moved') return said ? ts.map(() => said) : null
  return ts.map((t) => {
    const day = formatDay(t.locale, original.slice(0, 10))
    const moved = t('mobile:moved', { day, time: formatTime(t.locale, original.slice(11)) })
    return [moved, said].filter(Boolean).join(' ')
  })
}

/** The French words in the notes of dates, as paper takes them. */
export const quotationsOf = (events: readonly Pick<DatedFact, 'note'>[]): string[] =>
  events.flatMap(({ note }) => (note ? paperText(ended(note), longest.remark) : []))

/** Stops in the order of time; those at one point share its letter, which a point keeps as long as one of them takes place. */
export function stopsInWords(stops: readonly StopOfDirectory[], ts: readonly Translate[]): DirectoryStop[] {
  const letters = stopLetters(stops)
  return stops.map((stop) => {
    const { name, ...address } = stop.session.stop!
    const line = addressLine(address)
    return {
      letter: letters.get(pointKey(address.lonLat)) ?? null,
      unit: paperText(stop.unit.name, longest.name),
      date: ts.map((t) => capitalised(formatDay(t.locale, stop.start.slice(0, 10)), t.locale)),
      times: ts.map((t) => hoursInWords(stop, t)),
      where: paperText([name, line].filter(Boolean).join(', '), longest.line),
      isCancelled: stop.state === 'cancelled',
      note: noteInWords(stop, ts),
      quotations: quotationsOf([stop]),
    }
  })
}
