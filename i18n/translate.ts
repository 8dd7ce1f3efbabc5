// Texts for people, in their language. Runs on the server and in the browser.
import { createInstance, type i18n } from 'i18next'
import type { PluralKey, TextKey } from './keys.ts'
import { direction, formatTag, type Locale, locales } from './languages.ts'
import { remembered } from './remembered.ts'
import { texts } from './texts.ts'

type Values = Record<string, string | number>

/**
 * Gives the text of a key in one language, with `{{names}}` replaced. Nothing is escaped: the templates do that. A text
 * that was put together before costs next to nothing; a new one some 3 µs, 20 with a number in it.
 */
export type Translate = {
  (key: TextKey, values?: Values): string
  (key: PluralKey, values: Values & { count: number }): string
  readonly locale: Locale
}

/** Texts kept in memory per language: about a megabyte. */
const mostKnown = 5_000
const longestKnown = 120

let instance: i18n | undefined

function instanceOfTexts(): i18n {
  if (instance) return instance
  instance = createInstance()
  instance.init({
    lng: 'fr',
    fallbackLng: 'fr',
    supportedLngs: locales,
    resources: texts,
    interpolation: { escapeValue: false },
    // Without loading, everything is there at once.
    initAsync: false,
  })
  // Many browsers write Arabic numbers in other digits unless they are told.
  instance.services.formatter?.addCached('number', (locale) => {
    const { format } = new Intl.NumberFormat(formatTag(locale as Locale))
    return (value: number) => format(value)
  })
  return instance
}

/** What readers type, and who they are: it is not kept beyond its answer. */
const typed = new Set(['where', 'words', 'value', 'filter', 'email', 'person'])

/**
 * The `t` of a language; always the same function for the same language. In a language that is written from right to
 * left, what is put into a sentence is isolated: an address keeps its number in front.
 */
export const translator: (locale: Locale) => Translate = remembered((locale: Locale) => {
  const t = instanceOfTexts().getFixedT(locale)
  const isolates = direction(locale) === 'rtl'
  // The same codes, hours and dates come again on every card: put together anew, they are two thirds of a page's time.
  const known = new Map<string, string>()
  const translate = (key: string, values?: Values): string => {
    const name = values ? `${key} ${JSON.stringify(values)}` : key
    const before = known.get(name)
    if (before !== undefined) return before
    const text = t(key, isolates && values ? isolated(values) : (values ?? {}))
    if (known.size >= mostKnown) known.clear()
    const isTyped = values && Object.keys(values).some((each) => typed.has(each))
    if (name.length <= longestKnown && !isTyped) known.set(name, text)
    return text
  }
  return Object.assign(translate, { locale })
})

function isolated(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      // U+2068 … U+2069: first-strong isolate.
      typeof value === 'string' && /\p{Letter}/u.test(value) ? `\u2068${value}\u2069` : value,
    ]),
  )
}
