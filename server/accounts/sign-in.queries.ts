import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'

/** Lets one question on this address be answered at a time, to the end of the transaction. */
export async function lockEmail(trx: Transaction<Database>, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${email}`}, 0))`.execute(trx)
}

/** How many letters were ordered for this address since then. */
export async function lettersSince(trx: Transaction<Database>, email: string, since: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('sign_in')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('email', '=', email)
    .where('created_at', '>', since)
    .where('withheld', '=', false)
    .executeTakeFirstOrThrow()
  return count
}

/** How many wrong codes were typed for this address since then. */
export async function triesSince(trx: Transaction<Database>, email: string, since: Date): Promise<number> {
  const { tries } = await trx
    .selectFrom('sign_in')
    .select(sql<number>`coalesce(sum(tries), 0)::integer`.as('tries'))
    .where('email', '=', email)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return tries
}

export type AskedSignIn = {
  email: string
  locale: string
  browserHash: string
  withheld: boolean
  next: string | undefined
  now: Date
  expiresAt: Date
}

/** Writes that somebody asked to sign in. @returns its number */
export async function insertSignIn(trx: Transaction<Database>, asked: AskedSignIn): Promise<number> {
  const { id } = await trx
    .insertInto('sign_in')
    .values({
      email: asked.email,
      locale: asked.locale,
      browser_hash: asked.browserHash,
      withheld: asked.withheld,
      next: asked.next ?? null,
      created_at: asked.now,
      expires_at: asked.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What this browser asked for last. */
export async function latestSignIn(db: Kysely<Database>, browserHash: string) {
  return db
    .selectFrom('sign_in')
    .select(['email', 'next', 'used_at as usedAt'])
    .where('browser_hash', '=', browserHash)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What this browser asked for and did not use, the latest first, held until the transaction ends. */
export async function openSignIns(trx: Transaction<Database>, browserHash: string, now: Date) {
  return trx
    .selectFrom('sign_in')
    .select(['id', 'email', 'locale', 'code_hash as codeHash', 'tries', 'next'])
    .where('browser_hash', '=', browserHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .forUpdate()
    .execute()
}

/** The question that a link belongs to, used or not. */
export async function signInOfLink(db: Kysely<Database>, tokenHash: string) {
  return db
    .selectFrom('sign_in')
    .select([
      'id',
      'email',
      'locale',
      'browser_hash as browserHash',
      'next',
      'expires_at as expiresAt',
      'used_at as usedAt',
    ])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
}

/** Uses a question up, once. @returns was it still to be used? */
export async function useSignIn(trx: Transaction<Database>, id: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('sign_in')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Counts a wrong code against questions. */
export async function countTry(trx: Transaction<Database>, ids: number[]): Promise<void> {
  await trx
    .updateTable('sign_in')
    .set((e) => ({ tries: e('tries', '+', 1) }))
    .where('id', 'in', ids)
    .where('tries', '<', 5)
    .execute()
}

/** The question for which a letter is to be written, held until its secrets are. */
export async function signInToWrite(trx: Transaction<Database>, id: number) {
  return trx
    .selectFrom('sign_in')
    .select([
      'id',
      'email',
      'locale',
      'browser_hash as browserHash',
      'created_at as createdAt',
      'used_at as usedAt',
      'withheld',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Keeps the hashes of new secrets; those of an earlier letter open nothing any more. */
export async function writeSecrets(
  trx: Transaction<Database>,
  id: number,
  secrets: { tokenHash: string; codeHash: string; expiresAt: Date },
): Promise<void> {
  await trx
    .updateTable('sign_in')
    .set({ token_hash: secrets.tokenHash, code_hash: secrets.codeHash, expires_at: secrets.expiresAt })
    .where('id', '=', id)
    .execute()
}
