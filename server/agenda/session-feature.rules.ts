// A dated occurrence as the API gives it.
import { type SessionFacts, textFor } from '../sessions/session.rules.ts'
import { withOffset } from './occurrence-day.rules.ts'
import { occurrenceId } from './occurrence-id.rules.ts'
import type { PlacedOccurrence } from './occurrences.queries.ts'

/** @param language of the reader */
export function sessionFeature(occurrence: PlacedOccurrence, language: string) {
  const { session, owner, lonLat, distanceMetres } = occurrence
  const { properties: place } = owner
  const at = session?.stop ?? place
  return {
    type: 'Feature',
    id: occurrenceId(occurrence),
    geometry: lonLat && { type: 'Point', coordinates: lonLat },
    properties: {
      kind: occurrence.kind,
      ...texts(session, language),
      start: withOffset(occurrence.start),
      end: withOffset(occurrence.end),
      originalStart: withOffset(occurrence.originalStart),
      state: occurrence.state,
      note: occurrence.note,
      comment: occurrence.comment,
      byAppointment: occurrence.byAppointment,
      languages: occurrence.languages ?? [],
      level: occurrence.level,
      ...saidOf(session),
      sessionId: occurrence.sessionId,
      placeId: occurrence.placeId,
      unitId: occurrence.unitId,
      placeName: session?.stop?.name ?? place.name,
      unitName: occurrence.unitId === null ? null : place.name,
      address: at.address ?? null,
      postalCode: at.postalCode ?? null,
      commune: at.commune ?? null,
      communeCode: at.communeCode ?? null,
      approximate: lonLat === null || (!session?.stop && place.approximate),
      ...(distanceMetres !== null && { distanceMetres }),
    },
  }
}

function texts(session: SessionFacts | null, language: string) {
  const { titles = {}, descriptions = {} } = session ?? {}
  const title = textFor(titles, language)?.text ?? null
  return { title, titles, description: textFor(descriptions, language)?.text ?? null }
}

/** Of plain opening hours nothing more is said than their place says. */
function saidOf(session: SessionFacts | null) {
  const {
    services = [],
    audiences = [],
    booking = null,
    bookingUrl = null,
    fee = null,
    price = null,
  } = session ?? {}
  return { services, audiences, booking, bookingUrl, fee, price }
}
