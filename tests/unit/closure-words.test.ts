import { expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { closureInWords } from '../../server/sessions/time-now.view.ts'

const closure = {
  kind: 'closed',
  from: '2026-12-13',
  until: '2026-12-20',
  reason: 'works',
  text: null,
  language: 'fr',
} as const
const t = translator('fr')
const plain = (text: string) => text.replace(/\s/g, ' ')

it('says of a place that it closes, and of a bus that it does not run', () => {
  const said = (today: string, whose: 'place' | 'unit') => plain(closureInWords(closure, today, t, whose))
  expect(said('2026-12-01', 'place')).toBe('Sera fermé du 13 au 20 décembre 2026 : travaux')
  expect(said('2026-12-01', 'unit')).toBe('Ne circulera pas du 13 au 20 décembre 2026 : travaux')
  expect(said('2026-12-15', 'unit')).toBe('Ne circule pas jusqu’au 20 décembre 2026 : travaux')
  expect(said('2026-12-20', 'unit')).toBe('Ne circule pas aujourd’hui : travaux')
  expect(said('2026-12-22', 'unit')).toBe('Circule de nouveau depuis le 21 décembre 2026')
})

it.each(locales)('says the year of a closure once in %s', (locale) => {
  const words = closureInWords(closure, '2026-12-01', translator(locale), 'unit')
  expect(words.match(/2026/g)).toHaveLength(1)
})
