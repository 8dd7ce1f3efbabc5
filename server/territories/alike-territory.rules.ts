// The commune or neighbourhood that somebody meant who misspelt it.
import { editDistance } from '../../i18n/edit-distance.ts'
import { fold } from '../../i18n/fold.ts'

/** Below so many letters, one letter makes another name; above so many, it is no name. */
const fewestLetters = 5
const mostLetters = 40

/** One letter in five may differ. */
const faultsAllowed = (letters: number) => Math.floor(letters / 5)

/**
 * A name as it is compared: folded, without its article. `undefined` for what is no name by itself, such as an address
 * with a number.
 */
export function nameForComparing(text: string): string | undefined {
  const name = fold(text).replace(/^(la|le|les|l|au|aux|a) /, '')
  const isName = name.length >= fewestLetters && name.length <= mostLetters && !/\p{N}/u.test(name)
  return isName ? name : undefined
}

/**
 * Of these names, the one that is most alike to what was written, when no other is as much: whole names and the parts
 * of a name in several ("Neudorf – Musau") before the beginnings of longer ones ("Illkirch" of "Illkirch-Graffenstaden").
 * @param written as `nameForComparing` gives it
 */
export function mostAlikeName<T extends { name: string }>(
  written: string,
  named: readonly T[],
): T | undefined {
  const allowed = faultsAllowed(written.length)
  const ranked = named
    .map((each) => ({ each, rank: rankOf(written, each.name, allowed) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => a.rank - b.rank)
  const [best, second] = ranked
  return best && best.rank !== second?.rank ? best.each : undefined
}

/** Faults, and a half more where only a beginning is alike. */
function rankOf(written: string, name: string, allowed: number): number {
  const parts = [name, ...name.split(' – ')].map((part) => nameForComparing(part) ?? fold(part))
  const words = written.split(' ').length
  const beginnings = parts.map((part) => part.split(' ').slice(0, words).join(' '))
  const faults = (other: string) => {
    const distance = editDistance(written, other, allowed)
    return distance > allowed ? Number.POSITIVE_INFINITY : distance
  }
  return Math.min(...parts.map(faults), ...beginnings.map((beginning) => faults(beginning) + 0.5))
}
