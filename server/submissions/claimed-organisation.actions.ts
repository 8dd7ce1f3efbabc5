// A claim that a program sends is measured by the place, as one of the page is.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { readRecord } from '../places/place-record.queries.ts'
import { faultOf } from './proposal-fault.rules.ts'
import type { ReadBody } from './submission-body.rules.ts'

/** A claim says for which organisation: the one that the place names, unless it says another. */
export async function readClaim(db: Kysely<Database>, placeId: number, read: ReadBody): Promise<ReadBody> {
  const place = await readRecord(db, placeId)
  // Of a hidden place nothing is told, not even what it lacks.
  if (place?.record.state !== 'published') return read
  const { organisation: claimed, ...others } = read.proposed
  const known = place.record.organisation
  if (!claimed && !known) return { ...read, faults: [...read.faults, faultOf('organisation', 'required')] }
  return { ...read, proposed: claimed && claimed !== known ? read.proposed : others }
}
