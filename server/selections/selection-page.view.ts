// How the page of a selection is laid out: what one can do, the sheet, and what one can do with script beside them.
import { html, nothing, type TemplateResult } from 'lit'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { SheetLanguages } from './selection.rules.ts'
import type { EntryContext, EntryWays } from './sheet-entry.view.ts'

export type SelectionMain = {
  /** The places of the sheet. */
  places: readonly number[]
  /** Its languages, where they are not the usual ones: see `printOf`. */
  print: string | undefined
  /** Does it stand under a code? */
  isShared: boolean
  tools: TemplateResult
  /** Nothing where there are no places. */
  sheet: TemplateResult | undefined
  /** What stands after it. */
  more: TemplateResult | undefined
}

/** The content of the page. */
export function selectionMain({
  places,
  print,
  isShared,
  tools,
  sheet,
  more,
}: SelectionMain): TemplateResult {
  return html`<selection-sheet class="selection" data-kept=${places.join()} data-print=${print ?? nothing} ?data-shared=${isShared}>
<div class="selection-tools no-print">${tools}</div>
${sheet ?? nothing}
${more ? html`<div class="selection-tools selection-more no-print">${more}</div>` : nothing}</selection-sheet>`
}

/** How the entries of a sheet are told on a page. @param today `YYYY-MM-DD` */
export function entryContext(
  locale: Locale,
  languages: SheetLanguages,
  today: string,
  ways: EntryWays = () => nothing,
): EntryContext {
  return { t: translator(locale), sheet: languages.map(translator), today, ways }
}
