// Who decides on a submission; reading it is another question (`submission.territories`).
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mayModerate, type SignedIn } from '../accounts/roles.rules.ts'
import type { Submission, SubmissionEvent } from '../submissions/submission.rules.ts'

/**
 * May this agent decide? On a place that is there, those decide where it is, wherever it is to go: nobody takes a place
 * out of another's hands. Whoever has just published a move may still take it back.
 * @param last what happened last to the submission
 */
export async function mayDecide(
  db: Kysely<Database>,
  { id, roles }: Pick<SignedIn, 'id' | 'roles'>,
  { state, placeId, territories }: Submission,
  last: Pick<SubmissionEvent, 'accountId'> | undefined,
): Promise<boolean> {
  if (!mayModerate(roles, territories)) return false
  if (placeId === null || (state === 'published' && last?.accountId === id)) return true
  const place = await db
    .selectFrom('place')
    .select('territories')
    .where('id', '=', placeId)
    .executeTakeFirst()
  return place !== undefined && mayModerate(roles, place.territories)
}
