// A place in a list: the card on screen, the numbered entry on paper.
import { html, nothing, type TemplateResult } from 'lit'
import {
  formatDate,
  formatDistance,
  formatMonth,
  formatWalk,
  languageName,
  languageNameInItself,
  shortWeekdayNames,
} from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { givenHoursInWords, hoursInWords } from '../sessions/hours.view.ts'
import { eventView, noticesView, stopsView, thenView, timeStateView } from '../sessions/time-now.view.ts'
import { keepLink } from './kept-places.view.ts'
import { addressLine, cardPath, phoneForReading } from './place-address.rules.ts'
import type { LightProperties, PlaceFeature } from './place-feature.rules.ts'

export type ListedPlace = PlaceFeature<LightProperties>

/**
 * A place as a card. `number` is its place in the whole list, and on the map.
 * @param currentYear to say when information is old
 */
export function placeCard(
  place: ListedPlace,
  number: number,
  t: Translate,
  currentYear: number,
): TemplateResult {
  const { properties } = place
  return html`<li class="card" value=${number} data-id=${place.id}>
<h3><a href=${cardPath(t.locale, place)}><bdi>${properties.name}</bdi></a></h3>
<p class="card-place">${kindInWords(properties, t)} · <bdi>${shortAddress(properties) || t('places:noAddress')}</bdi></p>
${distanceView(properties, t)}
${adviceView(properties, t)}
${cardTime(properties, t)}
${languagesAndFacts({ ...properties, languages: languagesThen(properties) }, t)}
<div class="card-end">${ageView(properties, currentYear, t)}${keepLink(place.id, properties.name, t)}${callLink(properties, t)}</div>
</li>`
}

/** The languages of help: at the time that was asked for, where its hours have their own. */
function languagesThen({ languages = [], hoursThen = [] }: LightProperties): string[] {
  const own = [...new Set(hoursThen.flatMap((each) => each.languages))]
  return own.length > 0 ? own : languages
}

/** The state of this moment and what comes next; the hours of the week where nothing can be said of the moment. */
function cardTime(properties: LightProperties, t: Translate) {
  const { time, stops, at } = properties
  if (stops && at) return stopsView(stops, at, t)
  const week = () =>
    listOf('card-hours', hoursLines(withoutHolidays(properties), t, shortWeekdayNames(t.locale)))
  if (!time) return week()
  const { event } = time
  const { hoursThen } = properties
  // Who asks for Saturday reads of Saturday: what is next from now on would be taken for it.
  if (hoursThen) return html`${thenView(hoursThen, time.at, t)}${noticesView(time, t)}`
  return html`${time.state.kind === 'unknown' ? week() : timeStateView(time, t)}
${event ? eventView(event, time.at, t) : nothing}${noticesView(time, t)}`
}

/** What it is: a library, or a bus. */
export function kindInWords({ kind, vehicle }: LightProperties, t: Translate): string {
  return vehicle ? t(`vocabularies:vehicle.${vehicle}`) : t(`vocabularies:kind.${kind}`)
}

/** Street and town, as one would say it to a neighbour. */
function shortAddress({ address, commune }: LightProperties): string {
  return [address, commune].filter(Boolean).join(', ')
}

/** That nearly every door is shut on public holidays is told on the place's own page and on paper. */
function withoutHolidays({ openingWeek, ...properties }: LightProperties): LightProperties {
  if (!openingWeek) return properties
  const notes = openingWeek.notes.filter(({ kind }) => kind !== 'closed-public-holidays')
  return { ...properties, openingWeek: { ...openingWeek, notes } }
}

/** What is old is said so that it is not passed over: one had better ask before going. */
function ageView(properties: LightProperties, currentYear: number, t: Translate) {
  const old = oldInformation(properties, currentYear, t)
  if (old !== undefined) return html`<p class="card-fresh card-old">${old}</p>`
  return html`<p class="card-fresh">${freshnessInShort(properties, t)}</p>`
}

/** How old the facts are, to the month; who says so stands on the place's own page. */
function freshnessInShort(properties: LightProperties, t: Translate) {
  const { verifiedAt, updatedAt } = properties
  if (verifiedAt || !updatedAt) return freshness(properties, t)
  return t('find:card.informationOf', { month: formatMonth(t.locale, updatedAt, 'short') })
}

/** A dated fact needs no source in a list on paper, which names its sources once. */
function withoutSource(properties: LightProperties): LightProperties {
  return properties.updatedAt ? { ...properties, source: null } : properties
}

/** The same place as an entry of the printed list: everything one needs without a screen. */
export function placeEntry(
  place: ListedPlace,
  number: number,
  t: Translate,
  currentYear: number,
): TemplateResult {
  const { properties } = place
  const old = oldInformation(properties, currentYear, t)
  const { phone } = properties
  const languages = languageNames({ languages: languagesThen(properties) }, t).map(({ name }) => name)
  return html`<li class="entry" value=${number}><h2><bdi>${properties.name}</bdi></h2>
<p>${kindInWords(properties, t)} · <bdi>${addressLine(properties) || t('places:noAddress')}</bdi></p>
${phone ? html`<p class="entry-phone"><bdi dir="ltr">${phoneForReading(phone)}</bdi></p>` : nothing}
${adviceView(properties, t)}
${properties.hoursThen && properties.at ? thenView(properties.hoursThen, properties.at, t) : nothing}
${properties.stops && properties.at ? stopsView(properties.stops, properties.at, t) : listOf('entry-hours', hoursLines(properties, t))}
${listOf('card-facts', languages)}
${listOf('card-facts', factsInWords(properties, t))}
${old === undefined ? html`<p class="entry-source">${freshness(withoutSource(properties), t)}</p>` : html`<p class="entry-old">${old}</p>`}</li>`
}

