// The ways out of a search that finds nothing.
import type { Translate } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { codeName } from '../places/criteria.view.ts'
import type { FacetName, PlaceSearch } from '../places/place-search.rules.ts'
import { findPlaces } from '../places/places.queries.ts'
import { findTerritory } from '../territories/territories.queries.ts'
import type { Finding } from './find.view.ts'
import { type FindParameters, findAddress, withoutCode } from './find-address.rules.ts'
import { openInWords } from './find-criteria.view.ts'

/** So many ways out of an empty result are looked for. */
const mostLoosened = 12

/**
 * For a search without matches: each criterion, and how many places there are without it, most first.
 * @param addressOf where the same search stands with other parameters: the finder unless told
 */
export async function loosened(
  { db, now }: Pick<Dependencies, 'db' | 'now'>,
  search: PlaceSearch,
  parameters: FindParameters,
  t: Translate,
  addressOf = (others: FindParameters) => findAddress(t.locale, others),
): Promise<Finding['loosened']> {
  const count = async (loose: PlaceSearch) =>
    (
      await findPlaces(
        db,
        { ...loose, unknown: false },
        { limit: 1, offset: 0, detail: 'light', order: 'id', now: now() },
      )
    ).matched
  const codes = (Object.entries(search.facets) as [FacetName, string[]][]).flatMap(([name, list]) =>
    list.map((code) => ({ name, code })),
  )
  const options: Finding['loosened'] = []
  // One after the other: an address with many codes must not take the connections of all other readers.
  for (const { name, code } of codes.slice(0, mostLoosened)) {
    const rest = (search.facets[name] ?? []).filter((each) => each !== code)
    const { [name]: _, ...others } = search.facets
    const facets = rest.length > 0 ? { ...others, [name]: rest } : others
    const label =
      name === 'territory' ? ((await findTerritory(db, code))?.name ?? code) : codeName(name, code, t)
    const loose = withoutCode(parameters, name, code)
    const address = addressOf(name === 'territory' ? { ...loose, where: undefined } : loose)
    options.push({ label, address, count: await count({ ...search, facets }) })
  }
  if (search.open) {
    const address = addressOf({ ...parameters, open: undefined, offset: undefined })
    options.push({
      label: openInWords(search.open, t),
      address,
      count: await count({ ...search, open: undefined }),
    })
  }
  if (search.words.length > 0) {
    const address = addressOf({ ...parameters, q: undefined, offset: undefined })
    options.push({ label: parameters.q ?? '', address, count: await count({ ...search, words: [] }) })
  }
  return options.filter((option) => option.count > 0).sort((a, b) => b.count - a.count)
}
