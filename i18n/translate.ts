// Texts for people, in their language. Runs on the server and in the browser.
//
// A language is a folder of JSON files (i18next, JSON v4), a module that gathers them, and a line in `languages`.

import { createInstance, type i18n } from 'i18next'
import { en } from './en.ts'
import { fr } from './fr.ts'
import type { PluralKey, TextKey } from './keys.ts'
import { remembered } from './remembered.ts'

const languages = {
  fr: { texts: fr, name: 'Français', direction: 'ltr', format: 'fr-FR' },
  // British rather than American: day before month, and a 24-hour clock like the signs on French doors.
  en: { texts: en, name: 'English', direction: 'ltr', format: 'en-GB' },
} as const

export type Locale = keyof typeof languages

/** The languages of the screens; French, the source, comes first. */
export const locales = Object.keys(languages) as Locale[]

export function isLocale(text: string): text is Locale {
  return Object.hasOwn(languages, text)
}

/** The language's name in itself, for a language menu. */
export function localeName(locale: Locale): string {
  return languages[locale].name
}

/** The BCP 47 tag with which `Intl` formats for readers of this language. */
export function formatTag(locale: Locale): string {
  return languages[locale].format
}

/** For `<html dir>`. */
export function direction(locale: Locale): 'ltr' | 'rtl' {
  return languages[locale].direction
}

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

function texts(): i18n {
  if (instance) return instance
  instance = createInstance()
  instance.init({
    lng: 'fr',
    fallbackLng: 'fr',
    supportedLngs: locales,
    resources: Object.fromEntries(locales.map((locale) => [locale, languages[locale].texts])),
    interpolation: { escapeValue: false },
    // Without loading, everything is there at once.
    initAsync: false,
  })
  return instance
}

/** The `t` of a language; always the same function for the same language. */
export const translator: (locale: Locale) => Translate = remembered((locale: Locale) => {
  const t = texts().getFixedT(locale)
  // The same codes, hours and dates come again on every card: put together anew, they are two thirds of a page's time.
  const known = new Map<string, string>()
  const translate = (key: string, values?: Values): string => {
    const name = values ? `${key} ${JSON.stringify(values)}` : key
    const text = known.get(name) ?? t(key, values ?? {})
    if (known.size >= mostKnown) known.clear()
    // What is long was typed by somebody, and does not come again.
    if (name.length <= longestKnown) known.set(name, text)
    return text
  }
  return Object.assign(translate, { locale })
})
