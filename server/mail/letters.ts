// What a domain knows of mail: a letter is ordered in the transaction that it tells of.
import type { Transaction } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { LetterOrder } from './letter.rules.ts'

export type Letters = {
  /** Orders a letter: it is written and sent once the transaction is committed; rolled back, it never was ordered. */
  queue(trx: Transaction<Database>, order: LetterOrder): Promise<void>
}

export function lettersThrough(jobs: Jobs): Letters {
  return { queue: (trx, { kind, id, origin }) => jobs.send(trx, 'letter', { kind, id, origin }) }
}
