// Now and then, side by side, with only what differs; what comes and what goes is marked by a sign and a word.
import { html, nothing, type TemplateResult } from 'lit'
import { languageName } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { WeekHours } from '../sessions/hours.rules.ts'
import { weekHoursView } from '../sessions/hours.view.ts'
import type { FieldDifference, Sign, Signed } from './record-difference.rules.ts'
import { fieldName, itemInWords, type Line, lineView, valueInWords } from './record-words.view.ts'

type ReadWeek = (hours: string) => WeekHours | null
type Wording = {
  weekOf: ReadWeek
  /** What the two columns are called. */
  columns: { before: string; after: string }
  /** Is there nothing before, as with a new place? Then one column is enough. */
  isNew?: boolean
  /** Are they two places beside each other, of which neither came before? Then nothing was added or taken away. */
  isPair?: boolean
  /** Fields that somebody else changed meanwhile. */
  contested?: readonly string[]
}

export function differencesView(
  differences: readonly FieldDifference[],
  { weekOf, columns, isNew = false, isPair = false, contested = [] }: Wording,
  t: Translate,
): TemplateResult {
  return html`<table class=${isNew ? 'differences differences-new' : 'differences'}>
<thead><tr><th scope="col">${t('records:field')}</th>${isNew ? nothing : html`<th scope="col">${columns.before}</th>`}<th scope="col">${columns.after}</th></tr></thead>
<tbody>${differences.map(
    (difference) =>
      html`<tr><th scope="row">${fieldName(difference.field, t)}${languageView(difference, t)}${
        contested.includes(difference.field)
          ? html` <small class="contested">${t('records:contested')}</small>`
          : nothing
      }</th>${cellsView(difference, { weekOf, columns, isNew, isPair }, t)}</tr>`,
  )}</tbody></table>`
}

/** A text says its language, unless it is the French one, which every place may have. */
function languageView(difference: FieldDifference, t: Translate) {
  if (difference.kind !== 'text' || difference.language === 'fr') return nothing
  return html` <small>${languageName(t.locale, difference.language)}</small>`
}

function cellsView(
  difference: FieldDifference,
  { weekOf, columns, isNew = false, isPair = false }: Wording,
  t: Translate,
) {
  const [before, after] = sidesOf(difference, weekOf, isNew || isPair, t)
  const cell = (label: string, content: unknown) =>
    html`<td><span class="differences-label" aria-hidden="true">${label}</span>${content ?? html`<span class="unknown">${t('places:unknown')}</span>`}</td>`
  return html`${isNew ? nothing : cell(columns.before, before)}${cell(columns.after, after)}`
}

type Sides = [before: unknown, after: unknown]

/** @param isPlain nothing is marked */
function sidesOf(difference: FieldDifference, weekOf: ReadWeek, isPlain: boolean, t: Translate): Sides {
  switch (difference.kind) {
    case 'value': {
      const side = (value: unknown) => {
        const line = valueInWords(difference.field, value, t)
        return line && lineView(line)
      }
      return [side(difference.before), side(difference.after)]
    }
    case 'hours': {
      const side = (week: WeekHours | null) => (week ? weekHoursView(week, t) : undefined)
      return [side(difference.before), side(difference.after)]
    }
    case 'items': {
      const side = (sign: Sign) =>
        itemsView(
          difference.items.filter((each) => each.sign === sign || each.sign === 'kept'),
          (item) => itemInWords(difference.field, item, weekOf, t),
          isPlain,
          t,
        )
      return [side('removed'), side('added')]
    }
    case 'text': {
      const side = (sign: Sign) =>
        textView(
          difference.parts.filter((each) => each.sign === sign || each.sign === 'kept'),
          difference.language,
          isPlain,
          t,
        )
      return [side('removed'), side('added')]
    }
  }
}

function itemsView(
  items: readonly Signed<unknown>[],
  linesOf: (item: unknown) => Line[],
  isPlain: boolean,
  t: Translate,
) {
  if (items.length === 0) return undefined
  return html`<ul class="signed">${items.map(({ sign, item }) => {
    const lines = html`${linesOf(item).map((line, index) => html`${index > 0 ? html`<br>` : nothing}${lineView(line)}`)}`
    return html`<li>${markedView(isPlain ? 'kept' : sign, lines, t)}</li>`
  })}</ul>`
}

function textView(parts: readonly Signed<string>[], language: string, isPlain: boolean, t: Translate) {
  if (parts.length === 0) return undefined
  const isWhole = parts.length === 1
  return html`<div class="signed-text" lang=${language} dir="auto">${parts.map(({ sign, item }) =>
    markedView(isPlain || isWhole ? 'kept' : sign, item, t),
  )}</div>`
}

/** A word is read aloud before what is marked; the sign stands for it on the screen, beside the mark itself. */
function markedView(sign: Sign, content: unknown, t: Translate) {
  if (sign === 'kept') return content
  const word = html`<span class="visually-hidden">${t(`records:${sign}`)} </span>`
  return sign === 'added' ? html`<ins>${word}${content}</ins>` : html`<del>${word}${content}</del>`
}

/** What the two signs mean, once above a table. */
export function signsView(t: Translate): TemplateResult {
  return html`<p class="signs" aria-hidden="true"><ins>${t('records:signs.added')}</ins> <del>${t('records:signs.removed')}</del></p>`
}
