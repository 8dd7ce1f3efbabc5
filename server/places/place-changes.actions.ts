// A person changes a place, or adds one: written, recorded and published in the transaction that decides it.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { noGeocoder } from '../geocoding/address-service.ts'
import { type Actor, type Because, type HistoryAction, recordDeed } from '../history/history.queries.ts'
import { saveSaidRows, sourceId } from '../history/sources.queries.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { decidePair, groupTwinsOf } from '../twins/twins.actions.ts'
import { markBeside } from '../twins/twins.queries.ts'
import { markConfirmed, readRecord, writeBeside } from './place-record.queries.ts'
import {
  changesOf,
  emptyRecord,
  factsOfRecord,
  type PlaceRecord,
  type Proposal,
  withProposal,
} from './place-record.rules.ts'
import { insertPlaces, lockPlaces, reservePlaceIds, updatePlaces } from './place-store.queries.ts'
import { publishPlaces } from './publication.actions.ts'
import { settle } from './settle.actions.ts'
import { mayMeetTwins } from './twin-facts.rules.ts'

/** Who changes it, when and why. */
export type Deed = { actor: Actor; now: Date; because: Because }

/** Our own licence, under which people publish what they write here. */
export const ownLicence = 'Licence Ouverte 2.0'

/**
 * Changes a place as a person says. Its point must be in the proposal where its address is: no address service is asked
 * while others wait.
 * @param action what the history calls it; `hidden` where the place closes for good
 * @returns the entry in the history, `null` when everything was known already
 */
export async function changePlace(
  trx: Transaction<Database>,
  placeId: number,
  proposal: Proposal,
  deed: Deed,
  action: HistoryAction = 'changed',
): Promise<number | null> {
  await lockPlaces(trx, [placeId])
  const kept = await readRecord(trx, placeId)
  if (!kept) throw new RangeError(`There is no place ${placeId} to change.`)
  const changed = changesOf(kept.record, withPoint(proposal))
  const { now } = deed
  const record = withProposal(kept.record, { ...changed?.after, updatedAt: dayInFrance(now) })
  const [settled] = await settle(trx, noGeocoder, [
    { id: placeId, texts: record.texts, facts: factsOfRecord(record) },
  ])
  await updatePlaces(trx, [{ ...settled!, state: record.state }])
  await writeBeside(trx, placeId, changed?.after ?? {}, now)
  await markConfirmed(trx, placeId, { corrected: record.corrected, now })
  const entry =
    changed &&
    (await recordDeed(
      trx,
      deed.actor,
      now,
      { placeId, action, before: changed.before, after: changed.after },
      deed.because,
    ))
  // Whoever cancels a workshop need not wait for others who compare twins.
  if (mayMeetTwins(changed?.after ?? {})) await putBefore(trx, [placeId], now)
  else await publishPlaces(trx, [placeId], now)
  return entry ?? null
}

/**
 * Adds a place in the words of whoever runs it, who is named on it.
 * @param besidePlaces other places at its address: they are no twins of it, and each page names the other
 * @returns its number, and the entry in the history
 */
export async function addPlace(
  trx: Transaction<Database>,
  proposal: Proposal,
  producer: string,
  deed: Deed & { externalId: string },
  besidePlaces: readonly number[],
): Promise<{ placeId: number; historyId: number }> {
  const { now } = deed
  const record: PlaceRecord = withProposal(emptyRecord, { ...proposal, updatedAt: dayInFrance(now) })
  const [placeId] = await reservePlaceIds(trx, 1)
  const facts = factsOfRecord(record)
  const [settled] = await settle(trx, noGeocoder, [{ id: placeId!, texts: record.texts, facts }])
  await insertPlaces(trx, [{ ...settled!, state: record.state }], now)
  const { texts: _, ...beside } = proposal
  await writeBeside(trx, placeId!, beside, now)
  await markConfirmed(trx, placeId!, { corrected: [], now })
  const source = await sourceId(trx, {
    name: producer,
    licence: ownLicence,
    demonstration: false,
    producer: true,
  })
  const { externalId } = deed
  await saveSaidRows(
    trx,
    [{ sourceId: source, externalId, placeId: placeId!, said: facts, given: {}, fingerprint: externalId }],
    null,
  )
  const historyId = await recordDeed(
    trx,
    deed.actor,
    now,
    { placeId: placeId!, action: 'created', before: null, after: record },
    deed.because,
  )
  for (const other of besidePlaces) {
    await decidePair(trx, [placeId!, other], 'different', now)
    await markBeside(trx, [placeId!, other])
  }
  await putBefore(trx, [placeId!], now, besidePlaces)
  return { placeId: placeId!, historyId }
}

/** Another address without a point of its own has lost the point of the one before. */
function withPoint(proposal: Proposal): Proposal {
  const isElsewhere = 'address' in proposal || 'communeCode' in proposal
  return isElsewhere && !('lonLat' in proposal) ? { ...proposal, lonLat: null } : proposal
}

/** Twins are looked for anew, and all cards that changed are written. @param others whose cards name one of these */
async function putBefore(
  trx: Transaction<Database>,
  ids: number[],
  now: Date,
  others: readonly number[] = [],
): Promise<void> {
  const regrouped = await groupTwinsOf(trx, ids)
  await publishPlaces(trx, [...new Set([...ids, ...regrouped, ...others])], now)
}
