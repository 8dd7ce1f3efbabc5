// A mobile unit and its stops as search engines and assistants read them (https://schema.org, JSON-LD).
import type { PlaceProperties } from '../places/place-feature.rules.ts'
import type { UnitStop } from './unit-stops.rules.ts'

type Described = Record<string, unknown>

const status = { scheduled: 'EventScheduled', moved: 'EventRescheduled', cancelled: 'EventCancelled' }

/** A search engine shows the next few; a season of them would weigh more than the page. */
const mostEvents = 20

/**
 * The unit as a service, its stops as events; what is unknown is left out.
 * @param address the page of the unit
 */
export function unitJsonLd(
  { name, organisation, phone, email, fee }: PlaceProperties,
  stops: readonly UnitStop[],
  address: string,
): Described {
  const service = {
    '@type': 'Service',
    '@id': address,
    name,
    url: address,
    ...((organisation || phone || email) && {
      provider: {
        '@type': 'Organization',
        ...(organisation && { name: organisation }),
        ...(phone && { telephone: phone }),
        ...(email && { email }),
      },
    }),
  }
  const free = fee.length === 1 && fee[0] === 'free'
  return {
    '@context': 'https://schema.org',
    '@graph': [
      service,
      ...stops.slice(0, mostEvents).map((stop) => ({
        '@type': 'Event',
        name: `${name} – ${stop.place.name}`,
        url: address,
        startDate: stop.start.toISOString(),
        endDate: stop.end.toISOString(),
        eventStatus: `https://schema.org/${status[stop.state]}`,
        ...(stop.state === 'moved' && { previousStartDate: stop.originalStart.toISOString() }),
        ...(free && { isAccessibleForFree: true }),
        about: { '@id': address },
        location: locationOf(stop),
      })),
    ],
  }
}

function locationOf({ place }: UnitStop): Described {
  const { name, address, postalCode, commune, lonLat } = place
  return {
    '@type': 'Place',
    name,
    address: {
      '@type': 'PostalAddress',
      ...(address && { streetAddress: address }),
      ...(postalCode && { postalCode }),
      ...(commune && { addressLocality: commune }),
      addressCountry: 'FR',
    },
    geo: { '@type': 'GeoCoordinates', latitude: lonLat[1], longitude: lonLat[0] },
  }
}
