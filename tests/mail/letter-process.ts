// A process of its own that orders letters or sends them, to be killed by a test. What it does stands in its arguments:
// `order` commits an order and stays; `send` works the queue; `wait-over` lets the time pass first after which a process
// that says nothing more is held for dead.
import { setInterval } from 'node:timers'
import { sql } from 'kysely'
import { openDatabase } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { readConfig } from '../../server/config.ts'
import { openJobs } from '../../server/jobs/jobs.ts'
import { lettersThrough } from '../../server/mail/letters.ts'
import { sendLetters } from '../../server/mail/send-letters.ts'
import { smtpMailer } from '../../server/mail/smtp-mailer.ts'

const does = new Set(process.argv.slice(2))
const config = readConfig()
const say = (text: string) => process.stdout.write(`${text}\n`)
const log = {
  info: () => {},
  warn: (message: object, text: string) => say(`${text} ${JSON.stringify(message)}`),
}

const database = await openDatabase(config)
await migrate(database)
const soon = { lookEverySeconds: 0.5, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 }
const jobs = await openJobs(database, log, soon)
if (does.has('order')) {
  const letters = lettersThrough(jobs)
  await database.db
    .transaction()
    .execute((trx) => letters.queue(trx, { kind: 'welcome', id: 1, origin: 'https://reperes.example.org' }))
  say('ordered')
}
if (does.has('wait-over')) {
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`.execute(
    database.db,
  )
  // The next try would come 15 seconds later at the soonest.
  setInterval(
    () => sql`update pgboss.job set start_after = now() where state = 'retry'`.execute(database.db),
    200,
  ).unref()
}
if (does.has('send')) {
  const composers = {
    welcome: async ({ id }: { id: number }) => ({
      to: 'reader@example.org',
      locale: 'fr' as const,
      subject: `Bienvenue ${id}`,
      parts: [{ kind: 'paragraph' as const, text: 'Bonjour.' }],
    }),
  }
  const needs = { db: database.db, now: () => new Date(), config }
  await sendLetters(jobs, {
    composers,
    ends: {},
    needs,
    mailer: smtpMailer(config.mail.server!, config.mail.from),
    log,
  })
  say('sending')
}
process.once('SIGTERM', async () => {
  await jobs.close()
  await database.close()
  process.exit(0)
})
