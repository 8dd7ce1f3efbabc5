// Addresses of pages about places, and the short forms in which a place is written.
import { cut } from '../../i18n/cut.ts'
import { fold } from '../../i18n/fold.ts'
import type { Locale } from '../../i18n/languages.ts'

/** The end of a place's address that people read: `mediatheque-de-la-meinau`. */
export function slugOf(name: string): string {
  const slug = cut(fold(name).replaceAll(' ', '-'), 80).replace(/-$/, '') || 'lieu'
  // Pages about a place have these addresses.
  return /^(change|closure|claim|sessions|history)$/.test(slug) ? `lieu-${slug}` : slug
}

/** Address of a place's page. */
export function placePath(locale: Locale, id: number, name: string): string {
  return `/${locale}/places/${id}/${slugOf(name)}`
}

/** Address of a mobile unit's page. */
export function unitPath(locale: Locale, id: number): string {
  return `/${locale}/mobile/${id}`
}

/** Address of what a card stands for: a place, or a mobile unit, which alone has a vehicle. */
export function cardPath(
  locale: Locale,
  { id, properties }: { id: number; properties: { name: string; vehicle?: string | null } },
): string {
  return properties.vehicle ? unitPath(locale, id) : placePath(locale, id, properties.name)
}

/** Where a place begins a sheet for one person; a script keeps it for that sheet instead. */
export function keepPath(locale: Locale, id: number): string {
  return `/${locale}/selection?places=${id}`
}

/** `3 rue Kuhn, 67000 Strasbourg` without what is unknown; empty when nothing is known. */
export function addressLine(place: {
  address?: string | null
  postalCode?: string | null
  commune?: string | null
}): string {
  const town = [place.postalCode, place.commune].filter(Boolean).join(' ')
  return [place.address, town].filter(Boolean).join(', ')
}

/** A French number as it is read aloud (`03 53 01 00 12`); others with their country (`+49 7851 8899-0`). */
export function phoneForReading(phone: string): string {
  const french = /^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(phone)
  return french ? `0${french.slice(1).join(' ')}` : phone
}

/** Can this text be the number of a place? */
export function isPlaceId(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text)
}
