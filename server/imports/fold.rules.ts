// Comparing words without regard to accents, case, hyphens and apostrophes.

/** Lower case, no accents, every run of other signs one space: `L'Haÿ-les-Roses` → `l hay les roses`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/**
 * Folds the name of a commune so that its spellings meet: `ST` is `saint`, a leading article counts for nothing
 * (`Mont-Dore`, `Le Mont-Dore`), and a municipal arrondissement is its city and number (`PARIS 18`, `Paris 18e
 * Arrondissement`).
 */
export function foldCommuneName(name: string): string {
  return fold(name)
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .replace(/^(?:le|la|les|l) (?=.)/, '')
    .replace(/^(paris|lyon|marseille) 0?(\d{1,2})(?: ?(?:er|e|eme))?(?: arr(?:ondissement)?)?$/, '$1 $2')
}

/** How many letters must be added, removed or replaced to turn one word into the other; stops counting above `limit`. */
export function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    if (Math.min(...current) > limit) return limit + 1
    previous = current
  }
  return previous[other.length] ?? limit + 1
}
