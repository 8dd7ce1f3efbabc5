// Cards that an older version of the code wrote.
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { renewCards } from '../../server/places/publication.actions.ts'
import { cardShape } from '../../server/places/publication.queries.ts'
import { now } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'

describeWithDemonstration('Cards of an older shape', ({ database }) => {
  const cards = () => database.db.selectFrom('published_place').selectAll().orderBy('place_id').execute()

  it('are written anew as this version writes them, and only they', async () => {
    const before = await cards()
    const [first, second] = before
    await database.db
      .updateTable('published_place')
      .set({ shape: cardShape - 1, whole: '{}', light: '{}', search: '' })
      .where('place_id', 'in', [first!.place_id, second!.place_id])
      .execute()
    const said: number[] = []
    await renewCards(database.db, now(), (count) => said.push(count))
    expect(await cards()).toEqual(before)
    await renewCards(database.db, now(), (count) => said.push(count))
    expect(said).toEqual([2])
  })

  it('are told apart by a number that was raised with the last change of what cards say', async () => {
    const said = (await cards()).map(({ light, whole, search }) => [light, whole, search])
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 12)
    // Fails when cards say something else: raise `cardShape`, then write both here.
    expect([cardShape, digest]).toEqual([6, 'c85e85361242'])
  })
})
