// A mobile unit in a list of places: where it is, or where it comes next.
import type { SessionFacts } from '../sessions/session.rules.ts'

/** A dated stop as a search finds it; instants as text. */
export type FoundStop = {
  session: SessionFacts
  start: string
  end: string
  note: string | null
  state: 'scheduled' | 'moved' | 'cancelled'
  territories: string[] | null
}

/** What a unit's feature says of the stop at which it is found. */
export type StopProperties = {
  stopName: string
  /** Instants, ISO 8601. */
  stopStart: string
  stopEnd: string
  stopNote?: string
}

type Feature = { geometry: object | null; properties: { kind?: string; territories?: string[] } }

/** A unit's stored feature (text) at one of its stops (text): with the point, the address and the times of the stop. */
export function atStop(feature: string, stop: string): string {
  const unit = JSON.parse(feature) as Feature
  const { session, start, end, note, territories } = JSON.parse(stop) as FoundStop
  const place = session.stop!
  const geometry = { type: 'Point', coordinates: place.lonLat }
  // A point on a map has a name alone.
  if (unit.properties.kind === undefined) return JSON.stringify({ ...unit, geometry })
  const { properties } = unit
  const { name: stopName, address, postalCode, commune, communeCode } = place
  const times: StopProperties = {
    stopName,
    stopStart: new Date(start).toISOString(),
    stopEnd: new Date(end).toISOString(),
    ...(note !== null && { stopNote: note }),
  }
  // A light feature leaves out what is unknown, and its territories.
  const where = Object.entries({ address, postalCode, commune, communeCode }).filter(
    ([name, value]) => value !== null || name in properties,
  )
  return JSON.stringify({
    ...unit,
    geometry,
    properties: {
      ...properties,
      ...Object.fromEntries(where),
      ...(properties.territories && { territories: territories ?? [] }),
      ...times,
    },
  })
}
