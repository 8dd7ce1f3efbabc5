// Addresses that lead to a place: of applications and of sites that ask for no key.
import type { LonLat } from '../territories/lon-lat.rules.ts'

/** Opens what the reader's phone has for maps (RFC 5870). */
export function mapApplicationLink([lon, lat]: LonLat): string {
  return `geo:${lat},${lon}`
}

/** The place alone on OpenStreetMap. */
export function openStreetMapLink([lon, lat]: LonLat): string {
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=18/${lat}/${lon}`
}

/** The way on foot on OpenStreetMap; the reader gives the start there. */
export function walkingLink([lon, lat]: LonLat): string {
  return `https://www.openstreetmap.org/directions?engine=fossgis_osrm_foot&route=%3B${lat}%2C${lon}`
}

/** Departments of the region Grand Est. */
const grandEst = ['08', '10', '51', '52', '54', '55', '57', '67', '68', '88']

/**
 * The public planner of buses, trams and trains of the region, where we know it by name. It has no documented address
 * for a destination, so it is named and not linked: a link to its first page would promise a way that it does not show.
 * @param communeCode INSEE code
 */
export function transitPlanner(communeCode: string | null): { service: string; site: string } | undefined {
  if (!communeCode || !grandEst.includes(communeCode.slice(0, 2))) return undefined
  return { service: 'Fluo Grand Est', site: 'fluo.eu' }
}
