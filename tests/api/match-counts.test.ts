// Counts of matches are remembered for as long as what is counted stays the same, and no longer.
import { type Kysely, sql } from 'kysely'
import { beforeEach, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { rememberEdition } from '../../server/directory/directory.actions.ts'
import { countOnce, dataState, forgetChanges } from '../../server/places/match-counts.queries.ts'
import { everything } from '../../server/places/place-search.rules.ts'
import { findPlaces } from '../../server/places/places.queries.ts'
import { insertSelection } from '../../server/selections/selections.queries.ts'
import { now } from '../databases/filled-app.ts'
import { printed } from '../databases/printed-directories.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'

describeWithDemonstration('Counts of matches', ({ database }) => {
  const stateNow = async () =>
    (await sql<{ state: string }>`select ${dataState} as state`.execute(database.db)).rows[0]!.state
  const matched = async () =>
    (
      await findPlaces(database.db, everything, {
        limit: 1,
        offset: 0,
        detail: 'light',
        order: 'name',
        now: now(),
      })
    ).matched
  /** Takes the first card away, or the one after it. */
  const withdraw = (db: Kysely<Database>, which = 1) =>
    sql`
    delete from published_place where place_id =
      (select place_id from published_place order by place_id limit 1 offset ${which - 1})`.execute(db)

  let counted = 0
  const count = async () => {
    counted += 1
    return counted
  }
  beforeEach(() => {
    counted = 0
  })

  it('are kept while papers and chosen places are remembered', async () => {
    const state = await stateNow()
    expect(await countOnce(database.db, state, 'kept', count)).toBe(1)
    const { edition } = await printed(database.db, { territory: 'commune-67482' })
    await rememberEdition({ db: database.db, now }, edition)
    await insertSelection(database.db, { code: 'K4TX7RM2', places: [1], languages: ['fr'], createdAt: now() })
    expect(await stateNow()).toBe(state)
    expect(await countOnce(database.db, await stateNow(), 'kept', count)).toBe(1)
  })

  it('are made anew when a card is written or withdrawn', async () => {
    const before = await matched()
    expect(await matched()).toBe(before)
    await withdraw(database.db)
    expect(await matched()).toBe(before - 1)
  })

  it('are made anew when dates are written', async () => {
    const state = await stateNow()
    await sql`update occurrence set note = note where place_id is not null`.execute(database.db)
    expect(await stateNow()).not.toBe(state)
  })

  it('are those of before for as long as a transaction has not ended, and those of after when it has', async () => {
    const before = await matched()
    await database.db.transaction().execute(async (trx) => {
      await withdraw(trx)
      await withdraw(trx)
      expect(
        (await sql<{ count: number }>`select count(*)::int as count from published_place`.execute(trx)).rows,
      ).toEqual([{ count: before - 2 }])
    })
    expect(await matched()).toBe(before - 2)
  })

  it('are exact whichever of two changes at once ends first', async (test) => {
    test.skip(database.kind === 'embedded', 'the embedded database has one connection')
    const before = await matched()
    const [mayEnd, hasWritten] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const slow = database.db.transaction().execute(async (trx) => {
      await withdraw(trx, 1)
      hasWritten.resolve()
      await mayEnd.promise
    })
    await hasWritten.promise
    await database.db.transaction().execute((trx) => withdraw(trx, 2))
    expect(await matched()).toBe(before - 1)
    mayEnd.resolve()
    await slow
    expect(await matched()).toBe(before - 2)
  })

  it('stay when a change is taken back', async () => {
    const before = await matched()
    const state = await stateNow()
    const undone = database.db.transaction().execute(async (trx) => {
      await withdraw(trx)
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    expect(await stateNow()).toBe(state)
    expect(await matched()).toBe(before)
  })

  it('are made anew when a transaction takes its first change back, and changes something else', async () => {
    const before = await matched()
    await database.db.transaction().execute(async (trx) => {
      await sql`savepoint first`.execute(trx)
      await withdraw(trx)
      await sql`rollback to savepoint first`.execute(trx)
      await withdraw(trx, 2)
    })
    expect(await matched()).toBe(before - 1)
  })

  it('are not taken for those of another history, when a dump is put back and as much changes again', async () => {
    const state = await stateNow()
    const changes = await database.db.selectFrom('published_change').select('id').execute()
    await sql`truncate published_change`.execute(database.db)
    for (const { id } of changes)
      await sql`insert into published_change overriding system value values (${id})`.execute(database.db)
    expect(await stateNow()).not.toBe(state)
  })

  it('are not taken for others when many changes are forgotten', async () => {
    const seen = [await stateNow()]
    for (let change = 0; change < 501; change += 1)
      await sql`update published_place set place_id = place_id where false`.execute(database.db)
    seen.push(await stateNow())
    expect(await forgetChanges(database.db)).toBeGreaterThan(500)
    seen.push(await stateNow())
    expect(await forgetChanges(database.db)).toBe(0)
    seen.push(await stateNow())
    expect(new Set(seen).size).toBe(3)
    const before = await matched()
    await withdraw(database.db)
    expect(await matched()).toBe(before - 1)
  })
})
