// The languages of the screens. A new one is a line here, a folder of JSON files, and a module that gathers them
// (`fr.ts` for the server, `browser/fr.ts` for what the browser says itself).

const languages = {
  fr: { name: 'Français', direction: 'ltr', format: 'fr-FR' },
  // British rather than American: day before month, and a 24-hour clock like the signs on French doors.
  en: { name: 'English', direction: 'ltr', format: 'en-GB' },
  de: { name: 'Deutsch', direction: 'ltr', format: 'de-DE' },
  tr: { name: 'Türkçe', direction: 'ltr', format: 'tr-TR' },
  // Digits as on French doors and phones, which most readers of Arabic here know best.
  ar: { name: 'العربية', direction: 'rtl', format: 'ar-u-nu-latn' },
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
