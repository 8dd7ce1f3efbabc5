import { type FormFault, formFault } from './form-fault.rules.ts'
import { readClock, type Span, spanOf } from './hours-grid.rules.ts'

/** From and to of one line of a form; tells at its fields what is wrong. */
export function spanTyped(
  { from, to }: { from: string; to: string },
  field: (name: string) => string,
  faults: FormFault[],
): Span | undefined {
  const [start, end] = [readClock(from), readClock(to)]
  if (start === undefined) faults.push(formFault(field('from'), from === '' ? 'hours-missing' : 'hours-time'))
  if (end === undefined) faults.push(formFault(field('to'), to === '' ? 'hours-missing' : 'hours-time'))
  if (start === undefined || end === undefined) return undefined
  const span = spanOf(start, end)
  if (!span) faults.push(formFault(field('to'), 'hours-length'))
  return span
}
