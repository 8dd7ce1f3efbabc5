// Letters wait in a queue of the database, are written when they are sent, and leave once.
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Composers } from '../../server/mail/composers.ts'
import { now } from '../databases/filled-app.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

const origin = 'https://reperes.example.org'
const composers: Composers = {
  welcome: async ({ id }) => ({
    to: `reader-${id}@example.org`,
    locale: 'de',
    subject: `Willkommen ${id}`,
    parts: [{ kind: 'paragraph', text: 'Guten Tag.' }],
  }),
  erased: async () => null,
}

describeWithDatabase('A letter', ({ database }) => {
  let office: PostOffice
  beforeAll(async () => {
    office = await openPostOffice(database, composers, now)
  })
  afterAll(() => office.close())

  const order = (kind: string, id: number) =>
    database.db.transaction().execute((trx) => office.letters.queue(trx, { kind, id, origin }))

  it('leaves once its transaction is committed', async () => {
    await order('welcome', 1)
    expect(await office.sent()).toEqual([
      {
        to: 'reader-1@example.org',
        locale: 'de',
        subject: 'Willkommen 1',
        parts: [{ kind: 'paragraph', text: 'Guten Tag.' }],
      },
    ])
  })

  it('never was when its transaction is rolled back', async () => {
    const before = (await office.sent()).length
    const undone = database.db.transaction().execute(async (trx) => {
      await office.letters.queue(trx, { kind: 'welcome', id: 2, origin })
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    const { rows } = await sql`select from pgboss.job where data ->> 'id' = '2'`.execute(database.db)
    expect(rows).toEqual([])
    await order('welcome', 3)
    expect((await office.sent()).slice(before).map(({ subject }) => subject)).toEqual(['Willkommen 3'])
  })

  it('is not written when nobody is to be told any more', async () => {
    const before = (await office.sent()).length
    await order('erased', 4)
    expect(await office.sent()).toHaveLength(before)
  })
})
