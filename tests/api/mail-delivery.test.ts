// Letters on their way through a real mail server: once each, in spite of all.
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { type Jobs, openJobs } from '../../server/jobs/jobs.ts'
import type { Composers, LetterEnds } from '../../server/mail/composers.ts'
import { lettersThrough } from '../../server/mail/letters.ts'
import type { Mailer } from '../../server/mail/mailer.ts'
import { sendLetters } from '../../server/mail/send-letters.ts'
import { smtpMailer } from '../../server/mail/smtp-mailer.ts'
import { now } from '../databases/filled-app.ts'
import { untilDone } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { type MailServer, startMailServer } from '../mail/mail-server.ts'

const origin = 'https://reperes.example.org'
/** In no log, no answer and no row of the queue may it be found. */
const planted = 'planted-7f3a9c'
const from = { name: 'Repères', address: 'contact@reperes.example.org' }
const composers: Composers = {
  welcome: async ({ id }) => ({
    to: `${planted}+${id}@example.org`,
    locale: 'ar',
    subject: `مرحبا ${id}`,
    parts: [
      { kind: 'paragraph', text: 'يمكنك الآن الدخول.' },
      { kind: 'button', label: 'الدخول', href: `${origin}/ar/sign-in/${id}` },
    ],
  }),
  broken: async () => {
    throw new Error(`no such person: ${planted}@example.org`)
  },
}

/** What whoever ordered a letter was told of its end. */
let told: string[] = []
const ends: LetterEnds = {
  welcome: async ({ id }, { isTaken }) => void told.push(`${id} ${isTaken ? 'taken' : 'refused'}`),
}

