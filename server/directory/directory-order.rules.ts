// The order of a directory: its sections, and the numbers that its cards, its map and its indexes share.
import { type Need, type NeedId, needs } from '../start/needs.rules.ts'
import type { DirectoryFacts, PlaceOfDirectory } from './directory-facts.rules.ts'

export type NumberedPlace = PlaceOfDirectory & { number: number }

export type DirectorySection = {
  /**
   * The need under which its places stand; `none`: they name none of the eight; `ask`: they say nothing on what was asked
   * for; `all`: there is no such order.
   */
  of: NeedId | 'none' | 'ask' | 'all'
  places: NumberedPlace[]
}

/**
 * Every place once, numbered through. By need: under the first of the eight that it answers, those that name none last. Places
 * that are silent on what is asked for follow the matches, apart.
 */
export function sectionsOf({ places, order }: Pick<DirectoryFacts, 'places' | 'order'>): DirectorySection[] {
  const matches = places.filter(({ mayHelp }) => !mayHelp)
  const silent = places.filter(({ mayHelp }) => mayHelp)
  const ofMatches: readonly DirectorySection['of'][] =
    order === 'need' ? [...needs.map(({ id }) => id), 'none'] : ['all']
  const under = Map.groupBy(matches, (place): DirectorySection['of'] =>
    order === 'need' ? (firstNeed(place) ?? 'none') : 'all',
  )
  let number = 0
  const numbered = (those: readonly PlaceOfDirectory[]) =>
    those.map((place) => {
      number++
      return { ...place, number }
    })
  return [
    ...ofMatches.map((of) => ({ of, places: numbered(under.get(of) ?? []) })),
    { of: 'ask' as const, places: numbered(silent) },
  ].filter(({ places: those }) => those.length > 0)
}

function firstNeed(place: PlaceOfDirectory): NeedId | undefined {
  return needs.find((need) => answers(place, need))?.id
}

function answers({ place }: PlaceOfDirectory, { services }: Need): boolean {
  return services.some((service) => place.properties.services.includes(service))
}

const collator = new Intl.Collator('fr', { numeric: true })

/** As a French reader looks names up, whatever their accents and capitals. */
export function byName(a: PlaceOfDirectory, b: PlaceOfDirectory): number {
  return collator.compare(a.place.properties.name, b.place.properties.name) || a.place.id - b.place.id
}

export type DirectoryIndexes = {
  /** Each need with all places that answer it, under whichever they stand. */
  needs: { id: NeedId; numbers: number[] }[]
  /** Spoken languages, those of most places first. */
  languages: { code: string; numbers: number[] }[]
  names: NumberedPlace[]
}

export function indexesOf(sections: readonly DirectorySection[]): DirectoryIndexes {
  const places = sections.flatMap((section) => section.places)
  const numbersOf = (those: readonly NumberedPlace[]) => those.map(({ number }) => number)
  const spoken = new Map<string, NumberedPlace[]>()
  for (const place of places) {
    for (const code of languagesAt(place)) spoken.set(code, [...(spoken.get(code) ?? []), place])
  }
  return {
    needs: needs
      .map((need) => ({ id: need.id, numbers: numbersOf(places.filter((place) => answers(place, need))) }))
      .filter(({ numbers }) => numbers.length > 0),
    languages: [...spoken]
      .map(([code, those]) => ({ code, numbers: numbersOf(those) }))
      .toSorted((a, b) => b.numbers.length - a.numbers.length || (a.code < b.code ? -1 : 1)),
    names: places.toSorted(byName),
  }
}

/** Languages of help: the place's own, and those of what takes place there in these weeks. */
export function languagesAt({ place, events }: PlaceOfDirectory): string[] {
  const ofEvents = events
    .filter(({ state }) => state !== 'cancelled')
    .flatMap(({ session }) => session.languages)
  return [...new Set([...place.properties.languages, ...ofEvents])]
}
