// The sheet of a selection: its places in one or two languages, a code to the same on screen, and room for a note.
import { html, nothing, type TemplateResult } from 'lit'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import { formatDate, formatList } from '../../i18n/format.ts'
import { direction } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { HelpPhone } from '../config.ts'
import type { QrCode } from '../http/qr-code.ts'
import { transitPlanner } from '../places/place-journey.rules.ts'
import { qrCodeView } from '../places/place-share.view.ts'
import type { SheetEntry } from './sheet.actions.ts'
import { type EntryContext, entryView } from './sheet-entry.view.ts'

export type Sheet = {
  entries: readonly SheetEntry[]
  /** Where the same sheet stands on screen, as one types it. */
  address: string
  qr: QrCode
  /** Of a selection that was shared: as it is read aloud, and the last day on which it leads here, in words. */
  shared: { code: string; until: string } | undefined
  helpPhone: HelpPhone | undefined
}

export function sheetView(sheet: Sheet, context: EntryContext): TemplateResult {
  const { entries } = sheet
  const foot = context.sheet.map(
    (t) => html`<p lang=${t.locale} dir=${direction(t.locale)}>${footInWords(sheet, t)}</p>`,
  )
  return html`<article class="sheet">
<header class="sheet-head"><div class="sheet-titles">${context.sheet.map((t) => html`<div lang=${t.locale} dir=${direction(t.locale)}><h2>${t('selection:sheet.title')}</h2><p>${t('layout:print.printedOn', { date: formatDate(t.locale, context.today) })}</p></div>`)}</div>
${qrCodeView(sheet.qr, context.t, context.t('selection:sheet.qr'))}</header>
<ol class="sheet-entries">${entries.map((entry) => entryView(entry, context))}</ol>
${noteView(context)}
<footer class="sheet-foot">${foot}
<p class="sheet-where"><bdi dir="ltr">${sheet.address}</bdi></p></footer>
</article>`
}

/** How to come without a plan of stops of ours, whom to ask, and how to read all this on screen. */
function footInWords({ entries, shared, helpPhone }: Sheet, t: Translate) {
  const codes = entries.flatMap((entry) =>
    entry.kind === 'missing' ? [] : (entry.place.properties.communeCode ?? []),
  )
  const planners = codes.flatMap((code) => transitPlanner(code) ?? [])
  const named = [...new Set(planners.map(({ service, site }) => `${service} (${site})`))]
  return html`${named.length > 0 ? html`${t('selection:sheet.transit', { planner: formatList(t.locale, named) })} ` : nothing}
${helpPhone ? html`${helpView(helpPhone, t)} ` : nothing}
${shared ? sharedView(shared, t) : t('selection:sheet.onScreen')}`
}

/** Digits stand left to right in every script. */
function helpView({ written }: HelpPhone, t: Translate) {
  const [before, after] = t('layout:footer.helpDesk', { phone: '\n' }).split('\n')
  return html`${before}<bdi dir="ltr">${written}</bdi>${after}`
}

function sharedView({ code, until }: { code: string; until: string }, t: Translate) {
  const [before, after] = t('selection:sheet.code', { code: '\n', date: formatDate(t.locale, until) }).split(
    '\n',
  )
  return html`${before}<bdi dir="ltr" class="sheet-code">${code}</bdi>${after}`
}

/** No form holds this field and it has no name: what is typed in it goes nowhere. */
function noteView({ t, sheet }: EntryContext) {
  const area = `<textarea id="sheet-note" rows="3" maxlength="2000" placeholder=" " autocomplete="off" aria-describedby="sheet-note-hint" dir="auto"></textarea>`
  return html`<section class="sheet-note"><p class="sheet-note-title">${sheet.map((each) => html`<b lang=${each.locale} dir=${direction(each.locale)}>${each('selection:note.title')}</b>`)}</p>
<div class="no-print"><label for="sheet-note">${t('selection:note.label')}</label>
<p class="form-hint" id="sheet-note-hint">${t('selection:note.hint')}</p></div>
${unsafeHTML(area)}<div class="sheet-note-typed" dir="auto" aria-hidden="true"></div>
<div class="sheet-lines" aria-hidden="true"><i></i><i></i><i></i><i></i></div></section>`
}
