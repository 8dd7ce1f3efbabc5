// A place as search engines and assistants read it (https://schema.org, JSON-LD).
import { safeLink } from '../http/safe-link.rules.ts'
import { type DayHours, hasNote, type WeekHours } from '../sessions/hours.rules.ts'
import type { PlaceFeature, PlaceProperties } from './place-feature.rules.ts'
import type { Kind } from './vocabularies.rules.ts'

/**
 * A narrower type only where every place of the kind is one. All but `Place` are at once a place and an organisation,
 * so that they have hours as well as languages.
 */
const types: Partial<Record<Kind, string>> = {
  library: 'Library',
  'post-office': 'PostOffice',
  'town-hall': 'GovernmentOffice',
  'france-services': 'GovernmentOffice',
  'social-action': 'GovernmentOffice',
  department: 'GovernmentOffice',
  employment: 'EmploymentAgency',
  other: 'Place',
}

type Described = Record<string, unknown>

/**
 * The description of a place; what is unknown is left out.
 * @param address the page of the place
 */
export function placeJsonLd(
  { geometry, properties }: PlaceFeature<PlaceProperties>,
  address: string,
): Described {
  const type = types[properties.kind] ?? 'LocalBusiness'
  const { name, phone, email, approximate, languages, fee } = properties
  const website = safeLink(properties.website)
  const [lon, lat] = geometry?.coordinates ?? []
  return {
    '@context': 'https://schema.org',
    '@type': type,
    '@id': address,
    name,
    url: address,
    ...(website && { sameAs: website }),
    address: postalAddress(properties),
    ...(lon !== undefined &&
      !approximate && { geo: { '@type': 'GeoCoordinates', latitude: lat, longitude: lon } }),
    ...(phone && { telephone: phone }),
    ...(email && type !== 'Place' && { email }),
    ...(languages.length > 0 && type !== 'Place' && { knowsLanguage: languages }),
    ...freeOrNot(fee),
    ...openingHours(properties.openingWeek, properties),
  }
}

function postalAddress({ address, postalCode, commune }: PlaceProperties): Described {
  return {
    '@type': 'PostalAddress',
    ...(address && { streetAddress: address }),
    ...(postalCode && { postalCode }),
    ...(commune && { addressLocality: commune }),
    addressCountry: 'FR',
  }
}

/** "Free with conditions" is neither yes nor no. */
function freeOrNot(fee: readonly string[]): Described {
  if (fee.length !== 1 || fee[0] === 'free-with-conditions') return {}
  return { isAccessibleForFree: fee[0] === 'free' }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** What a table of seven days may be accompanied by and still be true. */
const harmless = ['always-open', 'closed-public-holidays', 'otherwise-by-appointment']

/** Hours that are the same every week, and at which one may simply come; schema.org knows no appointments. */
function openingHours(week: WeekHours | null, validity: Validity): Described {
  if (!week?.regular || week.notes.some(({ kind }) => !harmless.includes(kind))) return {}
  if (hasNote(week, 'always-open'))
    return { openingHoursSpecification: [opening(weekdays, '00:00', '23:59', validity)] }
  const daysByTimes = Map.groupBy(
    week.days.flatMap((hours, day) => times(hours).map((each) => ({ each, day: weekdays[day]! }))),
    ({ each }) => each,
  )
  const openings = [...daysByTimes].map(([each, days]) => {
    const [opens = '', closes = ''] = each.split(' ')
    return opening(
      days.map(({ day }) => day),
      opens,
      closes,
      validity,
    )
  })
  return openings.length > 0 ? { openingHoursSpecification: openings } : {}
}

function times(hours: DayHours): string[] {
  return hours
    .filter(({ byAppointment, comment }) => !byAppointment && comment === undefined)
    .map(({ from, to }) => `${from} ${closing(to)}`)
}

/** A closing hour before the opening hour is one of the next day; midnight itself is not an hour of schema.org. */
function closing(to: string): string {
  const hour = Number(to.slice(0, 2))
  if (to === '24:00') return '23:59'
  return hour < 24 ? to : `${String(hour - 24).padStart(2, '0')}${to.slice(2)}`
}

/** A temporary place: the first and last day on which it is there. */
type Validity = Pick<PlaceProperties, 'validFrom' | 'validUntil'>

function opening(
  days: string[],
  opens: string,
  closes: string,
  { validFrom, validUntil }: Validity,
): Described {
  return {
    '@type': 'OpeningHoursSpecification',
    dayOfWeek: days.map((day) => `https://schema.org/${day}`),
    opens,
    closes,
    ...(validFrom && { validFrom }),
    ...(validUntil && { validThrough: validUntil }),
  }
}
