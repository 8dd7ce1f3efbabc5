// What a search asks for, in the reader's words.
import type { Translate } from '../../i18n/translate.ts'
import type { Criterion } from '../places/criteria.view.ts'
import type { Facets } from '../places/place-search.rules.ts'
import type { WhereState } from './find.view.ts'

/** The codes that a search asks for, one by one; its territory stands elsewhere on the page. */
export function chosenCodes(facets: Facets): { name: Criterion; code: string }[] {
  return Object.entries(facets).flatMap(([name, codes]) =>
    name === 'territory' ? [] : codes.map((code) => ({ name: name as Criterion, code })),
  )
}

/** Where is looked for: what was understood, or as it was written; `undefined` for everywhere. */
export function whereInWords(where: WhereState, t: Translate): string | undefined {
  switch (where.kind) {
    case 'none':
      return undefined
    case 'point':
    case 'area':
      return t(`find:here.${where.kind}`)
    case 'understood':
    case 'outside':
      return where.label
    default:
      return where.text
  }
}
