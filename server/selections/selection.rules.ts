// A selection: a few places for one person, on a sheet in one or two languages. In the making it stands in an address,
// so that it works without script; shared, it stands under a code.
import { isLocale, type Locale } from '../../i18n/languages.ts'
import { addressWith } from '../finder/find-address.rules.ts'
import { mostKept } from '../places/kept-places.rules.ts'
import { isPlaceId } from '../places/place-address.rules.ts'

/** As many as somebody keeps. */
export const mostPlaces = mostKept
/** For so many days a code leads to its places. */
export const daysKept = 90

const dayMs = 24 * 3_600_000

/** What was made before then has ended. */
export const endedBefore = (now: Date): Date => new Date(now.getTime() - daysKept * dayMs)
export const endOfSelection = (createdAt: Date): Date => new Date(createdAt.getTime() + daysKept * dayMs)

/** The languages of a sheet: the first, and the one beside it. */
export type SheetLanguages = readonly [Locale] | readonly [Locale, Locale]

/** A selection in the making. */
export type Basket = { places: readonly number[]; languages: SheetLanguages }

/** The numbers of places in `12,45`, each once. `more`: how many were beyond what one sheet holds; `unread`: what is no number. */
export function readPlaces(text: string): { places: number[]; more: number; unread: string[] } {
  const given = text.split(',').map((each) => each.trim())
  const numbers = [...new Set(given.filter(isPlaceId).map(Number))]
  return {
    places: numbers.slice(0, mostPlaces),
    more: Math.max(0, numbers.length - mostPlaces),
    unread: given.filter((each) => each !== '' && !isPlaceId(each)),
  }
}

/** The languages of `fr,ar`; those that we do not write are left out. `undefined` when nothing is left. */
export function readLanguages(text: string): SheetLanguages | undefined {
  const [first, second] = new Set(text.split(',').map((each) => each.trim()))
  const known = [first, second].filter((each): each is Locale => each !== undefined && isLocale(each))
  return known[0] && (known[1] ? [known[0], known[1]] : [known[0]])
}

/** Beside a language that is not the country's stands French: whoever helps on the way can read it too. */
export function usualLanguages(locale: Locale): SheetLanguages {
  return locale === 'fr' ? ['fr'] : [locale, 'fr']
}

/** One place earlier or later in the list. */
export function moved(places: readonly number[], id: number, by: -1 | 1): number[] {
  const from = places.indexOf(id)
  const to = from + by
  if (from < 0 || to < 0 || to >= places.length) return [...places]
  return places.with(from, places[to]!).with(to, id)
}

export function without(places: readonly number[], id: number): number[] {
  return places.filter((each) => each !== id)
}

/** Where a selection is put together. @param q words by which another place is looked for */
export function basketAddress(
  locale: Locale,
  { places, languages, q }: { places: readonly number[]; languages?: SheetLanguages | undefined; q?: string },
): string {
  const print = languages && printOf(locale, languages)
  return addressWith(`/${locale}/selection`, ['places', 'print', 'q'], { places: places.join(), print, q })
}

/** The languages of a sheet as an address says them; `undefined`: those that are usual on pages in this one. */
export function printOf(locale: Locale, languages: SheetLanguages): string | undefined {
  const print = languages.join()
  return print === usualLanguages(locale).join() ? undefined : print
}

/** Where a selection is set on paper: of a shared one by its code, of one in the making by its places. */
export function selectionPdf(
  locale: Locale,
  chosen: { selection: string } | { ids: string },
  languages: SheetLanguages,
): string {
  const names = ['selection', 'ids', 'print', 'format'] as const
  return addressWith(`/${locale}/directory.pdf`, names, {
    ...chosen,
    print: languages.join(),
    format: 'list',
  })
}

/** Where a selection stands that was shared. Its own languages need not be said. */
export function selectionAddress(locale: Locale, code: string, languages?: SheetLanguages): string {
  return addressWith(`/${locale}/selection/${code}`, ['print'], { print: languages?.join() })
}
