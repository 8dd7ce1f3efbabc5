// One place of a sheet: what is the same in every language once, and beside it all that has words, in each language.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDay, formatList, formatTimeRange, languageName } from '../../i18n/format.ts'
import { direction } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { UnitStop } from '../mobile-units/unit-stops.rules.ts'
import { adviceInWords, type ShownPlace } from '../places/place.view.ts'
import { addressLine, cardPath, phoneForReading } from '../places/place-address.rules.ts'
import { factsInWords, freshness, kindInWords, listOf } from '../places/place-card.view.ts'
import { mapApplicationLink, walkingLink } from '../places/place-journey.rules.ts'
import type { PlaceTimes } from '../places/place-times-now.actions.ts'
import { ownDaysInWords } from '../sessions/dated-week.view.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { givenHoursInWords, hoursInWords } from '../sessions/hours.view.ts'
import { cancelledView, notedView } from '../sessions/note.view.ts'
import type { DatedNotice } from '../sessions/session.rules.ts'
import { closureInWords, stateInWords } from '../sessions/time-now.view.ts'
import type { SheetEntry } from './sheet.actions.ts'

/** How an entry may be moved or taken away; none on a sheet that was shared. */
export type EntryWays = (id: number, name: string) => TemplateResult | typeof nothing

/** What an entry needs beside itself. */
export type EntryContext = {
  /** Of the page; of the sheet, one or two. */
  t: Translate
  sheet: readonly Translate[]
  /** `YYYY-MM-DD` */
  today: string
  ways: EntryWays
}

/** So many days are told beside the usual week: until the next month, as far as paper is read. */
const daysTold = 28

export function entryView(entry: SheetEntry, context: EntryContext): TemplateResult {
  return entry.kind === 'missing' ? missingView(entry, context) : foundView(entry, context)
}

type FoundEntry = Exclude<SheetEntry, { kind: 'missing' }>

function foundView(entry: FoundEntry, context: EntryContext) {
  const { t, sheet, ways } = context
  const { id, properties } = entry.place
  const { phone, addressComplement } = properties
  const address = addressLine(properties)
  return html`<li class="sheet-entry" id=${`place-${entry.id}`}>
<div class="sheet-name"><h3><a href=${cardPath(t.locale, { id, properties })}><bdi>${properties.name}</bdi></a></h3>
${phone ? html`<p class="sheet-phone"><a href=${`tel:${phone}`}><bdi dir="ltr">${phoneForReading(phone)}</bdi></a></p>` : nothing}</div>
${address ? html`<p class="sheet-address"><bdi>${address}</bdi>${addressComplement ? html` <bdi>(${addressComplement})</bdi>` : nothing}</p>` : nothing}
<div class="sheet-words">${sheet.map(
    (each) =>
      html`<div lang=${each.locale} dir=${direction(each.locale)}>${wordsView(entry, context.today, each)}</div>`,
  )}</div>
${journeyView(entry.place, context)}
${ways(entry.id, properties.name)}
</li>`
}

/** It is said where it was, so that somebody finds another there. */
function missingView({ id, territories }: SheetEntry & { kind: 'missing' }, context: EntryContext) {
  const { t, sheet, ways } = context
  const [where] = territories
  return html`<li class="sheet-entry sheet-missing" id=${`place-${id}`}>
<h3>${t('selection:missing.title')}</h3>
<div class="sheet-words">${sheet.map(
    (each) =>
      html`<p lang=${each.locale} dir=${direction(each.locale)}>${where ? each('selection:missing.in', { where: where.name }) : each('selection:missing.text')}</p>`,
  )}</div>
${where ? html`<p class="no-print"><a href=${`/${t.locale}/find?territory=${where.id}`}>${t('selection:missing.others', { where: where.name })}</a></p>` : nothing}
${ways(id, t('selection:missing.title'))}
</li>`
}

