// The hours of a place between its form and its record.
import type { PlaceRecord } from '../places/place-record.rules.ts'
import type { FormFault } from './form-fault.rules.ts'
import { gridOfHours, hoursByAppointment, hoursOfGrid } from './hours-grid.rules.ts'
import { type LinesName, lineFields, linesOfWeek, readLines } from './hours-lines.rules.ts'
import { linesTyped, type Typed, typedLines, typedList, typedText } from './typed.rules.ts'

/**
 * How one comes: at these hours; at these hours with an appointment; by appointment whenever it suits; `keep`: as it
 * stands, which this form cannot show.
 */
export const hoursChoices = ['open', 'open-appointment', 'appointment', 'keep'] as const
export type HoursChoice = (typeof hoursChoices)[number]

export const schoolHolidayChoices = ['unsaid', 'closed', 'other'] as const

/**
 * The hours of a form; `undefined` where they stay as they are, `null` where none are said.
 * @param before what means the same week, written otherwise, stays as it is
 */
export function hoursTyped(
  typed: Typed,
  before: string | null,
): { openingHours?: string | null; faults: FormFault[] } {
  const choice = typedText(typed, 'hours')
  if (choice === 'appointment') return { openingHours: hoursByAppointment, faults: [] }
  if (choice !== 'open' && choice !== 'open-appointment') return { faults: [] }
  const year = linesRead(typed, 'hours')
  const school = typedText(typed, 'schoolHolidays')
  const holidays = school === 'other' ? linesRead(typed, 'holiday') : undefined
  const faults = [...year.faults, ...(holidays?.faults ?? [])]
  const openingHours = hoursOfGrid({
    week: year.week,
    byAppointment: choice === 'open-appointment',
    publicHolidays: typedList(typed, 'publicHolidays').includes('closed') ? 'closed' : 'unsaid',
    schoolHolidays: holidays?.week ?? (school === 'closed' ? 'closed' : 'unsaid'),
  })
  const grid = before === null ? undefined : gridOfHours(before)
  return grid && hoursOfGrid(grid) === openingHours ? { faults } : { openingHours, faults }
}

function linesRead(typed: Typed, name: LinesName) {
  const { week, faults } = readLines(typedLines(typed, name))
  const told = faults.map(({ line, part, reason }): FormFault => {
    const fields = lineFields(name, line)
    return { field: part === 'days' ? fields.days : fields.times[part], reason: `hours-${reason}`, value: '' }
  })
  return { week, faults: told }
}

/** The hours of a record as the fields of a form. */
export function typedOfHours({ openingHours, openingHoursGiven }: PlaceRecord): Record<string, string[]> {
  if (openingHours === null) return openingHoursGiven === null ? {} : { hours: ['keep'] }
  if (openingHours === hoursByAppointment) return { hours: ['appointment'] }
  const grid = gridOfHours(openingHours)
  if (!grid) return { hours: ['keep'] }
  const { week, byAppointment, publicHolidays, schoolHolidays } = grid
  const others = Array.isArray(schoolHolidays) ? schoolHolidays : []
  return {
    hours: [byAppointment ? 'open-appointment' : 'open'],
    ...linesTyped('hours', linesOfWeek(week)),
    ...(publicHolidays === 'closed' && { publicHolidays: ['closed'] }),
    schoolHolidays: [Array.isArray(schoolHolidays) ? 'other' : schoolHolidays],
    ...linesTyped('holiday', linesOfWeek(others)),
  }
}
