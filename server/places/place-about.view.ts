// What a place helps with, in which languages, with what, for whom, at which price, and what it says of itself.
import { html, nothing } from 'lit'
import { languageName, languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { factList, namesOf } from './place-facts.view.ts'
import type { PlaceProperties } from './place-feature.rules.ts'
import type { ListVocabulary } from './vocabularies.rules.ts'

export function placeAbout(properties: PlaceProperties, t: Translate) {
  return html`${helpView(properties, t)}
${languagesView(properties, t)}
<div class="place-groups">
${groupView('equipment', properties, ['equipment'], t)}
${groupView('access', properties, ['accessibility'], t)}
${groupView('price', properties, ['fee'], t)}
${groupView('audience', properties, ['audiences', 'care'], t)}
${groupView('labels', properties, ['programmes'], t, properties.labels)}
</div>
${descriptionView(properties, t)}`
}

/** Needs first: the papers and the way of helping are details of them. */
function helpView(properties: PlaceProperties, t: Translate) {
  const needs = namesOf('services', properties, t)
  const details = (['procedures', 'supportModes'] as const).filter((name) => properties[name].length > 0)
  return html`<section class="place-help"><h2>${t('places:headings.help')}</h2>
${needs.length > 0 ? html`<ul class="needs">${needs.map((need) => html`<li>${need}</li>`)}</ul>` : nothing}
${details.map((name) => html`<h3>${t(`vocabularies:names.${name}`)}</h3>${factList(namesOf(name, properties, t))}`)}
${needs.length + details.length === 0 ? html`<p class="unknown">${t('places:unknown')}</p>` : nothing}</section>`
}

function languagesView({ languages }: PlaceProperties, t: Translate) {
  if (languages.length === 0) return nothing
  return html`<section class="place-languages"><h2>${t('places:headings.languages')}</h2><ul class="card-languages">${languages.map(
    (code) => {
      const own = languageNameInItself(code)
      const name = languageName(t.locale, code)
      const same = own?.toLowerCase() === name.toLowerCase()
      return html`<li><bdi lang=${own ? code : nothing}>${own ?? name}</bdi>${own && !same ? html` <bdi>(${name})</bdi>` : nothing}</li>`
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
  return html`<section class=${`place-${heading}`}><h2>${t(`places:headings.${heading}`)}</h2>${factList(facts)}</section>`
}

/** A text of the place in the reader's language; where there is none, in French, and then it says so. */
export function placeText(properties: PlaceProperties, kind: 'summary' | 'description', t: Translate) {
  const own = properties.texts.find((text) => text.language === t.locale && text.kind === kind)
  const text = own?.text ?? properties[kind]
  if (!text) return undefined
  const inFrench = !own && t.locale !== 'fr'
  return {
    text,
    language: own ? t.locale : 'fr',
    remark: inFrench ? html`<p class="text-language">${t('places:inFrench')}</p>` : nothing,
  }
}

function descriptionView(properties: PlaceProperties, t: Translate) {
  const description = placeText(properties, 'description', t)
  if (!description) return nothing
  const paragraphs = description.text.split(/\n+/)
  return html`<section class="place-description"><h2>${t('places:headings.presentation')}</h2>
${description.remark}<div lang=${description.language} dir="auto">${paragraphs.map((text) => html`<p>${text}</p>`)}</div></section>`
}
