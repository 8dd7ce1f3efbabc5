// What those who decide want to know beside a submission.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { SubmissionKind, SubmissionState } from '../submissions/submission-state.rules.ts'

export type EarlierSubmission = {
  id: number
  kind: SubmissionKind
  state: SubmissionState
  name: string | null
  sentAt: Date
}

/** What the same address sent otherwise, the latest first, as far as the agent may see it; drafts are its own. */
export async function earlierSubmissions(
  db: Kysely<Database>,
  { email, except, scope }: { email: string; except: number; scope: readonly string[] },
): Promise<EarlierSubmission[]> {
  const { rows } = await sql<EarlierSubmission>`
    select own.id, own.kind, own.state, own.sent_at as "sentAt",
      coalesce(nullif(own.proposed->>'name', ''), place.name, mobile_unit.name) as name
    from submission as own
    left join place on place.id = own.place_id left join mobile_unit on mobile_unit.id = own.unit_id
    where own.contact_email = ${email} and own.id <> ${except} and own.state not in ('draft', 'unconfirmed')
      and own.territories && ${[...scope]}::text[]
    order by own.sent_at desc limit 10`.execute(db)
  return rows
}

/** Other submissions that wait for the same place or unit. */
export async function waitingBeside(
  db: Kysely<Database>,
  { placeId, unitId, except }: { placeId: number | null; unitId: number | null; except: number },
): Promise<EarlierSubmission[]> {
  if (placeId === null && unitId === null) return []
  const { rows } = await sql<EarlierSubmission>`
    select id, kind, state, sent_at as "sentAt", nullif(proposed->>'name', '') as name from submission
    where (place_id = ${placeId}::bigint or unit_id = ${unitId}::bigint) and id <> ${except} and state = 'waiting'
    order by sent_at limit 10`.execute(db)
  return rows
}

/** The name of a mobile unit. */
export async function unitName(db: Kysely<Database>, id: number): Promise<string | null> {
  const row = await db.selectFrom('mobile_unit').select('name').where('id', '=', id).executeTakeFirst()
  return row?.name ?? null
}

/** What an agent is called among agents. */
export async function personName(db: Kysely<Database>, accountId: number): Promise<string | null> {
  const { rows } = await sql<{ who: string | null }>`
    select coalesce(name, email) as who from account where id = ${accountId}`.execute(db)
  return rows[0]?.who ?? null
}
