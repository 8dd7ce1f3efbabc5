// What submissions keep on one person: by the number of their account, and by the address that they proved to be theirs.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Person } from '../accounts/personal-data.actions.ts'
import type { Submission } from './submission.rules.ts'
import { submissionOf } from './submission-store.queries.ts'

function ofPerson(db: Kysely<Database>, { accountId, email }: Person) {
  return db
    .selectFrom('submission')
    .where((e) => e.or([e('account_id', '=', accountId), e('contact_email', '=', email)]))
}

/** A submission with the name of what it is about, as it is called now; `null` where nothing has a name yet. */
export type OwnSubmission = Submission & { name: string | null }

/** The latest submissions of somebody, those that wait for an answer of theirs first. */
export async function submissionsOfPerson(
  db: Kysely<Database>,
  person: Person,
  limit: number,
): Promise<OwnSubmission[]> {
  const rows = await ofPerson(db, person)
    .leftJoin('place', 'place.id', 'submission.place_id')
    .leftJoin('mobile_unit', 'mobile_unit.id', 'submission.unit_id')
    .selectAll('submission')
    .select(
      sql<string | null>`coalesce(mobile_unit.name, place.name, submission.proposed ->> 'name',
        submission.typed -> 'name' ->> 0)`.as('name'),
    )
    .orderBy(sql`submission.state = 'asked'`, 'desc')
    .orderBy('submission.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ name, ...row }) => ({ ...submissionOf(row), name }))
}

/**
 * How many submissions somebody gave agents to read since then: signed in under their own address, and not published by
 * themselves. What strangers send under it is not theirs.
 */
export async function countSentBy(
  db: Kysely<Database>,
  { accountId, email }: Person,
  since: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom('submission')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('contact_email', '=', email)
    .where('sent_at', '>', since)
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('submission_event')
            .select('submission_event.id')
            .whereRef('submission_id', '=', 'submission.id')
            .where('step', '=', 'publish')
            .where('submission_event.account_id', '=', accountId),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** All that is kept, for the person to take along. */
export async function everythingOfSubmissions(db: Kysely<Database>, person: Person) {
  const submissions = await ofPerson(db, person).selectAll().orderBy('id').execute()
  const events = await db
    .selectFrom('submission_event')
    .select(['submission_id as submissionId', 'at', 'step', 'state', 'reason', 'message'])
    .where((e) =>
      e.or([
        e('account_id', '=', person.accountId),
        e('submission_id', 'in', submissions.length > 0 ? submissions.map(({ id }) => id) : [0]),
      ]),
    )
    .orderBy('id')
    .execute()
  return { submissions: submissions.map(submissionOf), events }
}

/**
 * Takes the person out of their submissions. What was not sent goes; of the rest the contact, the note and the words
 * exchanged are emptied. What was published is about a place, and stays.
 */
export async function forgetSubmitter(trx: Transaction<Database>, person: Person): Promise<void> {
  await trx
    .deleteFrom('submission')
    .where('state', 'in', ['draft', 'unconfirmed'])
    .where((e) => e.or([e('account_id', '=', person.accountId), e('contact_email', '=', person.email)]))
    .execute()
  const own = await ofPerson(trx, person).select('id').forUpdate().execute()
  if (own.length === 0) return
  await emptyOfPeople(
    trx,
    own.map(({ id }) => id),
    new Date(),
  )
}

/** Empties what speaks of the submitter: the contact, the note, the words exchanged. */
async function emptyOfPeople(trx: Transaction<Database>, ids: number[], now: Date): Promise<void> {
  await trx
    .updateTable('submission_event')
    .set({ message: null, message_language: null, note: null })
    .where('submission_id', 'in', ids)
    .where((e) => e.or([e('message', 'is not', null), e('note', 'is not', null)]))
    .execute()
  await trx
    .updateTable('submission')
    .set({
      contact_name: null,
      contact_email: null,
      contact_forgotten_at: now,
      note: null,
      typed: '{}',
      confirmation_hash: null,
      version: sql<number>`version + 1`,
    })
    .where('id', 'in', ids)
    .execute()
}

/**
 * Forgets who sent what was refused or taken back before this moment: the contact, the words, and whose account it was.
 * @returns how many
 */
export async function forgetContacts(db: Kysely<Database>, before: Date, now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('submission')
      .select('id')
      .where('state', 'in', ['refused', 'withdrawn'])
      .where('contact_forgotten_at', 'is', null)
      .where('decided_at', '<', before)
      .orderBy('id')
      .forUpdate()
      .execute()
    if (rows.length === 0) return 0
    const ids = rows.map(({ id }) => id)
    await emptyOfPeople(trx, ids, now)
    await sql`
      update submission_event as event set account_id = null from submission as own
      where own.id = event.submission_id and own.id = any(${ids}::bigint[])
        and own.account_id = event.account_id`.execute(trx)
    await trx.updateTable('submission').set({ account_id: null }).where('id', 'in', ids).execute()
    return ids.length
  })
}
