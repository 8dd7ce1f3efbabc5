// A process that takes submissions in and decides on them without end, until it is killed. It says on its standard output
// what it was told is done; what it had not said may be done or not, but never half and never twice.
import { join } from 'node:path'
import { openDatabase } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { readConfig } from '../../server/config.ts'
import { noGeocoder } from '../../server/geocoding/address-service.ts'
import { openJobs } from '../../server/jobs/jobs.ts'
import { composers, letterEnds } from '../../server/letters.ts'
import { lettersThrough } from '../../server/mail/letters.ts'
import { outboxMailer } from '../../server/mail/outbox.ts'
import { sendLetters } from '../../server/mail/send-letters.ts'
import { decideSubmission, undoDecision } from '../../server/moderation/decisions.actions.ts'
import type { Submission } from '../../server/submissions/submission.rules.ts'
import { findSubmission } from '../../server/submissions/submission-store.queries.ts'
import { placeStanding } from '../../server/submissions/submission-subject.queries.ts'
import { sendSubmission } from '../../server/submissions/submissions.actions.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { untilDone } from '../databases/post-office.ts'
import { registration, somebody } from '../databases/submitters.ts'

const [dataDir, databaseUrl, first] = process.argv.slice(2) as [string, string, string]
const now = () => new Date()
const say = (line: string) => process.stdout.write(`${line}\n`)

const database = await openDatabase({
  dataDir,
  databaseUrl: databaseUrl === 'none' ? undefined : databaseUrl,
})
const { db } = database
await migrate(database)
await keepTerritories(db, 'commune-67482')
const log = { info: () => {}, warn: () => {} }
const jobs = await openJobs(database, log, { lookEverySeconds: 0.5 })
const mailer = outboxMailer(join(dataDir, 'outbox'), { name: 'Repères', address: 'reperes@example.org' })
await sendLetters(jobs, {
  composers,
  ends: letterEnds,
  needs: { db, now, config: readConfig({}) },
  mailer,
  log,
})
const needs = { db, now, geocoder: noGeocoder, letters: lettersThrough(jobs) }
const agent = await somebody(db, 'agent@strasbourg.example.org', 'commune-67482')

/** Ends by itself when it is asked to, once every letter has left. */
let isToEnd = false
process.on('SIGTERM', () => {
  isToEnd = true
})

say('ready')
for (let number = Number(first); !isToEnd; number += 1) await oneLife(number)
await untilDone(database, jobs)
await jobs.close()
await database.close()

/** A submission is sent, published, taken back, published again; every third is refused. */
async function oneLife(number: number): Promise<void> {
  const email = `person-${number}@example.org`
  const account = { ...agent, email, roles: [] }
  const { proposed } = registration()
  const sent = await sendSubmission(needs, {
    ...registration({ contact: { name: null, email }, account, idempotencyKey: `torture-${number}` }),
    proposed: { ...proposed, name: `Lieu ${number}`, organisation: `Association ${number}` },
  })
  if (!('submission' in sent)) throw new Error(sent.outcome)
  say(`sent ${number} ${sent.submission.id}`)
  if (number % 3 === 0) {
    await decide(sent.submission, 'refuse')
    return void say(`refused ${number}`)
  }
  await decide(sent.submission, 'publish')
  say(`published ${number}`)
  if (number % 4 !== 0) return
  await undo(sent.submission)
  await decide(sent.submission, 'publish')
  say(`published-again ${number}`)
}

async function fresh({ id }: Submission): Promise<Submission> {
  return (await findSubmission(db, { id }))!
}

async function decide(submission: Submission, step: 'publish' | 'refuse'): Promise<void> {
  const { state, version, placeId } = await fresh(submission)
  // Done by the one that was killed, before it could say so.
  if (state === (step === 'publish' ? 'published' : 'refused')) return
  const deciding = { agent, submissionId: submission.id, version, origin: 'https://reperes.example.org' }
  const subjectVersion = placeId === null ? null : ((await placeStanding(db, placeId))?.version ?? null)
  const decided =
    step === 'publish'
      ? await decideSubmission(needs, deciding, { step, grants: undefined, note: null, subjectVersion })
      : await decideSubmission(needs, deciding, { step, reason: 'outside', message: null, note: null })
  if (decided.outcome !== 'decided') throw new Error(decided.outcome)
}

async function undo(submission: Submission): Promise<void> {
  const { version } = await fresh(submission)
  const origin = 'https://reperes.example.org'
  const decided = await undoDecision(needs, { agent, submissionId: submission.id, version, origin })
  if (decided.outcome !== 'decided') throw new Error(decided.outcome)
}
