// Of which days one can say when a place is open.
import { type HolidayRegion, knowsSchoolHolidays, type SchoolCalendar } from './holidays.rules.ts'
import { hasNote, type WeekHours } from './hours.rules.ts'

type Where = { communeCode?: string | null | undefined; postalCode?: string | null | undefined }

/**
 * Is it where clocks are not those of Paris: overseas (INSEE codes 971 to 978 and 984, 986 to 988; 980 is Monaco's postal
 * code)? Its hours are told as the usual week; no instant is made of them, and nobody says that it is open now.
 */
export function hasOtherClock({ communeCode, postalCode }: Where): boolean {
  return /^(97|98[4678])/.test(communeCode ?? postalCode ?? '')
}

/** Does it depend on school holidays on which days these hours hold? */
export function asksSchoolHolidays(week: WeekHours): boolean {
  const kinds = ['closed-school-holidays', 'only-school-holidays', 'other-hours-school-holidays'] as const
  return kinds.some((kind) => hasNote(week, kind))
}

/** Can it be told of a date when the place is open? Not by another clock, nor where its school holidays are unknown. */
export function tellableOn(
  week: WeekHours | null,
  where: Where,
  { schoolZone }: Pick<HolidayRegion, 'schoolZone'>,
  calendar: SchoolCalendar,
): (date: string) => boolean {
  if (hasOtherClock(where)) return () => false
  if (week === null || !asksSchoolHolidays(week)) return () => true
  return (date) => knowsSchoolHolidays(date, schoolZone, calendar)
}

/** Can nothing ever be told of these hours as dates, for where the place is? */
export function areNeverTellable(
  week: WeekHours | null,
  where: Where,
  { schoolZone }: Pick<HolidayRegion, 'schoolZone'>,
): boolean {
  return hasOtherClock(where) || (week !== null && schoolZone === null && asksSchoolHolidays(week))
}
