// Which record of a group of twins the public sees: the most complete and recent one.
import type { PlaceFacts } from '../places/place-facts.rules.ts'
import type { TwinFacts } from './twin.rules.ts'

/** How much of what a resident needs is known, in points of 100 (see `completeness`). */
const points: [number, (facts: PlaceFacts) => boolean][] = [
  // Before going: is it open, does it help with this, where is it, whom do I ask?
  [18, (facts) => facts.openingHours !== null],
  [8, (facts) => facts.openingHours === null && facts.openingHoursGiven !== null],
  [14, (facts) => facts.services.length > 0],
  [12, (facts) => facts.phone !== null],
  [12, (facts) => facts.lonLat !== null],
  [10, (facts) => facts.address !== null],
  // Will I be let in and understood, and what does it cost?
  [6, (facts) => facts.contactModes.length > 0 || facts.bookingUrl !== null],
  [5, (facts) => facts.languages.length > 0],
  [4, (facts) => facts.fee.length > 0],
  [4, (facts) => facts.accessibility.length > 0 || facts.accessibilityUrl !== null || facts.care.length > 0],
  // Other ways to ask, and the rest of the card.
  [4, (facts) => facts.emails.length > 0],
  [3, (facts) => facts.websites.length > 0],
  [3, (facts) => facts.summary !== null || facts.description !== null],
  [2, (facts) => facts.supportModes.length > 0],
  [1, (facts) => facts.audiences.length > 0],
  [1, (facts) => facts.procedures.length > 0],
  [1, (facts) => facts.equipment.length > 0],
]

/**
 * What a resident can learn from a record, 0 to 100. The weights follow the order in which a person needs it: when
 * and with what it helps, how to ask and where it is are two thirds; hours that only people can read count less than
 * half of hours that a machine can. Hand in `lonLat: null` where the position is only approximate.
 */
export const completeness = (facts: PlaceFacts): number =>
  points.reduce((sum, [worth, isKnown]) => sum + (isKnown(facts) ? worth : 0), 0)

/** One year of age weighs as much as half of what is known about hours; older than four years no longer matters. */
const pointsPerYear = 5
const mostYears = 4
const yearMilliseconds = 365.25 * 24 * 3600 * 1000

type Member = TwinFacts & { completeness: number; updatedAt: string | null }

/** Years by which a member is older than the newest of its group; a member without a date is as old as can be. */
function yearsBehind(updatedAt: string | null, newest: number): number {
  const time = Date.parse(updatedAt ?? '')
  return Number.isNaN(time) ? mostYears : Math.min(mostYears, (newest - time) / yearMilliseconds)
}

/**
 * The id of the record that stands for its twins: completeness (see `completeness`) less 5 points for each year that
 * it is older than the group's newest. Ties: the newer, then the lower id. `updatedAt` is `YYYY-MM-DD`.
 *
 * @throws RangeError for an empty group.
 */
export function leadingTwin(members: Member[]): number {
  const times = members
    .map(({ updatedAt }) => Date.parse(updatedAt ?? ''))
    .filter((time) => !Number.isNaN(time))
  const newest = Math.max(...times, Number.NEGATIVE_INFINITY)
  const ranked = members
    .map(({ id, completeness, updatedAt }) => {
      const behind = yearsBehind(updatedAt, newest)
      return { id, behind, rank: completeness - behind * pointsPerYear }
    })
    .sort((a, b) => b.rank - a.rank || a.behind - b.behind || a.id - b.id)
  if (!ranked[0]) throw new RangeError('a group of twins has at least one member')
  return ranked[0].id
}
