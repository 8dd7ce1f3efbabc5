// How one gets in touch with a place: the three actions under the thumb, and every way to reach it.
import { html, nothing } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { mailtoOf, safeLink } from '../http/safe-link.rules.ts'
import { phoneForReading } from './place-address.rules.ts'
import { factList, namesOf } from './place-facts.view.ts'
import type { PlaceFeature, PlaceProperties } from './place-feature.rules.ts'

/** What most readers want next: to call (else to book, else to write), to go there, to pass it on. */
export function placeActions({ properties, geometry }: PlaceFeature<PlaceProperties>, t: Translate) {
  const goes = geometry && !properties.approximate
  return html`<ul class="place-actions no-print" aria-label=${t('places:actions.label')}>
${firstContact(properties, t)}
${goes ? html`<li><a class="button action-journey" href="#journey">${t('places:actions.itinerary')}</a></li>` : nothing}
<li><a class="button action-share" href="#share">${t('places:actions.share')}</a></li>
</ul>`
}

function firstContact({ phone, email, bookingUrl }: PlaceProperties, t: Translate) {
  const booking = safeLink(bookingUrl)
  if (phone)
    return html`<li><a class="button action-call" href=${`tel:${phone}`}>${t('places:actions.call')}<span class="visually-hidden"> <bdi dir="ltr">${phoneForReading(phone)}</bdi></span></a></li>`
  if (booking)
    return html`<li><a class="button action-book" href=${booking} rel="noopener">${t('places:actions.bookShort')}<span class="visually-hidden">${t('layout:externalLink', { label: '' })}</span></a></li>`
  if (email)
    return html`<li><a class="button action-write" href=${mailtoOf(email)}>${t('places:actions.writeShort')}</a></li>`
  return nothing
}

export function placeContact(properties: PlaceProperties, t: Translate) {
  const { phone, email, contactModes } = properties
  const website = safeLink(properties.website)
  const booking = safeLink(properties.bookingUrl)
  const modes = contactModes.filter((code) => code !== 'not-public')
  const outside = (label: string) => t('layout:externalLink', { label })
  const ways = html`<ul class="contact">
${phone ? html`<li><a class="button action-call" href=${`tel:${phone}`}>${t('places:actions.call')} <bdi dir="ltr">${phoneForReading(phone)}</bdi></a></li>` : nothing}
${booking ? html`<li><a class="button button-quiet action-book" href=${booking} rel="noopener">${outside(t('places:actions.book'))}</a></li>` : nothing}
${email ? html`<li><a class="button button-quiet action-write" href=${mailtoOf(email)}>${t('places:actions.write')}</a> <bdi class="contact-address" dir="ltr">${email}</bdi></li>` : nothing}
${website ? html`<li><a class="button button-quiet action-visit" href=${website} rel="noopener">${outside(t('places:actions.website'))}</a> <bdi class="contact-address" dir="ltr">${siteForReading(website)}</bdi></li>` : nothing}
</ul>`
  return html`${phone || booking || email || website ? ways : html`<p class="unknown">${t('places:unknown')}</p>`}
${modes.length > 0 ? html`<h3>${t('vocabularies:names.contactModes')}</h3>${factList(namesOf('contactModes', { ...properties, contactModes: modes }, t))}` : nothing}`
}

function siteForReading(website: string): string {
  return website.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
}
