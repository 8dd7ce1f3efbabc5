// Codes of facets in the reader's words.
import { html } from 'lit'
import { languageName, languageNameInItself } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { FacetName } from './place-search.rules.ts'
import { type ListVocabulary, listVocabularies } from './vocabularies.rules.ts'

/** What the form offers as a criterion: every facet but the territory, which has a field of its own. */
export type Criterion = Exclude<FacetName, 'territory'>

/** A code of a facet in the reader's words. */
export function codeName(name: Criterion, code: string, t: Translate): string {
  if (name === 'kind') return t(`vocabularies:kind.${code as 'library'}`)
  if (name === 'level') return t(`vocabularies:level.${code as 'beginner'}`)
  if (name !== 'languages') return nameOf(name as ListVocabulary, code, t)
  const own = languageNameInItself(code)
  const read = languageName(t.locale, code)
  return own && own.toLowerCase() !== read.toLowerCase() ? `${own} (${read})` : read
}

/** A code in words, with the name of a language marked as being in that language. */
export function codeWords(name: Criterion, code: string, t: Translate) {
  const own = name === 'languages' ? languageNameInItself(code) : null
  const words = codeName(name, code, t)
  if (!own || own === words) return words
  return html`<bdi lang=${code}>${own}</bdi>${words.slice(own.length)}`
}

/** The name of a code in the reader's language. */
export function nameOf(vocabulary: ListVocabulary, code: string, t: Translate): string {
  // Every code of every vocabulary has its text: a unit test of i18n walks them all.
  const known = Object.hasOwn(listVocabularies[vocabulary], code)
  return known ? t(`vocabularies:${vocabulary}.${code}` as 'vocabularies:services.work') : code
}