function wordsView(entry: FoundEntry, today: string, t: Translate) {
  const { properties } = entry.place
  const year = Number(today.slice(0, 4))
  const advice =
    entry.kind === 'unit'
      ? closuresIn(properties.notices, today, t, 'unit')
      : adviceInWords(properties, year, t)
  const spoken = properties.languages.map((code) => languageName(t.locale, code))
  const facts = factsInWords(properties, t)
  return html`<p class="sheet-kind">${kindInWords(properties, t)}</p>
${advice.map((line) => html`<p class="sheet-advice">${line}</p>`)}
${entry.kind === 'unit' ? stopsView(entry.stops, t) : hoursView(entry, today, t)}
${spoken.length > 0 ? html`<p><b>${t('selection:spoken')}</b> ${formatList(t.locale, spoken)}</p>` : nothing}
${listOf('card-facts', facts)}
<p class="sheet-checked">${freshness({ ...properties, source: null }, t)}</p>`
}

/** What closes it first: then the hours of the week hold later. */
function hoursView({ place, times }: FoundEntry & { kind: 'place' }, today: string, t: Translate) {
  const { openingWeek, openingHoursGiven, phone } = place.properties
  const days = times.days.slice(0, daysTold)
  const lines = openingWeek
    ? hoursInWords(openingWeek, t)
    : openingHoursGiven
      ? givenHoursInWords(openingHoursGiven, t)
      : times.events.length > 0
        ? []
        : [t(phone ? 'places:hoursUnknown' : 'places:hoursUnknownNoPhone')]
  const own = openingWeek ? ownDaysInWords(days, openingWeek, t) : []
  return html`${closuresOf(times, today, t).map((line) => html`<p class="sheet-advice">${line}</p>`)}
${listOf('sheet-hours', lines)}
${own.length > 0 ? html`<p class="sheet-own"><b>${t(openingWeek?.regular ? 'hours:exceptions' : 'hours:upcoming')}</b></p>${listOf('sheet-hours', own)}` : nothing}`
}

/** Paper is not read at this moment: of the state now it has what lasts. */
function closuresOf({ now }: PlaceTimes, today: string, t: Translate): string[] {
  const away = now.state.kind === 'away' ? stateInWords(now.state, now.at, t) : []
  return [...away, ...closuresIn(now.notices, today, t, 'place')]
}

function closuresIn(
  notices: readonly DatedNotice[],
  today: string,
  t: Translate,
  whose: 'place' | 'unit',
): string[] {
  const closures = notices.filter(({ kind, until }) => kind === 'closed' && until >= today)
  return closures.map((notice) => closureInWords(notice, today, t, whose))
}

function stopsView(stops: readonly UnitStop[], t: Translate) {
  if (stops.length === 0) return html`<p>${t('mobile:none')}</p>`
  return html`<p class="sheet-own"><b>${t('mobile:headings.stops')}</b></p><ul class="sheet-hours">${stops.map(
    (stop) => {
      const when = t('time:stop.on', {
        day: formatDay(t.locale, dayInFrance(stop.start)),
        hours: formatTimeRange(t.locale, stop.start, stop.end),
      })
      const words = html`${when}${t('layout:listSeparator')}<bdi>${stop.place.name}</bdi>`
      if (stop.state === 'cancelled') return html`<li><s>${words}</s> ${cancelledView(stop, t)}</li>`
      return html`<li>${words}${notedView(stop, t)}</li>`
    },
  )}</ul>`
}

/** On screen the ways that a phone knows; on paper a line on which somebody writes the tram and its stop. */
function journeyView({ geometry, properties }: ShownPlace, { t, sheet }: EntryContext) {
  const exact = geometry && !properties.approximate ? geometry.coordinates : undefined
  const outside = t('layout:externalLink', { label: t('places:journey.walk', { service: 'OpenStreetMap' }) })
  return html`<p class="sheet-way">${sheet.map((each) => html`<span lang=${each.locale} dir=${direction(each.locale)}>${each('selection:way')}</span>`)}</p>
${exact ? html`<ul class="sheet-links no-print"><li class="way-walk"><a href=${walkingLink(exact)} rel="noopener">${outside}</a></li><li class="way-map"><a href=${mapApplicationLink(exact)}>${t('places:actions.mapApplication')}</a></li></ul>` : nothing}`
}