describeWithDatabase('The mail', ({ database }) => {
  let server: MailServer
  let open: { jobs: Jobs; mailer: Mailer }[] = []
  let logged: { message: object; text: string }[] = []

  beforeAll(async () => {
    server = await startMailServer()
  })
  afterEach(async () => {
    for (const { jobs, mailer } of open) await jobs.close().then(mailer.close)
    open = []
    const { rows } = await sql<{ said: string }>`select job::text as said from pgboss.job`.execute(
      database.db,
    )
    const kept = [...rows.map(({ said }) => said), JSON.stringify(logged)]
    await sql`delete from pgboss.job`.execute(database.db)
    Object.assign(server, { tries: 0, refusals: { rcpt: [], data: [] } })
    server.taken.length = 0
    logged = []
    told = []
    expect(kept.filter((said) => /planted|@example/.test(said))).toEqual([])
  })
  afterAll(() => server.stop())

  /** One process's part in the mail. */
  async function postOffice(mailer = smtpMailer(smtp(), from), intervals = {}) {
    const note = (message: object, text: string) => void logged.push({ message, text })
    const jobs = await openJobs(database, { warn: note }, { lookEverySeconds: 0.5, ...intervals })
    await sendLetters(jobs, {
      composers,
      ends,
      needs: { db: database.db, now, config: readConfig({}) },
      mailer,
      log: { info: note, warn: note },
    })
    open.push({ jobs, mailer })
    return jobs
  }
  const smtp = () => ({ host: '127.0.0.1', port: server.port, secure: false, credentials: undefined })
  const order = (jobs: Jobs, kind: string, id: number) =>
    database.db.transaction().execute((trx) => lettersThrough(jobs).queue(trx, { kind, id, origin }))

  /** The wait before a letter is tried again passes. @returns how long it was, in seconds */
  async function waitPasses(times: number): Promise<number> {
    await vi.waitFor(() => expect(logged.filter(triedLater)).toHaveLength(times), { timeout: 20_000 })
    return vi.waitFor(async () => {
      const { rows } = await sql<{ wait: number }>`
        update pgboss.job set start_after = now() from pgboss.job before
        where before.id = job.id and job.state = 'retry' and before.start_after > now()
        returning extract(epoch from before.start_after - now())::float as wait`.execute(database.db)
      expect(rows).toHaveLength(1)
      return rows[0]!.wait
    })
  }
  const triedLater = ({ text }: { text: string }) => text.endsWith('will be tried again')

  it('brings a letter as text and as HTML, once, in the language of whoever reads it', async () => {
    const jobs = await postOffice()
    await order(jobs, 'welcome', 1)
    await untilDone(database, jobs)
    expect(server.taken).toHaveLength(1)
    expect(told).toEqual(['1 taken'])
    const [letter] = server.taken
    expect(letter).toMatchObject({
      from,
      to: [{ address: `${planted}+1@example.org` }],
      subject: 'مرحبا 1',
      messageId: expect.stringMatching(/^<[\da-f-]{36}@reperes\.example\.org>$/),
    })
    expect(letter?.html).toContain('<html lang="ar" dir="rtl">')
    expect(letter?.text).toContain('\nhttps://reperes.example.org/ar/sign-in/1\n')
    expect(letter?.headers).toContainEqual(
      expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
    )
  })

  it('waits for a server that is away, a little longer each time', async () => {
    const jobs = await postOffice()
    await server.stop()
    await order(jobs, 'welcome', 2)
    const waits = [await waitPasses(1)]
    jobs.lookNow()
    waits.push(await waitPasses(2))
    await server.start()
    await untilDone(database, jobs)
    expect(server.taken.map(({ subject }) => subject)).toEqual(['مرحبا 2'])
    expect(waits[0]).toBeGreaterThan(5)
    expect(waits[0]).toBeLessThanOrEqual(30)
    expect(waits[1]).toBeGreaterThan(20)
    expect(waits[1]).toBeLessThanOrEqual(60)
  })

  it('tries again what is refused for now', async () => {
    server.refusals.rcpt.push({ code: 451, text: `4.7.1 greylisted: ${planted}` })
    server.refusals.data.push({ code: 452, text: `4.3.1 no room for ${planted}` })
    const jobs = await postOffice()
    await order(jobs, 'welcome', 3)
    await waitPasses(1)
    jobs.lookNow()
    await waitPasses(2)
    await untilDone(database, jobs)
    expect(server.taken.map(({ subject }) => subject)).toEqual(['مرحبا 3'])
    expect(server.tries).toBe(3)
  })

  it.each(['rcpt', 'data'] as const)('gives up what is refused for good (%s)', async (when) => {
    server.refusals[when].push({ code: 550, text: `5.1.1 ${planted} is unknown here` })
    const jobs = await postOffice()
    await order(jobs, 'welcome', 4)
    await untilDone(database, jobs)
    expect(server.taken).toEqual([])
    expect(told).toEqual(['4 refused'])
    expect(server.tries).toBe(1)
    expect(logged).toEqual([
      {
        message: expect.objectContaining({
          letter: 'welcome',
          of: 4,
          reason: expect.stringContaining('550'),
        }),
        text: 'a letter was refused for good',
      },
    ])
  })

  it('lets no letter leave again because its end could not be noted', async () => {
    const taken = ends.welcome!
    ends.welcome = async () => {
      throw new Error('not now')
    }
    const jobs = await postOffice()
    await order(jobs, 'welcome', 11)
    await untilDone(database, jobs)
    expect(server.tries).toBe(1)
    ends.welcome = taken
  })

  it('keeps a letter that cannot be composed now, and says nothing of whom it is for', async () => {
    const jobs = await postOffice()
    await order(jobs, 'broken', 5)
    await order(jobs, 'of-a-newer-version', 6)
    await vi.waitFor(() => expect(logged.filter(triedLater)).toHaveLength(2), { timeout: 20_000 })
    await jobs.close()
    const { rows } = await sql`select state from pgboss.job`.execute(database.db)
    expect(rows).toEqual([{ state: 'retry' }, { state: 'retry' }])
  })

  it('sends each of 60 letters once, with two at work on the same queue', async () => {
    const [one] = [await postOffice(), await postOffice()]
    await database.db.transaction().execute(async (trx) => {
      for (let id = 100; id < 160; id += 1) {
        await lettersThrough(one!).queue(trx, { kind: 'welcome', id, origin })
      }
    })
    for (const { jobs } of open) jobs.lookNow()
    await untilDone(database, one!)
    expect(new Set(server.taken.map(({ subject }) => subject)).size).toBe(60)
    expect(server.taken).toHaveLength(60)
  })

  it('forgets a letter an hour after it was sent', async () => {
    const jobs = await postOffice(undefined, { superviseIntervalSeconds: 1, maintenanceIntervalSeconds: 1 })
    await order(jobs, 'welcome', 9)
    await order(jobs, 'welcome', 10)
    await untilDone(database, jobs)
    await sql`update pgboss.job set completed_on = completed_on - interval '61 minutes' where data ->> 'id' = '9'`.execute(
      database.db,
    )
    await vi.waitFor(
      async () => {
        const { rows } = await sql`select data ->> 'id' as id from pgboss.job`.execute(database.db)
        expect(rows).toEqual([{ id: '10' }])
      },
      { timeout: 20_000 },
    )
  })

  it('finishes the letter in its hands before it ends', async () => {
    const steps: string[] = []
    const slow: Mailer = {
      async send() {
        steps.push('begun')
        await pause(300)
        steps.push('sent')
      },
      close: async () => void steps.push('closed'),
    }
    const jobs = await postOffice(slow)
    await order(jobs, 'welcome', 7)
    jobs.lookNow()
    await vi.waitFor(() => expect(steps).toEqual(['begun']), { timeout: 20_000, interval: 5 })
    await jobs.close().then(slow.close)
    expect(steps).toEqual(['begun', 'sent', 'closed'])
    const { rows } = await sql`select state from pgboss.job`.execute(database.db)
    expect(rows).toEqual([{ state: 'completed' }])
  })

  it('is made by whoever starts first, however many start at once', async () => {
    await sql`drop schema pgboss cascade`.execute(database.db)
    await Promise.all([postOffice(), postOffice(), postOffice()])
    await order(open[2]!.jobs, 'welcome', 8)
    await untilDone(database, open[0]!.jobs)
    expect(server.taken).toHaveLength(1)
    expect(logged.map(({ text }) => text)).toEqual(['a letter was sent'])
  })
})
