// "Is my paper still right?": what an edition said beside what is true now.
import { fold } from '../../i18n/fold.ts'
import type { DatedDay } from '../sessions/dated-week.rules.ts'
import { addDays } from '../sessions/day.rules.ts'
import type { DatedNotice } from '../sessions/session.rules.ts'
import type { LonLat } from '../territories/lon-lat.rules.ts'
import { distanceMetres } from '../twins/twin-address.rules.ts'
import {
  type DirectoryArea,
  daysAhead,
  type PlaceOfDirectory,
  type StopOfDirectory,
} from './directory-facts.rules.ts'
import {
  type ComparedList,
  comparedLists,
  type EditionFacts,
  type PlaceOfEdition,
  placeOfEdition,
  roundingMetres,
  type StopOfEdition,
  stopOfEdition,
} from './edition.rules.ts'
import { daysOf, eventsOf, type Period, reopenedOf } from './edition-dates.rules.ts'

/** What is true now, of what an edition spoke of. */
export type NowOfEdition = {
  /** The clock on the wall, `YYYY-MM-DDTHH:MM`. */
  at: string
  /** By the number on the paper's card, with its dates of the paper wherever they lie now; who is not published any more is absent. */
  places: ReadonlyMap<number, PlaceOfDirectory>
  /** Places that the same question finds today; `undefined` when that cannot be told: they are too many, or its days are over. */
  found: readonly PlaceOfDirectory[] | undefined
  /** Stops there in the four weeks from today on, and those of the paper wherever they are now. */
  stops: readonly StopOfDirectory[]
}

/** What changed of one place; `now` is how it is, whole. */
export type PlaceChange = {
  was: PlaceOfEdition
  now: PlaceOfDirectory
  /** Closures that the paper does not tell, now or to come. */
  closures: DatedNotice[]
  /** Closures of the paper, still to come or to end, that do not hold any more. */
  reopened: { from: string; until: string }[]
  /** The last day of a temporary place that is over. */
  ended: string | null
  address: string | null
  /** It has another point, whatever its address says. */
  isMoved: boolean
  hasNewHours: boolean
  /** Days on which other hours hold than the paper says; after a new week, all that do not follow it. */
  days: DatedDay[]
  phone: 'new' | 'none' | null
  name: string | null
  /** Workshops and the like that do not take place any more: when they were to begin. */
  cancelled: { start: string; title: string | null }[]
  /** Those that take place at another time: `start` is what the paper says. */
  moved: { start: string; now: string; title: string | null }[]
  /** Those that the paper strikes, and that take place after all. */
  again: { start: string; title: string | null }[]
  /** Those of the weeks of the paper that it does not tell. */
  announced: { start: string; title: string | null }[]
  /** Lists that are not what the paper says, with their codes of now. */
  lists: { name: ComparedList; codes: string[] }[]
  /** The question of the paper does not find it any more. */
  isNoMatch: boolean
}

export type StopChange = { was: StopOfEdition; now: StopOfDirectory | null }

export type EditionDifference = {
  /** Not published any more. */
  gone: PlaceOfEdition[]
  changed: PlaceChange[]
  /** The same question finds them today. */
  added: PlaceOfDirectory[]
  stops: {
    /** Not announced any more, or cancelled. */
    cancelled: StopChange[]
    moved: StopChange[]
    /** Cancelled on the paper, and taking place after all. */
    again: StopChange[]
    added: StopOfDirectory[]
  }
  /** Can be told what is new? */
  knowsAdded: boolean
}

/** A point is another one from so many metres on: less is a correction that nobody notices on the way. */
const movedMetres = 50

export function editionDifference(edition: EditionFacts, now: NowOfEdition): EditionDifference {
  const matching = now.found && new Set(now.found.map(({ place }) => place.id))
  const onPaper = new Set(edition.places.flatMap(({ id }) => now.places.get(id)?.place.id ?? []))
  return {
    gone: edition.places.filter(({ id }) => !now.places.has(id)),
    changed: edition.places.flatMap((was) => {
      const place = now.places.get(was.id)
      return place ? changeOf(was, place, { at: now.at, until: lastDayOf(edition) }, matching) : []
    }),
    added:
      now.found?.filter(
        ({ place }) => !onPaper.has(place.id) && isSurelyIn(edition.area, place.geometry?.coordinates),
      ) ?? [],
    stops: stopsDifference(edition, now),
    knowsAdded: now.found !== undefined,
  }
}

