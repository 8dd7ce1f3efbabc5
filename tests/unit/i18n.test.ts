import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatDay,
  formatDistance,
  formatList,
  formatTime,
  formatWalk,
  languageName,
  languageNameInItself,
  walkingMinutes,
  weekdayNames,
} from '../../i18n/format.ts'
import { direction, isLocale, localeName, locales, translator } from '../../i18n/translate.ts'
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
      return placeholders(text).join() !== placeholders(source).join()
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
    const t = translator('fr')
    expect(t('find:count', { count: 0 })).toBe('0 lieu trouvé')
    expect(t('find:count', { count: 1 })).toBe('1 lieu trouvé')
    expect(t('find:count', { count: 7890 })).toBe('7\u202f890 lieux trouvés')
    expect(translator('en')('find:count', { count: 0 })).toBe('0 places found')
    expect(translator('en')('find:count', { count: 7890 })).toBe('7,890 places found')
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
    expect(locales.map(localeName)).toEqual(['Français', 'English'])
    expect(locales.map(direction)).toEqual(['ltr', 'ltr'])
  })
})

describe('dates and times', () => {
  it('are the day and the hour of Strasbourg', () => {
    const lateInLondon = new Date('2026-02-28T23:30:00Z')
    expect(formatDate('fr', lateInLondon)).toBe('1 mars 2026')
    expect(formatDate('fr', '2026-02-28T23:30:00Z')).toBe('1 mars 2026')
    expect(formatTime('fr', lateInLondon)).toBe('0\u00a0h\u00a030')
    expect(formatTime('en', new Date('2026-07-01T12:05:00Z'))).toBe('14:05')
  })

  it('keep a day that has no hour as it is', () => {
    expect(formatDate('fr', '2026-03-01')).toBe('1 mars 2026')
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

  it('begin the week on Monday', () => {
    expect(weekdayNames('fr')[0]).toBe('lundi')
    expect(weekdayNames('en')[6]).toBe('Sunday')
  })
})

describe('distances', () => {
  it('are no more exact than people walk', () => {
    const shown = [4, 84, 337, 960, 1234, 9960, 15_234].map((metres) => formatDistance('fr', metres))
    expect(shown.map(plainSpaces)).toEqual(['10 m', '80 m', '350 m', '950 m', '1,2 km', '10 km', '15 km'])
    expect(formatDistance('en', 1234)).toBe('1.2 km')
  })

  it('are walked at 80 metres a minute, in a minute at least', () => {
    expect([0, 400, 1000].map(walkingMinutes)).toEqual([1, 5, 13])
    expect(plainSpaces(formatWalk('fr', 400))).toBe('5 min')
  })
})

describe('spoken languages', () => {
  it('have a name in the language of the reader', () => {
    expect(languageName('fr', 'tr')).toBe('turc')
    expect(languageName('en', 'ar')).toBe('Arabic')
    expect(languageName('fr', 'fsl')).toBe('langue des signes française')
    expect(languageName('en', 'gsw')).toBe('Alsatian')
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
