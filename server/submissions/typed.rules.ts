// What somebody typed into the forms of a place, field by field, before anybody judges it: so it is kept and shown again.
import { type SentForm, sentTexts } from '../http/form.rules.ts'
import { type HoursLine, type LinesName, lineFields, mostLines } from './hours-lines.rules.ts'

export type Typed = Readonly<Record<string, readonly string[]>>

/** The two pages of a place: what it must say, and what it may say. */
export type FormPart = 'first' | 'more'

const lineField = '\\d{1,2}-(days|from|to|from2|to2)'
const names: Record<FormPart, RegExp> = {
  first: new RegExp(
    `^(name|kind|organisation|address|commune|postalCode|near|services|hours|publicHolidays|schoolHolidays|phone|email|website|bookingUrl|contactEmail|(hours|holiday)-${lineField}|closure-[1-3]-(from|until|reason))$`,
  ),
  more: /^(languages|audiences|care|accessibility|equipment|fee|procedures|addressComplement|pivot|summary|description|text-[1-9]-(language|summary|description)|spoken-[1-9]-(of|language|days|from|to)|workshop-[1-9]-(of|title|day|from|to|repeat|until|languages|level|booking)|session-remove)$/,
}

/** Longer is nothing that a field takes: it is cut, and the fault tells the limit. */
const longestValue = 6_000
const mostValues = 80

/** The fields of one page as a form sends them. What no page has is passed over. */
export function typedIn(form: SentForm, part: FormPart): Record<string, string[]> {
  const fields = Object.keys(form)
    .filter((name) => names[part].test(name))
    .map((name) => [name, sentTexts(form, name).slice(0, mostValues).map(kept)] as const)
  return Object.fromEntries(fields.filter(([, values]) => values.some((value) => value !== '')))
}

/** As the database can keep it: without U+0000 and halves of signs, in single line ends. */
const kept = (text: string) =>
  text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n').trim().slice(0, longestValue)

/** What was typed before, with one page of it anew: what that page no longer says is gone. */
export function typedAnew(before: Typed, form: SentForm, part: FormPart): Record<string, string[]> {
  const others = Object.entries(before).filter(([name]) => !names[part].test(name))
  return {
    ...Object.fromEntries(others.map(([name, values]) => [name, [...values]])),
    ...typedIn(form, part),
  }
}

/** Does a page have this field? */
export const isOfPart = (field: string, part: FormPart): boolean => names[part].test(field)

/** The one value of a field; `''` where there is none. */
export const typedText = (typed: Typed, name: string): string => typed[name]?.[0] ?? ''

export const typedList = (typed: Typed, name: string): readonly string[] => typed[name] ?? []

/** The lines of hours that were typed, up to the last that says anything. */
export function typedLines(typed: Typed, name: LinesName): HoursLine[] {
  const lines = Array.from({ length: mostLines }, (_, index): HoursLine => {
    const { days, times } = lineFields(name, index + 1)
    return {
      days: [...typedList(typed, days)],
      times: times.map((field) => typedText(typed, field)) as HoursLine['times'],
    }
  })
  const last = lines.findLastIndex(({ days, times }) => days.length > 0 || times.some((time) => time !== ''))
  return lines.slice(0, last + 1)
}

/** Lines as the fields that hold them. */
export function linesTyped(name: LinesName, lines: readonly HoursLine[]): Record<string, string[]> {
  return Object.fromEntries(
    lines.flatMap(({ days, times }, index) => {
      const fields = lineFields(name, index + 1)
      return [[fields.days, days], ...fields.times.map((field, part) => [field, [times[part]!]])]
    }),
  )
}
