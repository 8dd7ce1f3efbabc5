// What an association types of itself, and the way through the pages.
import type { Browser } from '../databases/people.ts'

export const simplePlace = {
  name: 'Atelier des Deux Rives',
  kind: 'association',
  address: '12 rue de l’Invention',
  commune: '67482',
  services: ['everyday-skills', 'administrative-procedures'],
  hours: 'open',
  'hours-1-days': ['mo', 'tu'],
  'hours-1-from': '9h',
  'hours-1-to': '12h',
  publicHolidays: 'closed',
  phone: '03 88 00 00 42',
  contactEmail: 'lea@example.org',
  step: 'next',
}
export type TypedPlace = Record<string, string | string[]>

/** Opens the form. @returns the address of its draft */
export async function openDraft(browser: Browser, locale = 'fr', query = ''): Promise<string> {
  const { body } = await browser.get(`/${locale}/add${query}`)
  return draftIn(body)
}

/** Where the form of a page leads. */
export const draftIn = (html: string): string => /action="(\/[a-z]{2}\/add\/[\w-]{22})"/.exec(html)![1]!

/** Types a place and sends it. @returns the address of its receipt */
export async function sendPlace(browser: Browser, place: TypedPlace, locale = 'fr'): Promise<string> {
  const draft = await openDraft(browser, locale)
  const kept = await browser.post(draft, place)
  if (kept.headers.location === `${draft}/twins`) await browser.post(`${draft}/twins`, { twin: 'new' })
  const { headers, body } = await browser.post(`${draft}/send`)
  if (!headers.location?.includes('/submissions/')) throw new Error(`Not sent: ${headers.location} ${body}`)
  return headers.location
}

/** The value of a field as a page shows it. */
export function valueIn(html: string, name: string): string | undefined {
  return new RegExp(`<input[^>]* name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1]
}
