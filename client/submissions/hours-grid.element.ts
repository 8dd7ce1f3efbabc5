import {
  clock,
  emptyWeek,
  overlaps,
  readClock,
  type Span,
  spanOf,
  type WeekSpans,
} from '../../server/submissions/hours-grid.rules.ts'
import {
  type LinesName,
  lineFields,
  linesOfWeek,
  readLines,
} from '../../server/submissions/hours-lines.rules.ts'
import { type GridTexts, groupOf, linesIn, shortAndWhole, timeField, weekView } from './hours-grid-parts.ts'
import { button, element, hidden } from './parts.ts'

/** Times to touch: half hours of the day. Others are typed. */
const times = Array.from({ length: 30 }, (_, index) => 7 * 60 + index * 30)
const workdays = [0, 1, 2, 3, 4]

/**
 * @summary A week of opening hours: one touches days, then when they open and close. The lines inside, which do the same
 * without a script, are read at the start and become hidden fields of the same names.
 * @slot The lines of `linesView`.
 * @attr data-name Of the fields: `hours`, `holiday`.
 * @attr data-texts What it says.
 * @fires change When the week changed; bubbles.
 */
class HoursGrid extends HTMLElement {
  #texts!: GridTexts
  #week: WeekSpans = emptyWeek()
  #days = new Set<number>()
  #start: number | undefined
  #fields = element('div', 'grid-fields')
  #status = element('p', 'grid-status')
  #dayButtons: HTMLButtonElement[] = []
  #timeButtons: HTMLButtonElement[] = []
  #table = element('div', 'grid-week')

  connectedCallback(): void {
    const lines = this.querySelector('.hours-lines')
    // Where something in the lines is wrong, it is put right where the message stands.
    if (!lines || this.#dayButtons.length > 0 || lines.querySelector('.form-error')) return
    const { week, faults } = readLines(linesIn(this, this.dataset.name as LinesName))
    if (faults.length > 0) return
    this.#texts = JSON.parse(this.dataset.texts!)
    this.#week = week
    this.#status.setAttribute('role', 'status')
    this.querySelector('.form-hint')?.remove()
    lines.replaceWith(this.#daysView(), this.#timesView(), this.#table, this.#fields)
    this.dataset.state = 'ready'
    this.#show()
  }

  #daysView(): HTMLElement {
    const { whichDays, days, short, workdays: together } = this.#texts
    const group = groupOf('grid-days', whichDays)
    this.#dayButtons = days.map((name, day) => {
      const each = button('', () => this.#toggle([day]))
      each.append(...shortAndWhole(short[day]!, name))
      return each
    })
    const all = button(together, () => this.#toggle(workdays))
    all.className = 'grid-together'
    const row = element('div', 'grid-row')
    row.append(...this.#dayButtons)
    group.append(row, all)
    return group
  }

  #timesView(): HTMLElement {
    const { whichTimes, other, otherAdd, from, to } = this.#texts
    const group = groupOf('grid-times', whichTimes)
    this.#timeButtons = times.map((time) => {
      const each = button(clock(time), () => this.#touch(time))
      each.dir = 'ltr'
      return each
    })
    const row = element('div', 'grid-clock')
    row.append(...this.#timeButtons)
    const typed = document.createElement('details')
    const summary = document.createElement('summary')
    summary.textContent = other
    const [one, two] = [timeField(from), timeField(to)]
    const add = button(otherAdd, () => this.#typed(one.field, two.field))
    add.className = 'button button-quiet'
    const line = element('div', 'hours-times')
    line.append(one.label, two.label, add)
    typed.append(summary, line)
    group.append(row, this.#status, typed)
    return group
  }

  #toggle(days: readonly number[]): void {
    const areAll = days.every((day) => this.#days.has(day))
    for (const day of days) {
      if (areAll) this.#days.delete(day)
      else this.#days.add(day)
    }
    this.#start = undefined
    this.#say(this.#days.size > 0 ? this.#texts.opens : '')
    this.#show()
  }

  #touch(time: number): void {
    if (this.#days.size === 0) {
      this.#say(this.#texts.chooseDay)
      return
    }
    const start = this.#start
    if (start === undefined || time <= start) {
      this.#start = time
      this.#say(this.#texts.chooseEnd.replace('#', clock(time)))
      this.#show()
      return
    }
    this.#add({ from: start, to: time })
  }

  #typed(one: HTMLInputElement, two: HTMLInputElement): void {
    const [from, to] = [readClock(one.value), readClock(two.value)]
    const span = from === undefined || to === undefined ? undefined : spanOf(from, to)
    if (this.#days.size === 0) this.#say(this.#texts.chooseDay)
    else if (!span) this.#say(this.#texts.unreadable)
    else if (this.#add(span)) {
      one.value = ''
      two.value = ''
    }
  }

  #add(span: Span): boolean {
    const days = [...this.#days]
    this.#start = undefined
    const isFree = days.every((day) => !overlaps([...this.#week[day]!, span]))
    if (isFree) {
      this.#week = this.#week.map((spans, day) =>
        this.#days.has(day) ? [...spans, span].toSorted((a, b) => a.from - b.from) : spans,
      )
    }
    this.#say(isFree ? this.#texts.added : this.#texts.overlap)
    this.#show()
    if (isFree) this.#tell()
    return isFree
  }

  #remove(days: readonly number[], span: Span): void {
    this.#week = this.#week.map((spans, day) =>
      days.includes(day) ? spans.filter(({ from }) => from !== span.from) : spans,
    )
    this.#show()
    this.#tell()
    this.#dayButtons[days[0]!]!.focus()
  }

  #tell(): void {
    this.dispatchEvent(new Event('change', { bubbles: true }))
  }

  #say(words: string): void {
    this.#status.textContent = words
  }

  #show(): void {
    for (const [day, each] of this.#dayButtons.entries())
      each.setAttribute('aria-pressed', String(this.#days.has(day)))
    for (const [index, each] of this.#timeButtons.entries())
      each.setAttribute('aria-pressed', String(times[index] === this.#start))
    this.#table.replaceChildren(weekView(this.#week, this.#texts, (days, span) => this.#remove(days, span)))
    const name = this.dataset.name as LinesName
    this.#fields.replaceChildren(
      ...linesOfWeek(this.#week).flatMap(({ days, times: typed }, index) => {
        const fields = lineFields(name, index + 1)
        return [
          ...days.map((code) => hidden(fields.days, code)),
          ...fields.times.map((field, part) => hidden(field, typed[part]!)),
        ]
      }),
    )
  }
}

customElements.define('hours-grid', HoursGrid)
