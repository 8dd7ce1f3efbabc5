// Drafts: what somebody types and has not sent yet, under a secret that stands in the address of the page.
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Locale } from '../../i18n/languages.ts'

export type DraftToWrite = {
  receipt: string
  typed: Record<string, string[]>
  locale: Locale
  /** Who is signed in: the draft is theirs from the first time on. */
  accountId: number | null
  now: Date
}

/** Keeps a draft, the first time or anew. What is sent already stays as it is. @returns was it kept? */
export async function writeDraft(
  trx: Transaction<Database>,
  { receipt, typed, locale, accountId, now }: DraftToWrite,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('submission')
    .values({
      receipt,
      kind: 'new',
      state: 'draft',
      proposed: '{}',
      typed: JSON.stringify(typed),
      locale,
      account_id: accountId,
      created_at: now,
      changed_at: now,
    } as never)
    .onConflict((conflict) =>
      conflict
        .column('receipt')
        .doUpdateSet({
          typed: JSON.stringify(typed) as never,
          locale,
          changed_at: now,
          account_id: sql`coalesce(submission.account_id, ${accountId})`,
        })
        .where('submission.state', '=', 'draft'),
    )
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/**
 * Adds to a draft which places its writer was asked about, and beside which this one stands.
 * @param field where the draft keeps the first
 */
export async function writeTwinsAsked(
  db: Kysely<Database>,
  receipt: string,
  field: string,
  { asked, beside }: { asked: readonly number[]; beside: readonly number[] },
): Promise<void> {
  const numbers = JSON.stringify(asked.map(String))
  await sql`
    update submission set
      typed = typed || jsonb_build_object(${field}::text,
        coalesce(typed -> ${field}::text, '[]'::jsonb) || ${numbers}::jsonb),
      beside_places = array(select distinct unnest(beside_places || ${[...beside]}::bigint[]))
    where receipt = ${receipt} and state = 'draft'`.execute(db)
}

/** Forgets drafts that nobody wrote in, and what nobody confirmed, since this moment. @returns how many */
export async function deleteUnsent(db: Kysely<Database>, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('submission')
    .where('state', 'in', ['draft', 'unconfirmed'])
    .where(sql<boolean>`coalesce(sent_at, changed_at, created_at) < ${before}`)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
