// The hours of an ordinary week as seven lines to write in, and back; what is no ordinary week stays as it is written.
import type { WeekHours } from '../sessions/hours.rules.ts'

export const weekdayCodes = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const

/** `days`: what stands in each line, `09:00-12:00, 14:00-18:00`. */
export type WeekLines = { days: string[]; isClosedOnHolidays: boolean }

/** The lines of a week; `null` where seven lines cannot say it (seasons, appointments, remarks). */
export function linesOfWeek(week: WeekHours): WeekLines | null {
  const isOrdinary =
    week.regular &&
    week.notes.every(({ kind }) => kind === 'closed-public-holidays') &&
    week.days.flat().every(({ byAppointment, comment }) => !byAppointment && comment === undefined)
  if (!isOrdinary) return null
  return {
    days: week.days.map((day) => day.map(({ from, to }) => `${from}-${to}`).join(', ')),
    isClosedOnHolidays: week.notes.length > 0,
  }
}

/** The lines as OpenStreetMap hours, or `null` where none says anything; what cannot be a time is left for the check. */
export function hoursOfLines({ days, isClosedOnHolidays }: WeekLines): string | null {
  const runs: { from: number; to: number; times: string }[] = []
  for (const [day, line] of days.entries()) {
    const times = tidyTimes(line)
    const last = runs.at(-1)
    if (last?.times === times && last.to === day - 1) last.to = day
    else runs.push({ from: day, to: day, times })
  }
  const said = runs.filter(({ times }) => times !== '')
  if (said.length === 0) return null
  const rules = said.map(({ from, to, times }) => {
    const [first, last] = [weekdayCodes[from]!, weekdayCodes[to]!]
    return `${first}${from === to ? '' : `-${last}`} ${times}`
  })
  return [...rules, ...(isClosedOnHolidays ? ['PH off'] : [])].join('; ')
}

/** `9h-12h30, 14 h à 18 h` → `09:00-12:30,14:00-18:00`. */
function tidyTimes(line: string): string {
  const parts = line.split(/[,;،/]|(?<=\s)(?:et|and|und|ve|و)(?=\s)/).map((part) => part.trim())
  return parts.filter(Boolean).map(tidyRange).join(',')
}

function tidyRange(range: string): string {
  const ends = range.split(/\s*(?:–|—|-|à|bis|to|إلى)\s*/)
  return ends.map(tidyTime).join('-')
}

function tidyTime(time: string): string {
  const [, hours, minutes = '00'] = /^(\d{1,2})\s*(?:(?:[h:.]|uhr)\s*(\d{2})?)?$/i.exec(time.trim()) ?? []
  return hours === undefined ? time.trim() : `${hours.padStart(2, '0')}:${minutes}`
}
