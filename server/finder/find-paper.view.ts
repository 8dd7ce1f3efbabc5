// The finder's list on paper: every match, numbered, with all that one needs without a screen.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate, formatList } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { codeName } from '../places/criteria.view.ts'
import { placeEntry } from '../places/place-card.view.ts'
import type { Finding } from './find.view.ts'
import { findAddress } from './find-address.rules.ts'
import { chosenCodes, openInWords } from './find-criteria.view.ts'

/** What a sheet says of itself: when it was printed, and where the same list stands today. */
export type Paper = {
  /** `YYYY-MM-DD` */
  date: string
  address: string
}

/** All matches as a page of its own, to print: more than the finder carries along. */
export function printView(finding: Finding, paper: Paper, t: Translate): TemplateResult {
  const back = findAddress(t.locale, { ...finding.parameters, print: undefined })
  return html`<div class="no-print reading"><p class="back"><a href=${back}>${t('find:print.back')}</a></p>
<p>${t('layout:print.advice')}</p></div>
${printedList(finding, paper, t)}`
}

/** The printed list alone; on screen only a page made for print shows it. */
export function printedList(
  { printed, where, facets, open, matched, silent, currentYear }: Finding,
  paper: Paper,
  t: Translate,
) {
  if (printed.length === 0) return nothing
  const all = matched + silent
  const criteria = [
    ...(open ? [openInWords(open, t)] : []),
    ...chosenCodes(facets).map(({ name, code }) => codeName(name, code, t)),
  ]
  // Named once, and not in each entry: an entry then wants a line less of paper.
  const sources = [...new Set(printed.flatMap(({ properties }) => properties.source ?? []))]
  return html`<section class="printed"><h1>${where.kind === 'understood' ? t('find:print.titleIn', { where: where.label }) : t('find:print.title')}</h1>
<p>${t('find:print.all', { count: all })}. ${criteria.length > 0 ? `${t('find:print.criteria', { criteria: formatList(t.locale, criteria) })}. ` : nothing}${printed.length < all ? t('find:print.tooMany', { count: printed.length }) : nothing}</p>
${sources.length > 0 ? html`<p>${t('find:print.sources', { sources: formatList(t.locale, sources) })}</p>` : nothing}
<p class="printed-when">${t('layout:print.printedOn', { date: formatDate(t.locale, paper.date) })}. ${t('layout:print.pageAddress', { address: paper.address })}</p>
<ol class="entries">${printed.map((place, index) => placeEntry(place, index + 1, t, currentYear))}</ol></section>`
}
