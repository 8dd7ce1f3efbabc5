// What is kept on a person, in every part of the project: given to them as a whole, and erased as a whole.
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Dependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { emptyAccount, everythingOfAccount, lockAccount } from './personal-data.queries.ts'

/** Whose data: the number of the account, and its address, by which those without an account yet are known too. */
export type Person = { accountId: number; email: string }

/** What one part of the project keeps on people; `app.ts` names them all. */
export type PersonalData = {
  /** Of its entry in the export: `submissions`. */
  name: string
  /** All that it keeps on somebody, as plain JSON. */
  export(db: Kysely<Database>, person: Person): Promise<unknown>
  /** Takes the person out of it, and leaves what is not about them. Inside the transaction that erases the account. */
  erase(trx: Transaction<Database>, person: Person): Promise<void>
}

/** Everything that is kept on somebody, under the names of the parts that keep it. */
export async function exportPersonalData(
  { db }: Pick<Dependencies, 'db'>,
  parts: readonly PersonalData[],
  person: Person,
): Promise<Record<string, unknown>> {
  const own = await everythingOfAccount(db, person)
  const others: [string, unknown][] = []
  for (const part of parts) others.push([part.name, await part.export(db, person)])
  return { ...own, ...Object.fromEntries(others) }
}

/** Erases a person: every part forgets them, the account is emptied, and they are signed out everywhere. */
export async function erasePerson(
  { db, now }: Pick<Dependencies, 'db' | 'now'>,
  parts: readonly PersonalData[],
  accountId: number,
): Promise<void> {
  await db.transaction().execute((trx) => eraseInside(trx, parts, accountId, now()))
}

/** The same, in a transaction that has more to do. */
export async function eraseInside(
  trx: Transaction<Database>,
  parts: readonly PersonalData[],
  accountId: number,
  now: Date,
): Promise<void> {
  const account = await lockAccount(trx, accountId)
  if (!account?.email) throw new Problem('not-found')
  const person = { accountId, email: account.email }
  for (const part of parts) await part.erase(trx, person)
  await emptyAccount(trx, person, now)
}
