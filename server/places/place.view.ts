// The page of one place, in the order in which a resident asks.
import { html, nothing, type TemplateResult } from 'lit'
import { languageName, languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import type { DatedHours } from '../sessions/hours.rules.ts'
import { datedHoursView, givenHoursView, weekHoursView } from '../sessions/hours.view.ts'
import { nameOf } from './criteria.view.ts'
import { addressLine, phoneForReading } from './place-address.rules.ts'
import { freshness } from './place-card.view.ts'
import type { PlaceFeature, PlaceProperties } from './place-feature.rules.ts'
import type { ListVocabulary } from './vocabularies.rules.ts'

export type ShownPlace = PlaceFeature<PlaceProperties>

/**
 * @param upcoming the next dates, for hours that no single week tells
 * @param currentYear to say when information is old
 */
export function placeView(
  place: ShownPlace,
  { upcoming, currentYear }: { upcoming: DatedHours[] | null; currentYear: number },
  t: Translate,
): TemplateResult {
  const { properties } = place
  return html`<article class="place">
<p class="back no-print"><a href=${`/${t.locale}/find`}>${t('places:actions.back')}</a></p>
<header><p class="place-kind">${t(`vocabularies:kind.${properties.kind}`)}</p>
<h1><bdi>${properties.name}</bdi></h1>
${summaryView(properties, t)}
${adviceView(properties, currentYear, t)}</header>
<div class="place-columns">
<div class="place-go">
<section class="place-hours"><h2>${t('places:headings.hours')}</h2>${hoursView(properties, upcoming, t)}</section>
<section class="place-where"><h2>${t('places:headings.where')}</h2>${whereView(place, t)}</section>
<section class="place-contact"><h2>${t('places:headings.contact')}</h2>${contactView(properties, t)}</section>
</div>
<div class="place-about">
${helpView(properties, t)}
${languagesView(properties, t)}
${groupView('audience', properties, ['audiences', 'care'], t)}
${groupView('equipment', properties, ['equipment'], t)}
${groupView('access', properties, ['accessibility'], t)}
${groupView('price', properties, ['fee'], t)}
${groupView('labels', properties, ['programmes'], t, properties.labels)}
${descriptionView(properties, t)}
</div>
</div>
${sourcesView(properties, t)}
</article>`
}

function textIn(properties: PlaceProperties, kind: 'summary' | 'description', t: Translate) {
  const own = properties.texts.find((text) => text.language === t.locale && text.kind === kind)
  const text = own?.text ?? properties[kind]
  return text ? { text, language: own ? t.locale : 'fr' } : undefined
}

function summaryView(properties: PlaceProperties, t: Translate) {
  const summary = textIn(properties, 'summary', t)
  return summary
    ? html`<p class="place-summary" lang=${summary.language} dir="auto">${summary.text}</p>`
    : nothing
}

function descriptionView(properties: PlaceProperties, t: Translate) {
  const description = textIn(properties, 'description', t)
  if (!description) return nothing
  const paragraphs = description.text.split(/\n+/)
  return html`<section class="place-description"><h2>${t('places:headings.presentation')}</h2>
<div lang=${description.language} dir="auto">${paragraphs.map((text) => html`<p>${text}</p>`)}</div></section>`
}

/** What to know before going: not public, by appointment, old. */
function adviceView(properties: PlaceProperties, currentYear: number, t: Translate) {
  const { contactModes, updatedAt, verifiedAt, phone } = properties
  const year = Number((verifiedAt ?? updatedAt ?? String(currentYear)).slice(0, 4))
  const old = phone ? 'places:oldInformation' : 'places:oldInformationNoPhone'
  const advice = [
    ...(contactModes.includes('not-public') ? [t('places:notPublic')] : []),
    ...(needsAppointment(properties) ? [t('places:appointmentNeeded')] : []),
    ...(properties.kind === 'mobile' ? [t('places:travels')] : []),
    ...(currentYear - year >= 2 ? [t(old, { year })] : []),
  ]
  if (advice.length === 0) return nothing
  return html`<div class="advice">${advice.map((text) => html`<p>${text}</p>`)}</div>`
}

function needsAppointment({ contactModes }: PlaceProperties): boolean {
  const byAppointment = contactModes.includes('online-booking') || contactModes.includes('referral')
  return byAppointment && !contactModes.includes('walk-in') && !contactModes.includes('not-public')
}

/** Two weeks of a place that opens every weekday; more would push its address out of sight. */
const datesShown = 10

function hoursView(properties: PlaceProperties, upcoming: DatedHours[] | null, t: Translate) {
  const { openingWeek, openingHoursGiven, phone } = properties
  if (openingWeek) {
    const dates =
      !openingWeek.regular && upcoming
        ? datedHoursView(upcoming.slice(0, datesShown), openingWeek, t)
        : nothing
    return html`${weekHoursView(openingWeek, t)}${dates}`
  }
  if (openingHoursGiven) return givenHoursView(openingHoursGiven, t)
  return html`<p>${t(phone ? 'places:hoursUnknown' : 'places:hoursUnknownNoPhone')}</p>`
}

function whereView({ properties, geometry }: ShownPlace, t: Translate) {
  const { addressComplement, approximate, commune, accessibilityUrl } = properties
  const sheet = safeLink(accessibilityUrl)
  return html`<p class="place-address"><bdi>${addressLine(properties) || t('places:noAddress')}</bdi>${
    addressComplement ? html`<br><bdi>${addressComplement}</bdi>` : nothing
  }</p>
${approximate ? html`<p>${t('places:approximate', { commune: commune ?? '' })}</p>` : nothing}
${geometry && !approximate ? itineraryView(geometry.coordinates, t) : nothing}
${sheet ? html`<p><a href=${sheet} rel="noopener">${t('layout:externalLink', { label: t('places:actions.accessibilitySheet') })}</a></p>` : nothing}`
}

function itineraryView([lon, lat]: [number, number], t: Translate) {
  const openStreetMap = `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`
  return html`<ul class="place-itinerary no-print">
<li><a href=${`geo:${lat},${lon}`}>${t('places:actions.mapApplication')}</a></li>
<li><a href=${openStreetMap} rel="noopener">${t('layout:externalLink', { label: t('places:actions.itineraryOn', { service: 'OpenStreetMap' }) })}</a></li>
</ul>`
}

function contactView(properties: PlaceProperties, t: Translate) {
  const { phone, email, contactModes } = properties
  const website = safeLink(properties.website)
  const booking = safeLink(properties.bookingUrl)
  const modes = contactModes.filter((code) => code !== 'not-public')
  const ways = html`<ul class="contact">
${phone ? html`<li><a class="button button-call" href=${`tel:${phone}`}>${t('places:actions.call')} <bdi dir="ltr">${phoneForReading(phone)}</bdi></a></li>` : nothing}
${booking ? html`<li><a class="button button-quiet" href=${booking} rel="noopener">${t('layout:externalLink', { label: t('places:actions.book') })}</a></li>` : nothing}
${email ? html`<li><a href=${`mailto:${email}`}>${t('places:actions.write')}</a> <bdi class="contact-address">${email}</bdi></li>` : nothing}
${website ? html`<li><a href=${website} rel="noopener">${t('layout:externalLink', { label: t('places:actions.website') })}</a> <bdi class="contact-address">${website.replace(/^https?:\/\//, '')}</bdi></li>` : nothing}
</ul>`
  return html`${phone || booking || email || website ? ways : html`<p class="unknown">${t('places:unknown')}</p>`}
${modes.length > 0 ? html`<h3>${t('vocabularies:names.contactModes')}</h3>${listView(namesOf('contactModes', { ...properties, contactModes: modes }, t))}` : nothing}`
}

/** Needs first: the papers and the way of helping are details of them. */
function helpView(properties: PlaceProperties, t: Translate) {
  const needs = namesOf('services', properties, t)
  const details = (['procedures', 'supportModes'] as const).filter((name) => properties[name].length > 0)
  return html`<section class="place-help"><h2>${t('places:headings.help')}</h2>
${needs.length > 0 ? html`<ul class="needs">${needs.map((need) => html`<li>${need}</li>`)}</ul>` : nothing}
${details.map((name) => html`<h3>${t(`vocabularies:names.${name}`)}</h3>${listView(namesOf(name, properties, t))}`)}
${needs.length + details.length === 0 ? html`<p class="unknown">${t('places:unknown')}</p>` : nothing}</section>`
}

function languagesView({ languages }: PlaceProperties, t: Translate) {
  if (languages.length === 0) return nothing
  return html`<section><h2>${t('places:headings.languages')}</h2><ul class="card-languages">${languages.map(
    (code) => {
      const own = languageNameInItself(code)
      const name = languageName(t.locale, code)
      const same = own?.toLowerCase() === name.toLowerCase()
      return html`<li><bdi lang=${own ? code : nothing}>${own ?? name}</bdi>${own && !same ? html` (${name})` : nothing}</li>`
    },
  )}</ul></section>`
}

type Heading = 'audience' | 'equipment' | 'access' | 'price' | 'labels'

function groupView(
  heading: Heading,
  properties: PlaceProperties,
  names: ListVocabulary[],
  t: Translate,
  more: string[] = [],
) {
  const facts = [...names.flatMap((name) => namesOf(name, properties, t)), ...more]
  if (facts.length === 0) return nothing
  return html`<section><h2>${t(`places:headings.${heading}`)}</h2>${listView(facts)}</section>`
}

function listView(facts: readonly string[]) {
  return html`<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`
}

function namesOf(vocabulary: ListVocabulary, properties: PlaceProperties, t: Translate): string[] {
  const amounts: Record<string, number> = properties.equipmentAmounts ?? {}
  return properties[vocabulary].map((code) => {
    const name = nameOf(vocabulary, code, t)
    const count = vocabulary === 'equipment' ? amounts[code] : undefined
    return count === undefined ? name : t('places:equipmentAmount', { name, count })
  })
}

function sourcesView(properties: PlaceProperties, t: Translate) {
  const { licence, organisation } = properties
  return html`<footer class="place-sources"><h2>${t('places:headings.sources')}</h2>
<p>${freshness(properties, t)}</p>
${organisation ? html`<p>${t('places:runBy', { organisation })}</p>` : nothing}
<p>${licence ? t('places:licence', { licence }) : t('places:licenceUnknown')}</p></footer>`
}
