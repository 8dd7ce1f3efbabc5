// "Turkish on Tuesday morning": somebody who helps in a language is there at these hours.
import type { SessionSaid } from '../sessions/session.rules.ts'
import { formFault } from './form-fault.rules.ts'
import { spanTyped } from './form-span.rules.ts'
import { clock, dayMinutes, emptyWeek, gridOfHours, hoursOfGrid, sameDays } from './hours-grid.rules.ts'
import { dayCodes } from './hours-lines.rules.ts'
import type { Block, ReadBlock } from './place-sessions.rules.ts'

/** The fields that say these hours; `undefined` where one line of them cannot. */
export function typedOfSpoken(session: SessionSaid): Block | undefined {
  const { kind, recurrence, languages, byAppointment } = session
  if (kind !== 'permanence' || recurrence.kind !== 'hours' || byAppointment) return undefined
  const grid = gridOfHours(recurrence.openingHours)
  if (!grid || grid.byAppointment || grid.schoolHolidays !== 'unsaid' || languages.length === 0)
    return undefined
  const [group, ...others] = sameDays(grid.week)
  const [span, ...more] = group?.spans ?? []
  if (!span || others.length > 0 || more.length > 0) return undefined
  return {
    language: [languages[0]!],
    days: group!.days.map((day) => dayCodes[day]!),
    from: [clock(span.from)],
    to: [clock(span.to > dayMinutes ? span.to - dayMinutes : span.to)],
  }
}

export const spokenInput: ReadBlock = (block, { field }, faults) => {
  const [language, from, to] = ['language', 'from', 'to'].map((name) => block[name]?.[0] ?? '')
  const days = block.days ?? []
  const span = spanTyped({ from: from!, to: to! }, field, faults)
  if (!language) faults.push(formFault(field('language'), 'spoken-language'))
  if (days.length === 0) faults.push(formFault(field('days'), 'hours-days'))
  if (!span || !language || days.length === 0) return undefined
  const week = emptyWeek().map((_, day) => (days.includes(dayCodes[day]!) ? [span] : []))
  const holidays = { publicHolidays: 'closed', schoolHolidays: 'unsaid' } as const
  const openingHours = hoursOfGrid({ week, byAppointment: false, ...holidays })
  return { kind: 'permanence', recurrence: { kind: 'hours', openingHours }, languages: [language] }
}

/** The form shows the first of several languages, and asks for no holidays: the others, and those, stay. */
export function spokenChanged(
  session: SessionSaid,
  anew: SessionSaid,
  differing: ReadonlySet<string>,
): SessionSaid {
  const hasOtherHours = ['days', 'from', 'to'].some((part) => differing.has(part))
  return {
    ...session,
    ...(hasOtherHours && { recurrence: withHolidaysOf(session, anew) }),
    ...(differing.has('language') && { languages: [...anew.languages, ...session.languages.slice(1)] }),
  }
}

function withHolidaysOf(
  { recurrence: before }: SessionSaid,
  { recurrence: after }: SessionSaid,
): SessionSaid['recurrence'] {
  if (before.kind !== 'hours' || after.kind !== 'hours') return after
  const [was, is] = [gridOfHours(before.openingHours), gridOfHours(after.openingHours)]
  const openingHours = was && is && hoursOfGrid({ ...is, publicHolidays: was.publicHolidays })
  return openingHours ? { kind: 'hours', openingHours } : after
}
