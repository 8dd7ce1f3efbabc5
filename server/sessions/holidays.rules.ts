// Public holidays, computed, and school holidays, looked up in a calendar that the caller gives.

import { daysBetween } from './day.rules.ts'

export const publicHolidayCodes = [
  'new-year',
  'good-friday',
  'easter-monday',
  'labour-day',
  'victory-day',
  'ascension',
  'whit-monday',
  'bastille-day',
  'assumption',
  'all-saints',
  'armistice',
  'christmas',
  'saint-stephen',
] as const
export type PublicHoliday = (typeof publicHolidayCodes)[number]

export const schoolHolidayCodes = [
  'autumn',
  'christmas',
  'winter',
  'spring',
  'ascension-bridge',
  'summer',
] as const
export type SchoolHoliday = (typeof schoolHolidayCodes)[number]

/** A holiday as the reason for something: why a place is closed. */
export type HolidayReason =
  | { kind: 'public-holiday'; code: PublicHoliday }
  | { kind: 'school-holiday'; code: SchoolHoliday }

export type SchoolZone = 'A' | 'B' | 'C'

/**
 * School holidays as published, `seeds/calendars.json`. Dates are `YYYY-MM-DD`, first and last day inclusive. Of days
 * outside `known` nothing can be said.
 */
export type SchoolCalendar = {
  known: { first: string; last: string }
  holidays: { code: SchoolHoliday; zones: string; first: string; last: string }[]
}

/** Which holidays a place keeps. */
export type HolidayRegion = {
  /** `null`: Corsica and overseas, whose school holidays are not those of a zone. */
  schoolZone: SchoolZone | null
  /** 26 December is a public holiday (Bas-Rhin, Haut-Rhin, Moselle). */
  saintStephensDay: boolean
  /** So is Good Friday: in those departments, only in a commune with a protestant temple or a mixed church. */
  goodFriday: boolean
}

/** Strasbourg and the communes of Alsace that keep Good Friday. */
export const alsace: HolidayRegion = { schoolZone: 'B', saintStephensDay: true, goodFriday: true }

/** Anywhere else in France whose school holidays are those of zone B. */
export const restOfFrance: HolidayRegion = { schoolZone: 'B', saintStephensDay: false, goodFriday: false }

/**
 * The holidays that a commune keeps, by its INSEE code. Bas-Rhin, Haut-Rhin and Moselle have two more than the rest of
 * France (ordinance of 16 August 1892; article L3134-13 of the labour code). A place whose commune is unknown is taken
 * for one in zone B that has neither.
 * @param goodFriday does the commune have a protestant temple or a mixed church? Heeded in those departments alone
 */
export function holidaysOf(communeCode: string | null, goodFriday = true): HolidayRegion {
  if (communeCode === null) return restOfFrance
  const ofAlsaceMoselle = /^(57|6[78])/.test(communeCode)
  return {
    schoolZone: schoolZoneOf(communeCode),
    saintStephensDay: ofAlsaceMoselle,
    goodFriday: ofAlsaceMoselle && goodFriday,
  }
}

/** Departments by zone, académie by académie (order of 2015, in force since January 2016). */
const zones: Record<SchoolZone, string> = {
  // Besançon · Bordeaux · Clermont-Ferrand · Dijon · Grenoble · Limoges · Lyon · Poitiers
  A: '25 39 70 90 24 33 40 47 64 03 15 43 63 21 58 71 89 07 26 38 73 74 19 23 87 01 42 69 16 17 79 86',
  // Aix-Marseille · Amiens · Lille · Nancy-Metz · Nantes · Nice · Normandie · Orléans-Tours · Reims · Rennes · Strasbourg
  B: '04 05 13 84 02 60 80 59 62 54 55 57 88 44 49 53 72 85 06 83 14 27 50 61 76 18 28 36 37 41 45 08 10 51 52 22 29 35 56 67 68',
  // Créteil · Montpellier · Paris · Toulouse · Versailles
  C: '77 93 94 11 30 34 48 66 75 09 12 31 32 46 65 81 82 78 91 92 95',
}
const zoneOfDepartment = new Map(
  Object.entries(zones).flatMap(([zone, departments]) =>
    departments.split(' ').map((department) => [department, zone as SchoolZone] as const),
  ),
)

