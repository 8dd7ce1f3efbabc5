// Of known words, those that somebody may have meant who wrote another.
import { editDistance } from './edit-distance.ts'

/**
 * The candidates that differ in the smallest part of what one hears; of these, the one most alike in letters first.
 * @param word folded, like the candidates
 */
export function mostAlike(word: string, candidates: readonly string[]): string[] {
  const heard = candidates.map((candidate) => ({
    candidate,
    sound: difference(sounding(word), sounding(candidate)),
    letters: difference(word, candidate),
  }))
  const least = Math.min(...heard.map(({ sound }) => sound))
  return heard
    .filter(({ sound }) => sound === least)
    .toSorted((a, b) => a.letters - b.letters)
    .map(({ candidate }) => candidate)
}

/** The part of the letters that differs, 0 to 1. */
export function difference(a: string, b: string): number {
  const length = Math.max(a.length, b.length)
  return length === 0 ? 0 : editDistance(a, b, length) / length
}

/** Letters that one hears as one and writes in several ways, in one way: `ph`, `th`, `qu`, `ck`, doubled letters. */
export function sounding(folded: string): string {
  return folded
    .replaceAll('ph', 'f')
    .replaceAll(/qu(e\b)?|ck/g, 'k')
    .replaceAll(/(?<=[tgr])h/g, '')
    .replaceAll(/(\p{L})\1/gu, '$1')
}