/** The last day of which a paper tells. */
const lastDayOf = ({ day }: Pick<EditionFacts, 'day'>): string => addDays(day, daysAhead - 1)

/** At the edge of a circle whose middle is rounded, nobody knows whether a place is new or only lies there now. */
function isSurelyIn(area: DirectoryArea, lonLat: LonLat | undefined): boolean {
  if (area.kind !== 'around' || area.radiusMetres === null) return true
  return lonLat !== undefined && distanceMetres(area.lonLat, lonLat) <= area.radiusMetres - roundingMetres
}

/** How many things a reader has to know. */
export function countChanges({ gone, changed, added, stops }: EditionDifference): number {
  const { cancelled, moved, again, added: newStops } = stops
  return [gone, changed, added, cancelled, moved, again, newStops].reduce(
    (count, { length }) => count + length,
    0,
  )
}

function changeOf(
  was: PlaceOfEdition,
  now: PlaceOfDirectory,
  period: Period,
  matching: ReadonlySet<number> | undefined,
): PlaceChange[] {
  const is = placeOfEdition(now)
  const today = period.at.slice(0, 10)
  const { notices, validUntil } = now.place.properties
  const isElsewhere = fold(is.address ?? '') !== fold(was.address ?? '')
  const change: PlaceChange = {
    was,
    now,
    closures: notices.filter(
      ({ kind, from, until }) =>
        kind === 'closed' && until >= today && !was.closures.includes(`${from}/${until}`),
    ),
    ended: validUntil && validUntil < today ? validUntil : null,
    address: isElsewhere ? is.address : null,
    isMoved: isElsewhere || isFarApart(was, is),
    hasNewHours: is.hours !== was.hours,
    reopened: reopenedOf(was, notices, today),
    days: [],
    phone: is.phone === was.phone ? null : is.phone === null ? 'none' : 'new',
    name: is.name === was.name ? null : is.name,
    ...eventsOf(was, now, period),
    lists: listsOf(was, is),
    isNoMatch: matching !== undefined && !matching.has(now.place.id),
  }
  change.days = daysOf(change, period)
  const { closures, reopened, days, cancelled, moved, again, announced, lists } = change
  const isChanged =
    [closures, reopened, days, cancelled, moved, again, announced, lists].some(({ length }) => length > 0) ||
    [change.ended, change.phone, change.name].some((each) => each !== null) ||
    change.isMoved ||
    change.hasNewHours ||
    change.isNoMatch
  return isChanged ? [change] : []
}

function listsOf(
  { more: was }: Pick<PlaceOfEdition, 'more'>,
  { more: is }: Pick<PlaceOfEdition, 'more'>,
): PlaceChange['lists'] {
  if (!was || !is) return []
  const changed = comparedLists.filter((name) => was[name].join() !== is[name].join())
  return changed.map((name) => ({ name, codes: is[name] }))
}

function isFarApart(was: Pick<PlaceOfEdition, 'lonLat'>, is: Pick<PlaceOfEdition, 'lonLat'>): boolean {
  return was.lonLat !== null && is.lonLat !== null && distanceMetres(was.lonLat, is.lonLat) > movedMetres
}

function stopsDifference(
  { area, stops }: Pick<EditionFacts, 'area' | 'stops'>,
  { at, stops: current }: Pick<NowOfEdition, 'at' | 'stops'>,
): EditionDifference['stops'] {
  const known = new Map(current.map((stop) => [stop.key, stop]))
  const onPaper = new Set(stops.map(({ key }) => key))
  const toCome = stops.filter(({ end }) => end > at).map((was) => ({ was, now: known.get(was.key) ?? null }))
  const takesPlace = ({ now }: StopChange) => now !== null && now.state !== 'cancelled'
  const announced = toCome.filter(({ was }) => !was.isCancelled)
  return {
    cancelled: announced.filter((change) => !takesPlace(change)),
    moved: announced.filter((change) => takesPlace(change) && isOther(change.was, change.now!)),
    again: toCome.filter((change) => change.was.isCancelled && takesPlace(change)),
    added: current.filter(
      ({ key, state, end, session }) =>
        !onPaper.has(key) && state !== 'cancelled' && end > at && isSurelyIn(area, session.stop?.lonLat),
    ),
  }
}

/** Another time, or another place. */
function isOther(was: StopOfEdition, now: StopOfDirectory): boolean {
  const is = stopOfEdition(now)
  return is.start !== was.start || is.end !== was.end || is.where !== was.where
}
