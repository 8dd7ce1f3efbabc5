// What is old is forgotten by itself, each thing for itself.
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { keepForgetting } from '../../server/jobs/forget.actions.ts'
import { outboxFolder, outboxIn } from '../../server/mail/outbox.ts'
import { insertSelection } from '../../server/selections/selections.queries.ts'
import { insertSubmission } from '../../server/submissions/submission-store.queries.ts'
import { newPlace } from '../databases/agents-desk.ts'
import { noLetters, now } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

const day = 24 * 3_600_000
const planted = 'planted-4c1d'

describeWithDatabase('Forgetting', ({ database }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'reperes-forgetting-'))
  afterAll(() => rmSync(dataDir, { recursive: true }))
  afterEach(async () => {
    await sql`drop trigger if exists stuck on submission`.execute(database.db)
    await database.db.deleteFrom('submission').execute()
    await database.db.deleteFrom('selection').execute()
  })

  /** A draft of a week ago and a selection of half a year ago. */
  const bringOld = async () => {
    await insertSelection(database.db, {
      code: 'K4TX7RM2',
      places: [1],
      languages: ['fr'],
      createdAt: new Date(now().getTime() - 180 * day),
    })
    const at = new Date(now().getTime() - 8 * day)
    await database.db.transaction().execute((trx) =>
      insertSubmission(
        trx,
        {
          receipt: 'r'.repeat(22),
          kind: 'new',
          state: 'draft',
          placeId: null,
          unitId: null,
          baseVersion: null,
          proposed: newPlace,
          typed: { name: [planted] },
          besidePlaces: [],
          note: null,
          contact: { name: null, email: `${planted}@example.org` },
          accountId: null,
          enteredBy: null,
          locale: 'fr',
          licence: null,
          territories: [],
          sentAt: null,
          decidedAt: null,
          idempotencyKey: null,
          confirmationHash: null,
        },
        at,
      ),
    )
  }
  const left = async () => ({
    drafts: (await database.db.selectFrom('submission').select('id').execute()).length,
    selections: (
      await database.db.selectFrom('selection').select('code').where('forgotten_at', 'is', null).execute()
    ).length,
  })

  /** One look. @returns what the log says of it */
  const look = async () => {
    const logged: { level: string; text: string; message: object }[] = []
    const note = (level: string) => (message: object, text: string) =>
      void logged.push({ level, text, message })
    const needs = { db: database.db, now, letters: noLetters, config: readConfig({ DATA_DIR: dataDir }) }
    const end = keepForgetting(needs, { info: note('info'), warn: note('warn') })
    // The first look begins with the next turn; ended now, it is waited for.
    await null
    await end()
    return logged
  }

  it('takes what is old, and says how many and never who', async () => {
    await bringOld()
    const logged = await look()
    expect(await left()).toEqual({ drafts: 0, selections: 0 })
    expect(logged).toEqual([
      {
        level: 'info',
        text: 'old data were forgotten',
        message: expect.objectContaining({ unsent: 1, selections: 1, accountsErased: 0 }),
      },
    ])
    expect(await look()).toEqual([])
  })

  it('deletes the letters that no mail server sends, after seven days, and keeps their key', async () => {
    const folder = outboxFolder(dataDir)
    const { key } = await outboxIn(folder)
    const write = (file: string, days: number) => {
      writeFileSync(join(folder, file), planted)
      const at = new Date(now().getTime() - days * day)
      utimesSync(join(folder, file), at, at)
    }
    utimesSync(join(folder, 'key'), new Date(0), new Date(0))
    for (const [file, days] of [
      ['old.eml', 7.1],
      ['half.unfinished', 7.1],
      ['new.eml', 6.9],
    ] as const)
      write(file, days)
    expect(await look()).toMatchObject([{ level: 'info', message: { outbox: 2 } }])
    expect(readdirSync(folder).toSorted()).toEqual(['key', 'new.eml'])
    expect((await outboxIn(folder)).key).toBe(key)
  })

  it('goes on with the rest where one thing cannot be forgotten, and takes it up again', async () => {
    await bringOld()
    await sql`
      create or replace function stuck() returns trigger language plpgsql as
      $$ begin raise exception '% is kept', old.contact_email; end $$`.execute(database.db)
    await sql`create trigger stuck before delete on submission for each row execute function stuck()`.execute(
      database.db,
    )
    const logged = await look()
    expect(await left()).toEqual({ drafts: 1, selections: 0 })
    const [told, ...others] = logged
    expect(told).toMatchObject({
      level: 'warn',
      text: 'old data could not be forgotten',
      message: { part: 'unsent', failure: { code: 'P0001' } },
    })
    expect(others).toMatchObject([{ message: { unsent: 0, selections: 1 } }])
    expect(JSON.stringify(logged)).not.toContain(planted)
    await sql`drop trigger stuck on submission`.execute(database.db)
    await look()
    expect(await left()).toEqual({ drafts: 0, selections: 0 })
  })
})