/** Short lines as a list; nothing for none. */
export function listOf(className: string, lines: readonly string[]): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing
  return html`<ul class=${className}>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
}

function distanceView(properties: LightProperties, t: Translate) {
  const words = distanceInWords(properties, t)
  if (words === undefined) return nothing
  const { distanceMetres = 0, approximate } = properties
  const look = approximate ? ' card-approximate' : isFar(distanceMetres) ? ' card-far' : ''
  return html`<p class=${`card-distance${look}`}>${words}</p>`
}

/** Nobody walks further than an hour to a help point: then the distance alone tells more. */
const isFar = (metres: number) => metres > 5_000

/** How far it is, on foot where one walks there; that the point is not its own; `undefined` where nobody asked. */
export function distanceInWords(
  { distanceMetres, approximate }: Pick<LightProperties, 'distanceMetres' | 'approximate'>,
  t: Translate,
): string | undefined {
  if (approximate) return t('find:distance.approximate')
  if (distanceMetres === undefined) return undefined
  const distance = formatDistance(t.locale, distanceMetres)
  if (isFar(distanceMetres)) return t('find:distance.far', { distance })
  return t('find:distance.walk', { distance, minutes: formatWalk(t.locale, distanceMetres) })
}

/** The hours in short lines, or the sentence that says that they are unknown. */
export function hoursLines(properties: LightProperties, t: Translate, days?: string[]): string[] {
  const { openingWeek, openingHoursGiven, phone } = properties
  if (openingWeek) {
    const lines = hoursInWords(openingWeek, t, days)
    // The notes come last, one for each of the week: on one line they leave room for the next card.
    const notes = lines.splice(lines.length - openingWeek.notes.length)
    return notes.length > 0 ? [...lines, notes.join(' ')] : lines
  }
  if (openingHoursGiven) return givenHoursInWords(openingHoursGiven, t)
  return [t(phone ? 'places:hoursUnknown' : 'places:hoursUnknownNoPhone')]
}

type NamedLanguage = { name: string; code: string; inItself: boolean }

/** Each language in its own words and script, so that whoever speaks it finds it. */
function languageNames(
  { languages = [] }: Pick<LightProperties, 'languages'>,
  t: Translate,
): NamedLanguage[] {
  return languages.map((code) => {
    const own = languageNameInItself(code)
    return { name: own ?? languageName(t.locale, code), code, inItself: own !== null }
  })
}

/** Languages of help as a list, each in its own script. */
export function languagesView(properties: Pick<LightProperties, 'languages'>, t: Translate) {
  const languages = languageNames(properties, t)
  if (languages.length === 0) return nothing
  return html`<ul class="card-languages" aria-label=${t('places:headings.languages')}>${languages.map(
    ({ name, code, inItself }) => html`<li lang=${inItself ? code : nothing}><bdi>${name}</bdi></li>`,
  )}</ul>`
}

/** The languages of help, the price and the way in, on one line where there is room. */
export function languagesAndFacts(properties: LightProperties, t: Translate) {
  const facts = factsInWords(properties, t)
  if (facts.length === 0 && !properties.languages?.length) return nothing
  return html`<div class="card-more">${languagesView(properties, t)}
${listOf('card-facts', facts)}</div>`
}

/** What would make the way there useless, said before the hours. */
function adviceView({ contactModes = [] }: LightProperties, t: Translate) {
  if (!contactModes.includes('not-public')) return nothing
  return html`<p class="card-advice">${t('places:notPublic')}</p>`
}

/** The price and the way in. */
export function factsInWords(
  { fee = [], accessibility = [], contactModes = [] }: LightProperties,
  t: Translate,
): string[] {
  return [
    ...fee.map((code) => t(`vocabularies:fee.${code}`)),
    ...(accessibility.includes('step-free') ? [t('find:card.stepFree')] : []),
    ...(contactModes.includes('walk-in') ? [t('vocabularies:contactModes.walk-in')] : []),
  ]
}

function callLink({ phone, name }: LightProperties, t: Translate) {
  if (!phone) return nothing
  return html`<a class="call" href=${`tel:${phone}`}>${t('places:actions.call')} <bdi class="call-number" dir="ltr">${phoneForReading(phone)}</bdi><span class="visually-hidden"> <bdi>${name}</bdi></span></a>`
}

/** From this many years on, what a place offers and when has often changed. */
const oldYears = 2

/** What to do before going to a place whose facts are old; `undefined` when they are not, or bear no date. */
export function oldInformation(
  { verifiedAt, updatedAt, phone }: Pick<LightProperties, 'verifiedAt' | 'updatedAt' | 'phone'>,
  currentYear: number,
  t: Translate,
): string | undefined {
  const date = verifiedAt ?? updatedAt
  const year = Number(date?.slice(0, 4))
  if (!date || currentYear - year < oldYears) return undefined
  return t(phone ? 'places:oldInformation' : 'places:oldInformationNoPhone', { year })
}

type Fresh = Pick<LightProperties, 'verifiedAt' | 'updatedAt' | 'source'>

/** Who said so and when, in words. */
export function freshness(properties: Fresh, t: Translate) {
  const words = freshnessInWords(properties, t)
  return words === undefined ? nothing : html`<span>${words}</span>`
}

/** The same as plain text; `undefined` when neither day nor source is known. */
export function freshnessInWords({ verifiedAt, updatedAt, source }: Fresh, t: Translate): string | undefined {
  if (verifiedAt) return t('places:freshness.verified', { date: formatDate(t.locale, verifiedAt) })
  if (!updatedAt) return source ? t('places:freshness.undated', { source }) : undefined
  const date = formatDate(t.locale, updatedAt)
  return source
    ? t('places:freshness.withSource', { date, source })
    : t('places:freshness.withoutSource', { date })
}
