// Moments that are asked for at odd hours, or that do not exist.
import type { Kysely } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { publishPlaces } from '../../server/places/publication.actions.ts'
import { appOn, bringPlaces, search } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

describeWithDatabase('A moment that is asked for', ({ database }) => {
  let db: Kysely<Database>
  beforeAll(async () => {
    db = database.db
    await bringPlaces(db, [
      { name: 'Café du soir', openingHours: 'Mo-Su 17:00-24:00' },
      { name: 'Bar de nuit', openingHours: 'Mo-Su 22:30-02:00' },
      { name: 'Salle de garde', openingHours: 'Sa 23:30-02:30' },
    ])
  })
  const at = (instant: string) => appOn(db, { now: () => new Date(instant) })

  describe('this evening', () => {
    it.each([
      ['21:59', '2026-11-20T20:59:00Z', ['Café du soir']],
      ['22:00', '2026-11-20T21:00:00Z', ['Bar de nuit', 'Café du soir']],
      ['23:15', '2026-11-20T22:15:00Z', ['Bar de nuit', 'Café du soir']],
    ])('at %s is what is left of it', async (_, instant, names) => {
      const { features } = await search(await at(instant), 'open=evening')
      expect(features.map(({ properties }) => properties.name).sort()).toEqual(names)
    })
  })

  it.each([
    ['open=2026-11-20T10:00%2B05:75', 400, 'an offset of 75 minutes'],
    ['open=2026-11-20T10:00%2B13:99', 400, 'an offset of 99 minutes'],
    ['open=2026-10-25T00:30Z/2026-10-25T01:10Z', 200, 'from 02:30 to 02:10, when clocks go back'],
    ['open=2026-10-25T01:10Z/2026-10-25T00:30Z', 400, 'the same backwards'],
  ])('in autumn: %s answers %i, %s', async (query, status) => {
    const app = await at('2026-10-20T10:00:00Z')
    expect((await app.inject(`/api/collections/places/items?${query}`)).statusCode).toBe(status)
  })

  it('in the hour that comes twice is the first, as hours mean it', async () => {
    const october = '2026-10-20T10:00:00Z'
    const app = await at(october)
    const ids = (await db.selectFrom('place').select('id').execute()).map(({ id }) => id)
    await db.transaction().execute((trx) => publishPlaces(trx, ids, new Date(october)))
    const names = async (open: string) =>
      (await search(app, `open=${open}`)).features.map(({ properties }) => properties.name)
    expect(await names('2026-10-25T02:15')).toEqual(['Salle de garde'])
    expect(await names('2026-10-25T00:15Z')).toEqual(['Salle de garde'])
    expect(await names('2026-10-25T01:15Z')).toEqual([])
  })

  it('within the hour that the clocks jump over, finds nobody, or who is there after it', async () => {
    const app = await at('2026-03-25T10:00:00Z')
    for (const open of ['2026-03-29T02:30/2026-03-29T03:00', '2026-03-29T02:15/2026-03-29T02:45']) {
      const { statusCode } = await app.inject(`/api/collections/places/items?open=${open}`)
      expect(statusCode).toBe(200)
    }
  })

  it.each([
    '2026-12-01T10:00:00%2B23:00',
    '0000-01-01T00:00:00Z',
    '0000-01-01',
    '2026-12-01T10:00:00%2B13:75',
    '9999-12-31T23:59:59Z/..',
    '9999-12-31',
  ])('in the collection of sessions: %s is answered or refused, never an error of ours', async (datetime) => {
    const app = await at('2026-11-20T10:00:00Z')
    const { statusCode } = await app.inject(`/api/collections/sessions/items?datetime=${datetime}`)
    expect([200, 400]).toContain(statusCode)
  })
})
