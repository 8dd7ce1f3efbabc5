// Facts of a place in the reader's words, and how a list of them looks.
import { html } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { nameOf } from './criteria.view.ts'
import type { PlaceProperties } from './place-feature.rules.ts'
import type { ListVocabulary } from './vocabularies.rules.ts'

/** The names of the codes that a place has in a vocabulary, with the number of machines where it is told. */
export function namesOf(vocabulary: ListVocabulary, properties: PlaceProperties, t: Translate): string[] {
  const amounts: Record<string, number> = properties.equipmentAmounts ?? {}
  return properties[vocabulary].map((code) => {
    const name = nameOf(vocabulary, code, t)
    const count = vocabulary === 'equipment' ? amounts[code] : undefined
    return count === undefined ? name : t('places:equipmentAmount', { name, count })
  })
}

export function factList(facts: readonly string[]) {
  return html`<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`
}
