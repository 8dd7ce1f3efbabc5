import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mayModerate, type SignedIn } from '../accounts/roles.rules.ts'
import { readPlaces } from '../places/place-store.queries.ts'
import { findSubmission, lastEvent } from '../submissions/submission-store.queries.ts'
import { unitName } from './review.queries.ts'
import type { Done } from './status.view.ts'

/** What an agent did just before, as the address of the next page names it; `undefined` when it was not theirs. */
export async function lastDone(
  db: Kysely<Database>,
  agent: SignedIn,
  given: unknown,
): Promise<Done | undefined> {
  if (typeof given !== 'string' || !/^[1-9]\d{0,14}$/.test(given)) return undefined
  const submission = await findSubmission(db, { id: Number(given) })
  if (!submission || !mayModerate(agent.roles, submission.territories)) return undefined
  const event = await lastEvent(db, submission.id)
  if (event?.accountId !== agent.id) return undefined
  const { proposed, placeId, unitId } = submission
  const [place] = proposed.name || placeId === null ? [] : await readPlaces(db, [placeId])
  const name = proposed.name || place?.facts.name || (unitId === null ? null : await unitName(db, unitId))
  return { submission, name, step: event.step }
}
