import { describe, expect, it } from 'vitest'
import { mostAlike } from '../../i18n/most-alike.ts'

describe('Of known words', () => {
  it.each([
    ['imprimente', ['imprime', 'imprimer', 'imprimante', 'imprimantes'], ['imprimante']],
    ['bibliotek', ['biblio', 'bibliothecaire', 'bibliothek', 'bibliotheque'], ['bibliothek', 'bibliotheque']],
    ['fotographie', ['graphie', 'photographie', 'photographe'], ['photographie']],
    ['addresse', ['adresses', 'adresse', 'dresse'], ['adresse']],
    ['chaussure', ['causerie', 'chaussures'], ['chaussures']],
  ])('who wrote “%s” meant, of %j, %j', (word, known, meant) => {
    expect(mostAlike(word, known)).toEqual(meant)
  })

  it('nobody means any when there is none', () => {
    expect(mostAlike('imprimente', [])).toEqual([])
  })
})
