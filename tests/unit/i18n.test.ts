import { globSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDateRange,
  formatDay,
  formatDistance,
  formatList,
  formatShortRange,
  formatTime,
  formatTimeRange,
  formatWalk,
  languageName,
  languageNameInItself,
  walkingMinutes,
  weekdayNames,
} from '../../i18n/format.ts'
import { direction, isLocale, type Locale, localeName, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { codesOf, kindCodes, listVocabularyNames } from '../../server/places/vocabularies.rules.ts'
import { hoursNoteKinds } from '../../server/sessions/hours.rules.ts'

const folder = new URL('../../i18n/', import.meta.url)
const pluralForm = /_(zero|one|two|few|many|other)$/

type Texts = Map<string, string>

/** Every text of a language by `namespace:path.to.text`, read from the files themselves. */
function textsOf(locale: string): Texts {
  const texts: Texts = new Map()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.set(path, value)
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, `${path}${key}.`)
  }
  for (const file of readdirSync(new URL(`${locale}/`, folder))) {
    const namespace = file.replace(/\.json$/, '')
    const content = JSON.parse(readFileSync(new URL(`${locale}/${file}`, folder), 'utf8'))
    for (const [key, value] of Object.entries(content)) walk(value, `${namespace}:${key}.`)
  }
  return new Map([...texts].map(([path, text]) => [path.slice(0, -1), text]))
}

/** Keys without plural forms, each with the forms it has. */
function formsOf(texts: Texts): Map<string, string[]> {
  const forms = new Map<string, string[]>()
  for (const key of texts.keys()) {
    const form = pluralForm.exec(key)?.[1]
    const base = key.replace(pluralForm, '')
    forms.set(base, [...(forms.get(base) ?? []), ...(form ? [form] : [])])
  }
  return forms
}

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/{{\s*([\w-]+)/g)].map(([, name]) => name))].sort()

/** A form that is used for one number only may say it in a word: `مكانان`, two places. */
const mayLeaveCount = (key: string) => /_(zero|one|two)$/.test(key)

const plainSpaces = (text: string) => text.replace(/\s/g, ' ')

const french = textsOf('fr')

