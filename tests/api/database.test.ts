// What the application may rely on, whichever database it runs on.
import { AbortedTransactionError, type Kysely, sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../db/connect.ts'
import { BesideTransactionError } from '../../db/held-connections.ts'
import { migrate } from '../../db/migrate.ts'
import type { Database } from '../../db/schema.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

type Visitors = { visitor: { name: string; age: number | null } }
type Tables = Database & Visitors

describeWithDatabase('The database', ({ database }) => {
  let db: Kysely<Tables>

  beforeAll(async () => {
    db = database.db.withTables<Visitors>()
    await sql`create table visitor (
      name text primary key, age integer constraint visitor_has_an_age check (age >= 0)
    )`.execute(db)
  })
  beforeEach(async () => {
    await db.deleteFrom('visitor').execute()
  })

  const names = async () => {
    const visitors = await db.selectFrom('visitor').select('name').orderBy('name').execute()
    return visitors.map(({ name }) => name)
  }
  const arrives = (to: Kysely<Tables>, name: string, age: number | null = null) =>
    to.insertInto('visitor').values({ name, age }).execute()

  it('keeps Amina and Bruno, who came in one transaction', async () => {
    const answer = await db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      await arrives(trx, 'Bruno')
      return 'both'
    })
    expect(answer).toBe('both')
    expect(await names()).toEqual(['Amina', 'Bruno'])
  })

  it('forgets Amina when the transaction fails after her, and passes the failure on', async () => {
    const failing = db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      throw new Error('the lights went out')
    })
    await expect(failing).rejects.toThrow('the lights went out')
    expect(await names()).toEqual([])
  })

  it('does not report success for a transaction in which a statement failed, though its error was swallowed', async () => {
    const swallowing = db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      await arrives(trx, 'Amina').catch(() => {})
    })
    await expect(swallowing).rejects.toThrow(AbortedTransactionError)
    expect(await names()).toEqual([])
    await arrives(db, 'Bruno')
    expect(await names()).toEqual(['Bruno'])
  })

  it('goes back to a savepoint and keeps what came before it', async () => {
    await db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      await sql`savepoint before_bruno`.execute(trx)
      await arrives(trx, 'Amina').catch(() => {})
      await sql`rollback to savepoint before_bruno`.execute(trx)
    })
    expect(await names()).toEqual(['Amina'])
  })

  it('refuses db inside a transaction, and takes the transaction back', async () => {
    const mixing = db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      await arrives(db, 'Bruno')
    })
    await expect(mixing).rejects.toThrow(BesideTransactionError)
    expect(await names()).toEqual([])
  })

  it('refuses a transaction of db inside a transaction', async () => {
    const nesting = db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      await db.transaction().execute((inner) => arrives(inner, 'Bruno'))
    })
    await expect(nesting).rejects.toThrow(BesideTransactionError)
    expect(await names()).toEqual([])
  })

  it('serves db to work that a transaction started and that goes on after it', async () => {
    const { later } = await db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      return { later: new Promise((resolve) => setTimeout(resolve, 20)).then(names) }
    })
    expect(await later).toEqual(['Amina'])
  })

  it('does not let a query beside a transaction join it', async () => {
    let seenBeside: Promise<string[]> | undefined
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const beside = hasBegun.then(() => {
      seenBeside = names()
      return arrives(db, 'Chloé')
    })
    const failing = db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      begun()
      await sql`select pg_sleep(0.05)`.execute(trx)
      throw new Error('the lights went out')
    })
    await expect(failing).rejects.toThrow('the lights went out')
    await beside
    expect(await seenBeside).not.toContain('Amina')
    expect(await names()).toEqual(['Chloé'])
  })

  it('takes forty transactions and queries asked at once, and loses none', async () => {
    const visitors = Array.from({ length: 20 }, (_, number) => `Visitor ${String(number).padStart(2, '0')}`)
    await Promise.all(
      visitors.flatMap((name) => [
        db.transaction().execute((trx) => arrives(trx, name)),
        db.selectFrom('visitor').selectAll().execute(),
      ]),
    )
    expect(await names()).toEqual(visitors)
  })

  it('says the code and the constraint of what it refuses', async () => {
    await arrives(db, 'Amina')
    await expect(arrives(db, 'Amina')).rejects.toMatchObject({
      code: '23505',
      constraint: 'visitor_pkey',
      detail: expect.stringContaining('(Amina)'),
      message: expect.stringContaining('visitor_pkey'),
    })
    await expect(arrives(db, 'Bruno', -1)).rejects.toMatchObject({
      code: '23514',
      constraint: 'visitor_has_an_age',
    })
  })

  it('counts the rows that a change has touched', async () => {
    await arrives(db, 'Amina', 70)
    await arrives(db, 'Bruno', 30)
    const older = await db.updateTable('visitor').set({ age: 71 }).where('age', '>=', 70).executeTakeFirst()
    const gone = await db.deleteFrom('visitor').executeTakeFirst()
    expect([older.numUpdatedRows, gone.numDeletedRows]).toEqual([1n, 2n])
  })

  it('reads ids and counts as numbers, days as text, instants as dates, JSON as values', async () => {
    const { rows } = await sql`
      select 9007199254740991::bigint as id, count(*) as count, array[1, null]::bigint[] as ids,
        date '2026-03-29' as day, array[date '2026-03-29'] as days,
        timestamptz '2026-03-29 03:30:00.25+02' as instant, null::date as never,
        ${JSON.stringify({ open: [1, 'a'] })}::jsonb as facts, ${['ar', 'fr']}::text[] as languages,
        0.5::float8 as half, true as yes
    `.execute(db)
    expect(rows).toEqual([
      {
        id: 9007199254740991,
        count: 1,
        ids: [1, null],
        day: '2026-03-29',
        days: ['2026-03-29'],
        instant: new Date('2026-03-29T01:30:00.250Z'),
        never: null,
        facts: { open: [1, 'a'] },
        languages: ['ar', 'fr'],
        half: 0.5,
        yes: true,
      },
    ])
  })

  it('takes the same kinds of values as parameters', async () => {
    const instant = new Date('2026-03-29T01:30:00.250Z')
    const { rows } = await sql`
      select ${instant}::timestamptz as instant, ${'2026-03-29'}::date as day, ${42}::bigint as id,
        ${[1, 2]}::bigint[] as ids, ${{ a: 'é' }}::jsonb as facts, ${null}::text as nothing, ${false}::boolean as no,
        ${['a "b", c', 'd\\e', '{}']}::text[] as words
    `.execute(db)
    expect(rows).toEqual([
      {
        instant,
        day: '2026-03-29',
        id: 42,
        ids: [1, 2],
        facts: { a: 'é' },
        nothing: null,
        no: false,
        words: ['a "b", c', 'd\\e', '{}'],
      },
    ])
  })

  it('tells days in UTC, whatever the zone of the server', async () => {
    const { rows } = await sql`select (timestamptz '2026-01-01 00:30:00+02')::date as day`.execute(db)
    expect(rows).toEqual([{ day: '2025-12-31' }])
  })

  it('reads geometry and geography as GeoJSON, [longitude, latitude]', async () => {
    const square = 'POLYGON((7 48, 8 48, 8 49, 7 48), (7.5 48.2, 7.6 48.2, 7.6 48.3, 7.5 48.2))'
    const { rows } = await sql`
      select 'SRID=4326;POINT(7.75 48.58)'::geometry as position, 'POINT(7.75 48.58)'::geography as place,
        ${square}::geometry(Polygon) as outline, null::geometry as nowhere
    `.execute(db)
    const position = { type: 'Point', coordinates: [7.75, 48.58] }
    const hole = [
      [7.5, 48.2],
      [7.6, 48.2],
      [7.6, 48.3],
      [7.5, 48.2],
    ]
    const ring = [
      [7, 48],
      [8, 48],
      [8, 49],
      [7, 48],
    ]
    expect(rows).toEqual([
      { position, place: position, outline: { type: 'Polygon', coordinates: [ring, hole] }, nowhere: null },
    ])
  })

  it('migrates again without changing anything', async () => {
    const migrations = () => sql`select * from kysely_migration`.execute(db)
    const before = await migrations()
    await migrate({ ...database, learnGeometryTypes: async () => {}, close: async () => {} })
    expect((await migrations()).rows).toEqual(before.rows)
    expect(before.rows.length).toBeGreaterThan(0)
  })

  it('answers again after its connection was lost in a transaction', async (test) => {
    test.skip(database.kind === 'embedded', 'the embedded database has no connection to lose')
    const losing = db.transaction().execute(async (trx) => {
      await arrives(trx, 'Amina')
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(trx)
    })
    await expect(losing).rejects.toThrow(/connection|terminat/i)
    expect(await names()).toEqual([])
  })

  it('gives statements five seconds, also after a migration that took its time', async (test) => {
    test.skip(database.kind === 'embedded', 'the embedded database has no time limit')
    const { rows } = await sql`show statement_timeout`.execute(db)
    expect(rows).toEqual([{ statement_timeout: '5s' }])
  })
})

const source = inject('database')

describe.skipIf(!('templateUrl' in source))('A PostgreSQL server', () => {
  it('without the database of that name is reported in one sentence', async () => {
    const address = 'templateUrl' in source ? source.templateUrl.replace(/[^/]*$/, 'nowhere') : ''
    await expect(openDatabase({ databaseUrl: address, dataDir: '' })).rejects.toThrow(
      /^PostgreSQL at .*\/nowhere has no database of that name: create it \(createdb\), or correct DATABASE_URL\.$/,
    )
  })
})
