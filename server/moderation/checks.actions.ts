// Has a proposal checked. Nobody waits long for it: what does not answer in time counts as not asked.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Geocoder } from '../geocoding/address-service.ts'
import { answerWithin } from '../geocoding/answer-within.ts'
import { weekOf } from '../opening-hours/week.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { factsOfRecord } from '../places/place-record.rules.ts'
import { twinFacts } from '../places/twin-facts.rules.ts'
import { distanceMetres } from '../twins/twin-address.rules.ts'
import { type AlikePlace, placesAlike } from '../twins/twin-search.actions.ts'
import { whereaboutsOf } from './checks.queries.ts'
import * as rules from './checks.rules.ts'
import type { Review } from './review.actions.ts'

/** An agent looks at the next one at once: this is all that the address service may take of it. */
const patienceMs = 700

export type Checked = { checks: rules.Check[]; twins: AlikePlace[] }

/** Checks the place as it would be, as far as the proposal touches it; nothing for a unit and for a closure. */
export async function checkProposal(
  { db, geocoder }: { db: Kysely<Database>; geocoder: Geocoder },
  { submission, wouldBe, now }: Review,
): Promise<Checked> {
  const { kind, proposed, contact, placeId } = submission
  const email = contact?.email ?? null
  if (!wouldBe || kind === 'closure') {
    return { checks: wouldBe ? [rules.checkContact(email, wouldBe)] : [], twins: [] }
  }
  const isNew = !now
  const touches = (...names: (keyof PlaceRecord)[]) => isNew || names.some((name) => name in proposed)
  const isMoved = touches('address', 'communeCode', 'lonLat', 'commune')
  const isTold = isMoved || touches('name', 'phone', 'pivot')
  const [found, whereabouts, twins] = await Promise.all([
    isMoved ? findPoint(geocoder, wouldBe) : null,
    isMoved && wouldBe.lonLat ? whereaboutsOf(db, wouldBe.lonLat, wouldBe.communeCode) : null,
    isTold ? twinsOf(db, wouldBe, placeId) : [],
  ])
  const links = [...wouldBe.websites, ...(wouldBe.bookingUrl ? [wouldBe.bookingUrl] : [])]
  const week = wouldBe.openingHours === null ? null : weekOf(wouldBe.openingHours)
  const checks = [
    isMoved && rules.checkAddress(wouldBe.lonLat, found),
    isMoved && rules.checkCommune(whereabouts, wouldBe.commune),
    isTold && rules.checkTwins(twins.length),
    touches('openingHours', 'openingHoursGiven') && rules.checkHours(wouldBe, week),
    touches('phone') && rules.checkPhone(wouldBe.phone),
    touches('websites', 'bookingUrl') && rules.checkLinks(links),
    touches('pivot') && rules.checkSiret(wouldBe.pivot),
    rules.checkContact(email, wouldBe),
  ]
  return { checks: checks.filter((check) => check !== false), twins }
}

async function findPoint(
  geocoder: Geocoder,
  { address, postalCode, commune, communeCode, lonLat }: PlaceRecord,
): Promise<rules.FoundPoint> {
  if (!address || !lonLat) return null
  const text = [address, postalCode, commune].filter(Boolean).join(' ')
  const question = { text, communeCode: communeCode ?? undefined, limit: 1 }
  const [best] = (await answerWithin(geocoder, patienceMs).search(question)) ?? []
  if (!best) return null
  const { score, label, precision } = best
  return {
    score,
    label,
    isExact: precision === 'housenumber',
    distanceMetres: distanceMetres(lonLat, best.lonLat),
  }
}

/** The place itself is none of them. */
async function twinsOf(
  db: Kysely<Database>,
  record: PlaceRecord,
  placeId: number | null,
): Promise<AlikePlace[]> {
  const place = { id: 0, facts: factsOfRecord(record), approximate: record.lonLat === null, source: null }
  return (await placesAlike(db, twinFacts(place))).filter(({ id }) => id !== placeId)
}
