// Editions of printed directories.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { DirectoryParameters } from './directory-address.rules.ts'
import type { EditionFacts } from './edition.rules.ts'
import { editionNumber } from './edition-number.rules.ts'

export type Edition = {
  number: string
  hash: string
  parameters: DirectoryParameters
  facts: EditionFacts
}

/** The number that this content has, or would get: digits that another content has are passed over. */
export async function numberOfEdition(db: Kysely<Database>, hash: string): Promise<string> {
  for (let turn = 0; ; turn++) {
    const number = editionNumber(hash, turn)
    const holder = await db
      .selectFrom('edition')
      .select('hash')
      .where('number', '=', number)
      .executeTakeFirst()
    if (holder === undefined || holder.hash === hash) return number
  }
}

/**
 * Remembers an edition; one that is known stays as it is.
 * @returns `false` when another content took its number in this moment: the directory wants to be made once more
 */
export async function insertEdition(
  db: Kysely<Database>,
  { number, hash, parameters, facts }: Edition,
  madeAt: Date,
): Promise<boolean> {
  await db
    .insertInto('edition')
    .values({
      number,
      hash,
      made_at: madeAt,
      parameters: JSON.stringify(parameters),
      facts: JSON.stringify(facts),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const kept = await db.selectFrom('edition').select('number').where('hash', '=', hash).executeTakeFirst()
  return kept?.number === number
}

/** Forgets what was printed before from a list that somebody chose. @returns how many */
export async function forgetEditionsOfLists(db: Kysely<Database>, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('edition')
    .where(sql<boolean>`facts -> 'area' ->> 'kind' = 'chosen'`)
    .where('made_at', '<=', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** An edition by its ten digits. */
export async function findEdition(
  db: Kysely<Database>,
  number: string,
): Promise<Omit<Edition, 'hash'> | undefined> {
  const row = await db
    .selectFrom('edition')
    .select(['number', 'parameters', 'facts'])
    .where('number', '=', number)
    .executeTakeFirst()
  return (
    row && {
      number: row.number,
      parameters: row.parameters as DirectoryParameters,
      facts: row.facts as EditionFacts,
    }
  )
}
