// The embedded database by itself, for those who ask it without Kysely.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { EmbeddedClient } from '../../db/embedded/client.ts'

const source = inject('database')

describe.skipIf('templateUrl' in source || 'skip' in source)(
  'The embedded database, shared with others than Kysely',
  () => {
    let client: EmbeddedClient
    beforeAll(async () => {
      client = new EmbeddedClient({ dumpFile: 'dumpFile' in source ? source.dumpFile : '' })
      await client.exec('create table visitor (name text primary key)')
    })
    afterAll(() => client.close())

    const names = async () => (await client.query<{ name: string }>('select name from visitor')).rows

    it('undoes statements that fail half-way through their own transaction, before the next turn', async () => {
      const failing = client.exec(`begin; insert into visitor values ('Amina'); select nobody; commit`)
      const next = client.transaction(async (transaction) => {
        await transaction.query('insert into visitor values ($1)', ['Bruno'])
      })
      await expect(failing).rejects.toMatchObject({ code: '42703' })
      await next
      expect(await names()).toEqual([{ name: 'Bruno' }])
    })

    it('answers with one result for each statement', async () => {
      const results = await client.exec('select 1 as one; select 2 as two')
      expect(results.map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ two: 2 }]])
    })

    it('lets a transaction be rolled back from inside, and refuses what is asked of it later', async () => {
      await client.transaction(async (transaction) => {
        await transaction.query('insert into visitor values ($1)', ['Chloé'])
        await transaction.rollback()
        await expect(transaction.query('select 1')).rejects.toThrow('already ended')
      })
      expect(await names()).not.toContainEqual({ name: 'Chloé' })
    })

    it('passes over a parameter that cannot reach it, and goes on', async () => {
      await expect(client.query('select $1::text', [() => 'a function'])).rejects.toThrow(/cloned/)
      expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    })

    it('finishes what was asked before it was closed, and refuses what comes after', async () => {
      const asked = client.query('select 1 as one')
      await client.close()
      expect((await asked).rows).toEqual([{ one: 1 }])
      await expect(client.query('select 1')).rejects.toThrow('closed')
      await expect(client.transaction(async () => 'nothing')).rejects.toThrow('closed')
      await client.close()
    })
  },
)
