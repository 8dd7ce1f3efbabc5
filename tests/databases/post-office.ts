// The real queue, with a mailer that keeps what it is given.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import type { OpenDatabase } from '../../db/connect.ts'
import { readConfig } from '../../server/config.ts'
import { type Jobs, openJobs } from '../../server/jobs/jobs.ts'
import { letterEnds } from '../../server/letters.ts'
import type { Composers } from '../../server/mail/composers.ts'
import type { Letter } from '../../server/mail/letter.rules.ts'
import { type Letters, lettersThrough } from '../../server/mail/letters.ts'
import { type Mailer, RefusedLetterError, type WrittenLetter } from '../../server/mail/mailer.ts'
import { sendLetters } from '../../server/mail/send-letters.ts'
import type { TestDatabase } from './test-database.ts'

/** Makes the queues in a template, so that no copy pays for them. */
export async function makeQueues(database: OpenDatabase): Promise<void> {
  const troubles: string[] = []
  const jobs = await openJobs(database, { warn: (_, text) => void troubles.push(text) })
  await jobs.close()
  if (troubles.length > 0) throw new Error(troubles.join('; '))
}

export type PostOffice = {
  /** For the application: `appOn(db, { letters: postOffice.letters })`. */
  letters: Letters
  jobs: Jobs
  /** Addresses whose letters the mail server refuses for good. */
  refused: Set<string>
  /** Every letter sent so far, in order, once nothing waits any more; throws when one could not be sent. */
  sent(): Promise<Letter[]>
  /** The same, as they left. */
  written(): Promise<WrittenLetter[]>
  close(): Promise<void>
}

/**
 * Opens a post office on the database of a test; close it before the test ends.
 * @param composers those of the application (`server/letters.ts`), or a test's own
 */
export async function openPostOffice(
  database: TestDatabase,
  composers: Composers,
  now: () => Date,
): Promise<PostOffice> {
  const kept: WrittenLetter[] = []
  const refused = new Set<string>()
  const mailer: Mailer = {
    async send(written) {
      if (refused.has(written.letter.to)) throw new RefusedLetterError('550')
      kept.push(written)
    },
    close: async () => {},
  }
  const troubles: string[] = []
  const log = {
    info: () => {},
    warn: (message: object, text: string) => {
      if (!text.endsWith('refused for good')) troubles.push(`${text}: ${JSON.stringify(message)}`)
    },
  }
  const jobs = await openJobs(database, log, { lookEverySeconds: 0.5, atOnce: 1 })
  const needs = { db: database.db, now, config: readConfig({}) }
  await sendLetters(jobs, { composers, ends: letterEnds, needs, mailer, log })
  const written = async () => {
    await untilDone(database, jobs, () => troubles.length > 0)
    if (troubles.length > 0) throw new Error(troubles.join('; '))
    return kept
  }
  return {
    letters: lettersThrough(jobs),
    jobs,
    refused,
    written,
    sent: async () => (await written()).map(({ letter }) => letter),
    close: () => jobs.close(),
  }
}

/** Waits until every letter that was ordered is sent or given up, or until one need not wait any more. */
export async function untilDone(
  { db }: Pick<TestDatabase, 'db'>,
  jobs: Jobs,
  isEnough: () => boolean = () => false,
): Promise<void> {
  while (!isEnough()) {
    const { rows } = await sql`
      select from pgboss.job where name = 'letter' and state in ('created', 'retry', 'active') limit 1`.execute(
      db,
    )
    if (rows.length === 0) return
    jobs.lookNow()
    await pause(5)
  }
}
