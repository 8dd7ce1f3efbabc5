import Negotiator from 'negotiator'
import { isLocale, type Locale, locales } from '../../i18n/languages.ts'

/**
 * The reader's language: the one in the address (`/en/find`), else the first that the browser asks for, else French.
 * @param url path and query of the request
 */
export function readerLocale(url: string, acceptLanguage: string | undefined): Locale {
  const [, first = ''] = url.split(/[/?#]/, 2)
  if (isLocale(first)) return first
  const headers = { 'accept-language': acceptLanguage }
  const [asked = ''] = new Negotiator({ headers }).languages([...locales])
  return isLocale(asked) ? asked : locales[0]!
}
