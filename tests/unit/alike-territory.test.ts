import { describe, expect, it } from 'vitest'
import { mostAlikeName, nameForComparing } from '../../server/territories/alike-territory.rules.ts'

const named = [
  'Neudorf – Schluthfeld – Port du Rhin – Musau',
  'Robertsau – Wacken',
  'Illkirch-Graffenstaden',
  'Hœnheim',
  'Holtzheim',
  'Marseille',
  'Marseille-en-Beauvaisis',
  'Mittelhausbergen',
  'Niederhausbergen',
].map((name) => ({ name }))

/** One letter from "Holheim" each. */
const twoAsMuch = [{ name: 'Hohlheim' }, { name: 'Hoelheim' }]

describe('Who writes', () => {
  it.each([
    ['Neudorff', 'Neudorf – Schluthfeld – Port du Rhin – Musau'],
    ['port du rin', 'Neudorf – Schluthfeld – Port du Rhin – Musau'],
    ['La Robertseau', 'Robertsau – Wacken'],
    ['Ilkirch', 'Illkirch-Graffenstaden'],
    ['Ilkirch Grafenstaden', 'Illkirch-Graffenstaden'],
    ['Hönheim', 'Hœnheim'],
    ['Marseile', 'Marseille'],
    ['Mitelhausbergen', 'Mittelhausbergen'],
  ])('“%s” means %s', (written, name) => {
    expect(mostAlikeName(nameForComparing(written)!, named)?.name).toBe(name)
  })

  it.each(['Neuburg', 'Holheim', 'Hausbergen', 'Wackenroder', 'place du Corbeau'])(
    '“%s” means none of them',
    (written) => {
      expect(mostAlikeName(nameForComparing(written)!, [...named, ...twoAsMuch])).toBeUndefined()
    },
  )

  it.each(['12 rue du Neudorf', '67100', 'Kehl', 'a'.repeat(41)])('“%s” writes no name', (text) => {
    expect(nameForComparing(text)).toBeUndefined()
  })
})
