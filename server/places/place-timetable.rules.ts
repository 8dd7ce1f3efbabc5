// All that happens at a place, as it is evaluated into dates.
import type { Source, Timetable } from '../recurrence/evaluation.rules.ts'
import type { HolidayRegion } from '../sessions/holidays.rules.ts'
import { closuresOf, type DatedNotice, type StoredSession } from '../sessions/session.rules.ts'
import { hasOtherClock } from '../sessions/tellable-hours.rules.ts'
import type { PlaceFacts } from './place-facts.rules.ts'

type Hours = Pick<PlaceFacts, 'openingHours' | 'contactModes' | 'languages' | 'communeCode' | 'postalCode'>

/** Does one need an appointment to come? A place that needs one has no `walk-in` (`vocabularies.md`). */
export function needsAppointment({ contactModes }: Pick<PlaceFacts, 'contactModes'>): boolean {
  const byAppointment = contactModes.includes('online-booking') || contactModes.includes('referral')
  return byAppointment && !contactModes.includes('walk-in') && !contactModes.includes('not-public')
}

/** The hours and the sessions of a place, with all that closes it; nothing of where other clocks are. */
export function placeTimetable(
  placeId: number,
  facts: Hours,
  region: HolidayRegion,
  sessions: readonly StoredSession[],
  notices: readonly DatedNotice[],
  validity: Timetable['validity'],
): Timetable {
  const byAppointment = needsAppointment(facts)
  // Where no public is received, hours are those of a telephone.
  const own = facts.contactModes.includes('not-public') ? null : facts.openingHours
  return {
    placeId,
    unitId: null,
    region,
    validity,
    closures: closuresOf(notices),
    sources: hasOtherClock(facts)
      ? []
      : [
          ...(own === null ? [] : [ownHours(own, byAppointment, facts.languages)]),
          ...sessions.map((session) => sourceOf(session, facts.languages)),
        ],
  }
}

function ownHours(openingHours: string, byAppointment: boolean, languages: string[]): Source {
  return {
    sessionId: null,
    kind: 'opening',
    recurrence: { kind: 'hours', openingHours },
    changes: [],
    byAppointment,
    level: null,
    languages,
    stop: null,
  }
}

/** @param spoken the languages of the place or unit, where the session names none of its own */
export function sourceOf(session: StoredSession, spoken: string[]): Source {
  const { id, kind, recurrence, changes, byAppointment, level, languages, stop, territories } = session
  return {
    sessionId: id,
    kind,
    recurrence,
    changes,
    byAppointment,
    level,
    languages: languages.length > 0 ? languages : spoken,
    stop: stop && { lonLat: stop.lonLat, territories },
  }
}
