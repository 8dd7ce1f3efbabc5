// The legal notice: what the law on trust in the digital economy (LCEN, article 1-1) wants told, and whose data this is.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import {
  emailView,
  type Instance,
  missingView,
  outsideLink,
  phoneView,
  sectionView,
  sentencesView,
  termsView,
} from './facts.view.ts'

const licenceText = 'https://spdx.org/licenses/EUPL-1.2.html'

export function legalView(instance: Instance, t: Translate): TemplateResult {
  return html`<div class="reading information">
<h1>${t('information:legal.title')}</h1>
${isIncomplete(instance) ? html`<div class="notice"><p>${t('information:legal.incomplete')}</p></div>` : nothing}
${sectionView('publisher', t('information:legal.publisher.title'), publisherView(instance, t))}
${sectionView('data', t('information:legal.data.title'), dataView(instance, t))}
${sectionView('map', t('information:legal.map.title'), mapView(instance, t))}
${sectionView(
  'code',
  t('information:legal.code.title'),
  html`<p>${t('information:legal.code.free')}</p>
<p>${outsideLink(licenceText, t('information:legal.code.licence'), t)}</p>`,
)}
</div>`
}

function isIncomplete({ publisher, helpPhone }: Instance): boolean {
  const { name, address, director, host } = publisher
  return ![name, address, director, host].every(Boolean) || !(helpPhone || publisher.email)
}

function publisherView({ publisher, helpPhone }: Instance, t: Translate): TemplateResult {
  const given = (name: 'name' | 'address' | 'director' | 'host') => ({
    term: t(`information:contact.${name}`),
    text: publisher[name] ? html`<bdi>${publisher[name]}</bdi>` : missingView(t),
  })
  return termsView([
    given('name'),
    given('address'),
    given('director'),
    {
      term: t('information:contact.phone'),
      text: helpPhone ? phoneView(helpPhone) : missingView(t),
    },
    {
      term: t('information:contact.email'),
      text: publisher.email ? emailView(publisher.email) : missingView(t),
    },
    given('host'),
  ])
}

function dataView({ geocoderUrl, demonstration }: Instance, t: Translate): TemplateResult {
  return html`${sentencesView(t, 'information:legal.data.places', 'information:legal.data.reuse')}
<p><a href="/api">${t('information:legal.data.api')}</a></p>
${demonstration ? html`<p>${t('information:legal.data.invented')}</p>` : nothing}
<p>${t('information:legal.data.territories')}</p>
${geocoderUrl ? html`<p>${addressSource(geocoderUrl, t)}</p>` : nothing}`
}

function addressSource(address: string, t: Translate): string {
  const { hostname } = new URL(address)
  return belongsTo(hostname, 'geopf.fr')
    ? t('information:legal.data.addresses')
    : t('information:legal.data.otherAddresses', { host: hostname })
}

function mapView({ basemapStyle }: Instance, t: Translate): TemplateResult | TemplateResult[] {
  if (!basemapStyle) return html`<p>${t('information:legal.map.none')}</p>`
  const { hostname } = new URL(basemapStyle)
  if (belongsTo(hostname, 'openfreemap.org'))
    return sentencesView(t, 'information:legal.map.openStreetMap', 'information:legal.map.openStreetMapData')
  if (belongsTo(hostname, 'geopf.fr')) return html`<p>${t('information:legal.map.ign')}</p>`
  return html`<p>${t('information:legal.map.other', { host: hostname })}</p>`
}

function belongsTo(hostname: string, domain: string): boolean {
  return hostname === domain || hostname.endsWith(`.${domain}`)
}