/** The school zone of a department or of a commune (INSEE code); `null` in Corsica, overseas, and where unknown. */
export function schoolZoneOf(code: string): SchoolZone | null {
  return zoneOfDepartment.get(code.slice(0, 2)) ?? null
}

const fixedHolidays: Readonly<Record<string, PublicHoliday>> = {
  '01-01': 'new-year',
  '05-01': 'labour-day',
  '05-08': 'victory-day',
  '07-14': 'bastille-day',
  '08-15': 'assumption',
  '11-01': 'all-saints',
  '11-11': 'armistice',
  '12-25': 'christmas',
}
const daysAfterEaster: Readonly<Record<number, PublicHoliday>> = {
  '-2': 'good-friday',
  1: 'easter-monday',
  39: 'ascension',
  50: 'whit-monday',
}

/**
 * The public holiday on a date, `YYYY-MM-DD` (article L3133-1 of the labour code). Where two fall on one day, the one
 * with a date of its own is told.
 */
export function publicHoliday(date: string, region: HolidayRegion): PublicHoliday | null {
  const monthAndDay = date.slice(5)
  const fixed = fixedHolidays[monthAndDay]
  if (fixed) return fixed
  if (monthAndDay === '12-26') return region.saintStephensDay ? 'saint-stephen' : null
  if (monthAndDay < '03-20' || monthAndDay > '06-14') return null
  const movable = daysAfterEaster[daysBetween(easterSunday(Number(date.slice(0, 4))), date)] ?? null
  return movable === 'good-friday' && !region.goodFriday ? null : movable
}

/** Easter Sunday of a Gregorian year, `YYYY-MM-DD`, by the algorithm of Meeus, Jones and Butcher. */
export function easterSunday(year: number): string {
  const moonYear = year % 19
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const fullMoon = (19 * moonYear + century - Math.floor(century / 4) - moonShift + 15) % 30
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - fullMoon - (yearOfCentury % 4)) % 7
  const correction = Math.floor((moonYear + 11 * fullMoon + 22 * toSunday) / 451)
  const days = fullMoon + toSunday - 7 * correction + 114
  return `${year}-0${Math.floor(days / 31)}-${String((days % 31) + 1).padStart(2, '0')}`
}

/** The school holidays in which a date lies; `null` outside them, and where `knowsSchoolHolidays` is false. */
export function schoolHoliday(
  date: string,
  zone: SchoolZone | null,
  calendar: SchoolCalendar,
): SchoolHoliday | null {
  if (zone === null) return null
  const period = calendar.holidays.find(
    ({ zones, first, last }) => zones.includes(zone) && first <= date && date <= last,
  )
  return period?.code ?? null
}

/**
 * In the last year of the calendar: a sentence for whoever runs the site. Afterwards nobody can say on which days hours that
 * name school holidays hold.
 */
export function calendarEnding({ known }: SchoolCalendar, today: string): string | undefined {
  if (daysBetween(today, known.last) > 366) return undefined
  const after = 'hours that name school holidays are told as text alone, without dates and without “open now”'
  const mend = 'install a newer version, or add a year to seeds/calendars.json'
  return today > known.last
    ? `School holidays are known until ${known.last} only: ${after}. To mend it, ${mend}.`
    : `School holidays are known until ${known.last} only; from then on ${after}. Before then, ${mend}.`
}

/** Can it be told of this date whether it lies in the school holidays? */
export function knowsSchoolHolidays(
  date: string,
  zone: SchoolZone | null,
  { known }: SchoolCalendar,
): boolean {
  return zone !== null && known.first <= date && date <= known.last
}
