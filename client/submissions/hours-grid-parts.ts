// The parts of the week that one touches.
import {
  clock,
  dayMinutes,
  type Span,
  sameDays,
  type WeekSpans,
} from '../../server/submissions/hours-grid.rules.ts'
import {
  dayCodes,
  type HoursLine,
  type LinesName,
  lineFields,
} from '../../server/submissions/hours-lines.rules.ts'
import { button, element } from './parts.ts'

/** What the grid says; it comes with the page. */
export type GridTexts = Record<
  | 'whichDays'
  | 'whichTimes'
  | 'workdays'
  | 'chooseDay'
  | 'chooseEnd'
  | 'opens'
  | 'added'
  | 'overlap'
  | 'other'
  | 'otherAdd'
  | 'unreadable'
  | 'from'
  | 'to'
  | 'week'
  | 'remove'
  | 'empty',
  string
> & { days: string[]; short: string[] }

/** What was touched so far: days with the same hours together, each opening with a way to take it back. */
export function weekView(
  openings: WeekSpans,
  { week, empty, remove, short }: GridTexts,
  takeBack: (days: readonly number[], span: Span) => void,
): HTMLElement {
  const groups = sameDays(openings)
  const list = document.createElement('ul')
  list.setAttribute('aria-label', week)
  for (const { days, spans } of groups) {
    const line = document.createElement('li')
    const names = element('b', '')
    names.textContent = days.map((day) => short[day]).join(' ')
    line.append(names)
    for (const span of spans) {
      const end = span.to > dayMinutes ? span.to - dayMinutes : span.to
      const words = `${clock(span.from)} – ${clock(end)}`
      const chip = button(`${words} ×`, () => takeBack(days, span))
      chip.setAttribute('aria-label', remove.replace('#', `${names.textContent} ${words}`))
      chip.dir = 'ltr'
      line.append(chip)
    }
    list.append(line)
  }
  if (groups.length > 0) return list
  const nothing = element('p', 'form-hint')
  nothing.textContent = empty
  return nothing
}

export function groupOf(className: string, words: string): HTMLElement {
  const group = element('div', className)
  const caption = element('p', 'grid-caption')
  caption.textContent = words
  group.setAttribute('role', 'group')
  group.setAttribute('aria-label', words)
  group.append(caption)
  return group
}

export function timeField(words: string): { label: HTMLLabelElement; field: HTMLInputElement } {
  const label = document.createElement('label')
  const field = document.createElement('input')
  field.autocomplete = 'off'
  field.dir = 'ltr'
  field.maxLength = 12
  const name = document.createElement('span')
  name.textContent = words
  label.append(name, ' ', field)
  return { label, field }
}

/** The lines as they stand in the page. */
export function linesIn(root: HTMLElement, name: LinesName): HoursLine[] {
  return [...root.querySelectorAll('.hours-line')].map((line, index) => {
    const fields = lineFields(name, index + 1)
    const ticked = [...line.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value)
    const typed = fields.times.map(
      (field) => line.querySelector<HTMLInputElement>(`[name="${field}"]`)?.value.trim() ?? '',
    )
    return { days: dayCodes.filter((code) => ticked.includes(code)), times: typed as HoursLine['times'] }
  })
}

/** The short name of a day for the eye, the whole one for the ear. */
export function shortAndWhole(short: string, whole: string): HTMLElement[] {
  const [seen, heard] = [element('span', ''), element('span', 'visually-hidden')]
  seen.setAttribute('aria-hidden', 'true')
  seen.textContent = short
  heard.textContent = whole
  return [seen, heard]
}
