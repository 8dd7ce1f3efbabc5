// What data hold and fonts do not: nothing of it may refuse a whole document.
import { expect, it } from 'vitest'
import { printable } from '../../server/typesetting/printable.ts'
import { typefacesFor } from '../../server/typesetting/typefaces.ts'

const set = (text: string) => JSON.parse(printable(JSON.stringify(text), typefacesFor([text])))
const families = (text: string) => typefacesFor([text]).map(({ family }) => family)

it('what fonts have stays as it is, quotes and markup of Typst too', () => {
  for (const text of [
    '#[x]*$"<>\\`@_~ //',
    'Médiathèque « œuvre » – 10 h 30',
    'العربية، 12',
    'Türkçe ğış',
    'русский',
  ])
    expect(set(text)).toBe(text)
})

it('pictures are left out, and the spaces around them are one', () => {
  expect(set('Appelez 📞 vite 🏠')).toBe('Appelez vite')
  expect(set('🖥️ Bienvenue')).toBe('Bienvenue')
})

it('letters in fancy dress are put plainly, letters that nobody has as one question mark', () => {
  expect(set('𝓔𝓼𝓹𝓪𝓬𝓮')).toBe('Espace')
  expect(set('한국어')).toBe('?')
})

it('marks join their letters; marks that no font has with their letter are left out', () => {
  expect(set('E\u0301cole')).toBe('École')
  expect(set('б\u20d7ис')).toBe('бис')
})

it('signs that turn the direction of text or cannot be seen are gone, isolates and joiners stay', () => {
  expect(set('a\u202Eb\u202C\u0000\u0007c\uFEFF')).toBe('abc')
  expect(set('\u2068Neudorf\u2069 می\u200cخواهم')).toBe('\u2068Neudorf\u2069 می\u200cخواهم')
})

it('words that no column holds may be parted, addresses are left alone', () => {
  expect(set('Donaudampfschifffahrtsgesellschaft')).toBe('Donaudampfsc\u00adhifffahrtsge\u00adsellschaft')
  const address = `exemple.fr/${'a'.repeat(40)}`
  expect(set(address)).toBe(address)
})

it('reads only the fonts that a document needs', () => {
  expect(families('Neudorf')).toEqual(['Atkinson Hyperlegible Next'])
  expect(families('Neudorf العربية 中文 ქართული')).toEqual([
    'Atkinson Hyperlegible Next',
    'Vazirmatn',
    'Noto Sans Georgian',
    'Sawarabi Gothic',
  ])
})

it('has the letters of the languages in which places near the Rhine help', () => {
  const names = [
    'Français',
    'Türkçe',
    'العربية',
    'پښتو',
    'فارسی',
    'کوردیی ناوەندی',
    'اردو',
    'русский',
    'українська',
  ]
  const others = [
    'Ελληνικά',
    'հայերեն',
    'ქართული',
    'தமிழ்',
    'বাংলা',
    'አማርኛ',
    'עברית',
    '中文',
    '日本語',
    'हिन्दी',
    'Tiếng Việt',
  ]
  for (const name of [...names, ...others]) expect(set(name)).toBe(name)
})
