// What changed of the dates of mobile units since a paper was printed.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDay, formatTimeRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { unitPath } from '../places/place-address.rules.ts'
import { capitalised } from '../sessions/hours.view.ts'
import { cancelledView, notedView } from '../sessions/note.view.ts'
import type { StopOfDirectory } from './directory-facts.rules.ts'
import { type StopOfEdition, stopOfEdition } from './edition.rules.ts'
import type { EditionDifference, StopChange } from './edition-difference.rules.ts'

export function stopChangesView(
  { cancelled, moved, again, added }: EditionDifference['stops'],
  t: Translate,
) {
  const lines = [
    ...cancelled.map((change) => ({ start: change.was.start, line: cancelledLine(change, t) })),
    ...moved.map((change) => ({ start: change.was.start, line: movedLine(change, t) })),
    ...again.map(({ now }) => ({ start: now!.start, line: newLine(now!, t('editions:stops.again'), t) })),
    ...added.map((stop) => ({ start: stop.start, line: newLine(stop, t('editions:stops.added'), t) })),
  ]
  if (lines.length === 0) return nothing
  const inOrder = lines.toSorted((a, b) => (a.start < b.start ? -1 : 1))
  return html`<section class="edition-stops"><h2>${t('editions:headings.stops')}</h2><ul class="edition-list">${inOrder.map(({ line }) => line)}</ul></section>`
}

type When = Pick<StopOfEdition, 'start' | 'end'>

function whenInWords({ start, end }: When, t: Translate): string {
  const day = formatDay(t.locale, start.slice(0, 10))
  const hours = formatTimeRange(t.locale, start.slice(11), end.slice(11))
  return capitalised(t('time:stop.on', { day, hours }), t.locale)
}

function stopWords(stop: When & { where: string; unit: string }, t: Translate) {
  return html`<b>${whenInWords(stop, t)}</b> <bdi>${stop.where}</bdi> · <bdi>${stop.unit}</bdi>`
}

function cancelledLine({ was, now }: StopChange, t: Translate): TemplateResult {
  return html`<li><div><p><s>${stopWords(was, t)}</s></p><p>${cancelledView({ note: now?.note ?? null }, t)}</p></div></li>`
}

function movedLine({ was, now }: StopChange, t: Translate): TemplateResult {
  const is = stopOfEdition(now!)
  const words = t('editions:stops.moved', { when: whenInWords(is, t), where: is.where })
  return html`<li><div><p><s>${stopWords(was, t)}</s></p><p><strong>${words}</strong>${notedView(now!, t)}</p></div></li>`
}

function newLine(stop: StopOfDirectory, word: string, t: Translate): TemplateResult {
  const { where } = stopOfEdition(stop)
  return html`<li><div><p><strong>${word}</strong></p><p><b>${whenInWords(stop, t)}</b> <bdi>${where}</bdi> · <a href=${unitPath(t.locale, stop.unit.id)}><bdi>${stop.unit.name}</bdi></a>${notedView(stop, t)}</p></div></li>`
}
