import { fold } from '../../i18n/fold.ts'

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
