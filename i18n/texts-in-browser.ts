// What stands for `texts.ts` in the browser: the texts of one language, and of those only what islands say.
import type { Locale } from './languages.ts'

const loaders = {
  fr: async () => (await import('./browser/fr.ts')).fr,
  en: async () => (await import('./browser/en.ts')).en,
  de: async () => (await import('./browser/de.ts')).de,
  tr: async () => (await import('./browser/tr.ts')).tr,
  ar: async () => (await import('./browser/ar.ts')).ar,
} satisfies Record<Locale, () => Promise<object>>

export const texts: Partial<Record<Locale, Record<string, object>>> = {}

/** Fetches the texts of a language; before it, its translator knows nothing. */
export async function loadTexts(locale: Locale): Promise<void> {
  texts[locale] = await loaders[locale]()
}
