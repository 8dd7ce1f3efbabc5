// The words that find a card: what it says, and what the screens call it in every language.
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { nameOf } from './criteria.view.ts'
import { type PublicPlace, type SearchDocument, searchDocument } from './place-feature.rules.ts'

// Words of the screens find a place in every language: "kütüphane" finds the libraries.
const everyLanguage = locales.map((locale) => translator(locale))

/** What people type when they look for help: needs, paperwork, programmes, machines. */
const searchedVocabularies = ['services', 'procedures', 'programmes', 'equipment'] as const

/** The words and facets of a card, with those of every language of the screens. */
export function documentOf(place: PublicPlace): SearchDocument {
  return searchDocument(place, {
    kind: everyLanguage.map((t) => t(`vocabularies:kind.${place.kind}`)),
    offers: everyLanguage.flatMap((t) =>
      searchedVocabularies.flatMap((name) => place[name].map((code) => nameOf(name, code, t))),
    ),
  })
}