describe.each(locales)('texts in %s', (locale) => {
  const texts = textsOf(locale)

  it('say something for every key of French, and for no other', () => {
    expect([...formsOf(texts).keys()].sort()).toEqual([...formsOf(french).keys()].sort())
  })

  it('are never empty', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('hold the same placeholders as French', () => {
    const differing = [...texts].filter(([key, text]) => {
      const source = french.get(key) ?? french.get(key.replace(pluralForm, '_other')) ?? ''
      const wanted = placeholders(source).filter((name) => !(mayLeaveCount(key) && name === 'count'))
      const found = placeholders(text).filter((name) => !(mayLeaveCount(key) && name === 'count'))
      return found.join() !== wanted.join()
    })
    expect(differing).toEqual([])
  })

  it('have every plural form of the language, and no other', () => {
    const wanted = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted()
    const incomplete = [...formsOf(texts)].filter(
      ([, forms]) => forms.length > 0 && forms.toSorted().join() !== wanted.join(),
    )
    expect(incomplete).toEqual([])
  })

  it('are found by the translator in each of their files', () => {
    const t = translator(locale) as (key: string, values?: Record<string, number>) => string
    const lost = [...formsOf(texts).keys()].filter((key) => t(key, { count: 3 }) === key.split(':')[1])
    expect(lost).toEqual([])
  })

  it('name every code of every vocabulary', () => {
    const t = translator(locale) as (key: string) => string
    const keys = [
      ...kindCodes.map((code) => `kind.${code}`),
      ...listVocabularyNames.flatMap((name) => codesOf(name).map((code) => `${name}.${code}`)),
      ...['kind', ...listVocabularyNames].map((name) => `names.${name}`),
    ]
    expect(keys.filter((key) => t(`vocabularies:${key}`) === key)).toEqual([])
  })

  it('have a sentence for every note on hours', () => {
    expect(hoursNoteKinds.filter((kind) => !texts.has(`hours:notes.${kind}`))).toEqual([])
  })
})

/** Texts that are the same in two languages because the word is, each checked by hand. */
const sameWord = new Map([
  [
    'en',
    'Bus|Message|Date|Dates|{{count}} date|{{count}} dates|Page {{page, number}}|{{count, number}} date|{{count, number}} dates|{{name}} – dates|Contact|Code|Labels|Actions|Commune|Communes|Association|Scanner|{{count, number}} bus|page',
  ],
  ['de', 'Bus|Code|Website|Adresse|Liste|Niveau|Region|Computer|Tablet|Scanner'],
  ['tr', 'Liste|Tablet'],
  ['ar', ''],
])
/** Names of products and programmes, in every language as they are. */
const isName = (key: string) =>
  [
    'layout:product',
    'layout:pageTitle',
    'vocabularies:kind.france-services',
    'add:organisation.siret',
  ].includes(key) || key.startsWith('vocabularies:programmes.')
const hasWords = (text: string) => /\p{L}{3}/u.test(text.replace(/{{.*?}}/g, ''))

describe.each(locales.slice(1))('nothing is left in another language in %s', (locale) => {
  const texts = [...textsOf(locale)].filter(([key, text]) => hasWords(text) && !isName(key))

  it('but words that are the same', () => {
    const others = locales.filter((each) => each !== locale && ['fr', 'en'].includes(each)).map(textsOf)
    const same = sameWord.get(locale)!.split('|')
    const left = texts.filter(
      ([key, text]) => !same.includes(text) && others.some((other) => other.get(key) === text),
    )
    expect(left).toEqual([])
  })

  it('nor is any sentence written in another script', () => {
    const script = locale === 'ar' ? /\p{Script=Arabic}/u : /\p{Script=Latin}/u
    expect(texts.filter(([, text]) => !script.test(text))).toEqual([])
  })
})

it('no text is kept that nobody says', () => {
  const root = new URL('../../', import.meta.url)
  const said = globSync('{server,client,i18n}/**/*.ts', { cwd: root, exclude: ['client/dist/**'] })
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join('\n')
  /** `find:map.open` is said as such, or by a key that is put together: `find:map.${…}`, `find:${…}`. */
  const isSaid = (key: string) => {
    if (said.includes(key)) return true
    const [namespace = '', path = ''] = key.split(':')
    const parts = path.split('.')
    return parts.some((_, index) =>
      said.includes(`${namespace}:${[...parts.slice(0, index), '${'].join('.')}`),
    )
  }
  expect([...formsOf(french).keys()].filter((key) => !isSaid(key))).toEqual([])
})

describe('French typography', () => {
  it('never lets a sign start a line: a no-break space stands before : ; ! ? and inside « »', () => {
    expect([...french].filter(([, text]) => / [:;!?»]|« /.test(text))).toEqual([])
  })

  it('writes the apostrophe as printers do', () => {
    expect([...french].filter(([, text]) => /\p{L}'\p{L}/u.test(text))).toEqual([])
  })
})

describe('a translator', () => {
  it('leaves the names of places as they are: escaping is the work of templates', () => {
    const organisation = '<b>Léo & Léa</b> $t(layout:product) {{date}}'
    expect(translator('en')('places:runBy', { organisation })).toBe(`Run by ${organisation}`)
  })

  it('counts places in the words of the language', () => {
    const counts = [0, 1, 7890]
    const inWords = (locale: Locale) => counts.map((count) => translator(locale)('find:count', { count }))
    expect(inWords('fr')).toEqual(['0 lieu', '1 lieu', '7\u202f890 lieux'])
    expect(inWords('en')).toEqual(['0 places', '1 place', '7,890 places'])
    expect(inWords('de')).toEqual(['0 Orte', '1 Ort', '7.890 Orte'])
    expect(inWords('tr')).toEqual(['0 yer', '1 yer', '7.890 yer'])
  })

  it('counts in the six ways of Arabic, with the digits of French doors', () => {
    const t = translator('ar')
    expect([0, 1, 2, 3, 11, 100, 7890].map((count) => t('find:count', { count }))).toEqual([
      'لا يوجد مكان',
      'مكان واحد',
      'مكانان',
      '3 أماكن',
      '11 مكانًا',
      '100 مكان',
      '7,890 مكانًا',
    ])
  })

  it('isolates what is put into an Arabic sentence, so that an address keeps its number in front', () => {
    const where = '5 Rue de la Calcination'
    expect(translator('ar')('find:titleNear', { where })).toContain(`\u2068${where}\u2069`)
    expect(translator('fr')('find:titleNear', { where })).not.toContain('\u2068')
  })

  it('knows its language', () => {
    expect(locales.map((locale) => translator(locale).locale)).toEqual(locales)
  })

  it('refuses keys that do not exist, at compile time', () => {
    const t = translator('fr')
    // @ts-expect-error no such text
    expect(t('find:nothingOfTheKind')).toBe('nothingOfTheKind')
    // @ts-expect-error a text with plural forms wants a count
    t('find:count')
  })
})

describe('languages of the screens', () => {
  it('are known by their code, name and direction', () => {
    expect(locales[0]).toBe('fr')
    expect(isLocale('en')).toBe(true)
    expect(['', 'FR', 'xx', '__proto__', 'toString'].filter(isLocale)).toEqual([])
    expect(locales.map(localeName)).toEqual(['Français', 'English', 'Deutsch', 'Türkçe', 'العربية'])
    expect(locales.map(direction)).toEqual(['ltr', 'ltr', 'ltr', 'ltr', 'rtl'])
  })
})

describe('dates and times', () => {
  it('are the day and the hour of Strasbourg', () => {
    const lateInLondon = new Date('2026-02-28T23:30:00Z')
    expect(formatDate('fr', lateInLondon)).toBe('1er mars 2026')
    expect(formatDate('fr', '2026-02-28T23:30:00Z')).toBe('1er mars 2026')
    expect(formatTime('fr', lateInLondon)).toBe('0\u00a0h\u00a030')
    expect(formatTime('en', new Date('2026-07-01T12:05:00Z'))).toBe('14:05')
  })

  it('keep a day that has no hour as it is', () => {
    expect(formatDate('fr', '2026-03-01')).toBe('1er mars 2026')
    expect(formatDate('en', '2026-03-01')).toBe('1 March 2026')
    expect(formatDay('fr', '2026-01-14')).toBe('mercredi 14 janvier')
  })

  it('read like the sign on a door', () => {
    expect(['09:00', '12:30', '24:00', '26:00'].map((time) => formatTime('fr', time))).toEqual([
      '9\u00a0h',
      '12\u00a0h\u00a030',
      'minuit',
      '2\u00a0h',
    ])
    expect(['09:00', '12:30', '24:30'].map((time) => formatTime('en', time))).toEqual([
      '9:00',
      '12:30',
      '0:30',
    ])
  })

  it('say from when to when as each language does', () => {
    const ranges = locales.map((locale) => plainSpaces(formatTimeRange(locale, '09:00', '12:30')))
    expect(ranges).toEqual([
      '9 h – 12 h 30',
      '9:00–12:30',
      '9 – 12:30 Uhr',
      '9:00 – 12:30',
      'من 9:00 إلى 12:30',
    ])
    expect(plainSpaces(formatTimeRange('de', '22:30', '24:00'))).toBe('22:30 – Mitternacht')
  })

  it.each(locales)('keep Western digits in %s', (locale) => {
    const shown = [
      formatDate(locale, '2026-03-01'),
      formatDay(locale, '2026-01-14'),
      formatTimeRange(locale, '09:00', '24:30'),
      formatDistance(locale, 350),
      formatDistance(locale, 1234),
      formatWalk(locale, 400),
      translator(locale)('find:countShown', { first: 1234, last: 5678 }),
    ]
    expect(shown.filter((text) => !/[0-9]/.test(text) || /[\p{Nd}--[0-9]]/v.test(text))).toEqual([])
  })

  it('begin the week on Monday', () => {
    expect(weekdayNames('fr')[0]).toBe('lundi')
    expect(weekdayNames('en')[6]).toBe('Sunday')
  })
})

describe('ranges of dates', () => {
  const inWords = (locale: Locale, from: string, until: string) => {
    const ends = formatDateRange(locale, from, until)
    return plainSpaces(`${ends.from} > ${ends.until}`)
  }

  it.each<[Locale, string, string, string]>([
    ['fr', '13 > 20 décembre 2026', '1er > 2 mars 2026', '28 novembre > 1er décembre 2026'],
    ['en', '13 > 20 December 2026', '1 > 2 March 2026', '28 November > 1 December 2026'],
    ['de', '13. > 20. Dezember 2026', '1. > 2. März 2026', '28. November > 1. Dezember 2026'],
    ['tr', '13 > 20 Aralık 2026', '1 > 2 Mart 2026', '28 Kasım > 1 Aralık 2026'],
    ['ar', '13 > 20 ديسمبر 2026', '1 > 2 مارس 2026', '28 نوفمبر > 1 ديسمبر 2026'],
  ])('say once in %s what both days share', (locale, inMonth, fromTheFirst, inYear) => {
    expect(inWords(locale, '2026-12-13', '2026-12-20')).toBe(inMonth)
    expect(inWords(locale, '2026-03-01', '2026-03-02')).toBe(fromTheFirst)
    expect(inWords(locale, '2026-11-28', '2026-12-01')).toBe(inYear)
  })

  it('name both years when they differ, and a single day twice', () => {
    expect(inWords('fr', '2026-12-28', '2027-01-03')).toBe('28 décembre 2026 > 3 janvier 2027')
    expect(inWords('fr', '2026-12-28', '2026-12-28')).toBe('28 décembre 2026 > 28 décembre 2026')
    expect(formatShortRange('fr', '2026-12-13', '2026-12-20')).toEqual({ from: '13', until: '20 déc.' })
  })
})

describe('distances', () => {
  it('are no more exact than people walk', () => {
    const shown = [4, 84, 337, 960, 1234, 9960, 15_234].map((metres) => formatDistance('fr', metres))
    expect(shown.map(plainSpaces)).toEqual(['10 m', '80 m', '350 m', '950 m', '1,2 km', '10 km', '15 km'])
    expect(formatDistance('en', 1234)).toBe('1.2 km')
    expect(plainSpaces(formatDistance('de', 1234))).toBe('1,2 km')
    expect(plainSpaces(formatDistance('ar', 1234))).toBe('1.2 كم')
  })

  it('are walked at 80 metres a minute, in a minute at least', () => {
    expect([0, 400, 1000].map(walkingMinutes)).toEqual([1, 5, 13])
    expect(plainSpaces(formatWalk('fr', 400))).toBe('5 min')
    expect([80, 160, 400, 960].map((metres) => plainSpaces(formatWalk('ar', metres)))).toEqual([
      'دقيقة',
      'دقيقتان',
      '5 دقائق',
      '12 دقيقة',
    ])
  })
})

describe('spoken languages', () => {
  it('have a name in the language of the reader', () => {
    expect(languageName('fr', 'tr')).toBe('turc')
    expect(languageName('en', 'ar')).toBe('Arabic')
    expect(languageName('fr', 'fsl')).toBe('langue des signes française')
    expect(languageName('en', 'gsw')).toBe('Alsatian')
    expect(locales.map((locale) => languageName(locale, 'tr'))).toEqual([
      'turc',
      'Turkish',
      'Türkisch',
      'Türkçe',
      'التركية',
    ])
  })

  it('have a name in their own script, where it is known', () => {
    expect(['tr', 'ar', 'gsw'].map(languageNameInItself)).toEqual(['Türkçe', 'العربية', 'Elsässisch'])
    expect(languageNameInItself('qqq')).toBeNull()
  })

  it('keep the code that nobody knows', () => {
    expect(languageName('fr', 'qqq')).toBe('qqq')
    expect(languageName('fr', 'not a code')).toBe('not a code')
    expect(languageNameInItself('not a code')).toBeNull()
  })

  it('make a list that reads as a sentence', () => {
    expect(formatList('fr', ['arabe', 'russe', 'turc'])).toBe('arabe, russe et turc')
  })
})
