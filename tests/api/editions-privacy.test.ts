// What an edition keeps of whoever printed it: nothing that says where somebody lives, looks for, or has chosen.
import { beforeAll, expect, it } from 'vitest'
import { up as takeQuestionsOut } from '../../db/migrations/0016-editions-without-questions.ts'
import { rememberEdition } from '../../server/directory/directory.actions.ts'
import { forgetOldEditions } from '../../server/directory/editions.actions.ts'
import { changePlace } from '../../server/places/place-changes.actions.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { type App, appOn, bringPlaces, now, strasbourg } from '../databases/filled-app.ts'
import { printed } from '../databases/printed-directories.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit } from '../databases/units-in.ts'
import { said, textOf } from './page-text.ts'

const day = 24 * 3_600_000
const at = [7.75123, 48.58246] as const

describeWithDatabase('An edition keeps nothing of a person', ({ database }) => {
  let app: App
  let ids: number[]
  let bus: number

  /** Prints, and answers the number and all that the database holds of it. */
  const keep = async (query: Record<string, string>, chosen?: number[]) => {
    const { edition } = await printed(database.db, query, { chosen })
    expect(await rememberEdition({ db: database.db, now }, edition)).toBe(true)
    const { number } = edition
    const row = await database.db
      .selectFrom('edition')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return { number, row: JSON.stringify(row) }
  }
  const pageOf = async (number: string, on = app) => {
    const { body, statusCode } = await on.inject(`/fr/editions/${number}`)
    expect(statusCode).toBe(200)
    return { body, text: said(textOf(body)) }
  }
  const hide = (id: number) =>
    database.db.transaction().execute((trx) =>
      changePlace(
        trx,
        id,
        { state: 'hidden' },
        {
          actor: { kind: 'system', id: null },
          now: now(),
          because: { submissionId: null, note: null },
        },
      ),
    )

  beforeAll(async () => {
    await keepTerritories(database.db, strasbourg)
    await bringPlaces(
      database.db,
      ['Tilleul', 'Érable', 'Bouleau', 'Saule'].map((name, index) => ({
        name: `Maison ${name}`,
        address: `${index + 1} rue du ${name}`,
        lonLat: [7.751 + index / 1000, 48.582] as [number, number],
        phone: `+3338800020${index}`,
        openingHours: 'Mo-Fr 09:00-12:00',
        services: ['work' as const],
        updatedAt: '2026-11-01',
      })),
    )
    const places = await database.db.selectFrom('place').select('id').orderBy('name').execute()
    ids = places.map(({ id }) => id)
    bus = await bringUnit(database.db, { name: 'Le Bus discret', services: ['work'], vehicle: 'bus' }, [
      { name: 'Place du Lavoir', lonLat: [7.752, 48.582], start: '2026-11-24T14:00', rule: 'FREQ=WEEKLY' },
    ])
    app = await appOn(database.db)
  })

  it('around an address: not the address, nor its point to the house', async () => {
    const { number, row } = await keep({
      where: '12 rue de la Confidence 67000 Strasbourg',
      near: at.join(),
      radius: '1000',
    })
    expect(row).not.toMatch(/confidence/i)
    for (const degrees of at) expect(row).not.toContain(String(degrees))
    expect(row).toContain('Maison Tilleul')
    const { body, text } = await pageOf(number)
    expect(text).toContain('Rien n’a changé')
    expect(text).toContain('point')
    expect(body).toContain('/fr/directory.pdf?near=7.751,48.582&amp;radius=1000')
  })

  it('around an address: at the edge, its rounded point brings no news', async () => {
    // The exact point has this place within its radius, the rounded one has not; of the other it is the contrary.
    const metre = 1 / 111_195
    const [longitude] = at
    await bringPlaces(database.db, [
      { name: 'Maison Dedans', address: '8 rue du Bord', lonLat: [longitude, at[1] + 1_990 * metre] },
      { name: 'Maison Dehors', address: '9 rue du Bord', lonLat: [longitude, at[1] - 2_010 * metre] },
    ])
    const { number, row } = await keep({ near: at.join(), radius: '2000' })
    expect(row).toContain('Maison Dedans')
    expect(row).not.toContain('Maison Dehors')
    expect((await pageOf(number)).text).toContain('Rien n’a changé')
    const inside = [longitude, at[1] - 500 * metre] as [number, number]
    await bringPlaces(database.db, [{ name: 'Maison Neuve', address: '10 rue du Bord', lonLat: inside }])
    const { text } = await pageOf(number)
    expect(text).toContain('1 changement depuis')
    expect(text).toContain('Maison Neuve')
    expect(text).not.toContain('Maison Dehors')
  })

  it('with words: not the words; its page says that it cannot tell what is new', async () => {
    const { number, row } = await keep({ territory: 'commune-67482', q: 'saule' })
    expect(row).toContain('Maison Saule')
    expect((JSON.parse(row) as { parameters: object }).parameters).not.toHaveProperty('q')
    expect(row.replaceAll(/Maison Saule|rue du Saule/g, '')).not.toMatch(/saule/i)
    const { body, text } = await pageOf(number)
    expect(text).toContain('Rien n’a changé')
    expect(text).toContain('Nous ne pouvons pas dire si d’autres lieux s’y ajoutent.')
    expect(body).not.toContain('/fr/directory.pdf')
    expect(text).toContain('Nous ne gardons pas ces mots')
  })

  it('of chosen places: not the list; its page compares them all the same, the bus among them', async () => {
    const list = [ids[2]!, ids[0]!, bus]
    const { number, row } = await keep({ where: '12 rue de la Confidence', near: at.join() }, list)
    const { parameters } = JSON.parse(row) as { parameters: object }
    expect(parameters).toEqual({ print: 'fr' })
    expect(row).not.toContain(list.join())
    expect(row).not.toContain(String(at[0]))
    expect(row).not.toMatch(/confidence/i)
    const before = await pageOf(number)
    expect(before.text).toContain('Rien n’a changé')
    expect(before.body).not.toContain('/fr/directory.pdf')
    await hide(list[0]!)
    expect((await pageOf(number)).text).toContain('N’y allez plus')
  })

  it('forgets papers of chosen places after ninety days, and no others', async () => {
    const area = await keep({ territory: 'commune-67482' })
    const list = await keep({ ids: ids.slice(0, 2).join() })
    const held = async (number: string) => (await app.inject(`/fr/editions/${number}`)).statusCode
    const needs = { db: database.db }
    await forgetOldEditions(needs, new Date(now().getTime() + 90 * day - 1_000))
    expect(await held(list.number)).toBe(200)
    expect(await forgetOldEditions(needs, new Date(now().getTime() + 90 * day + 1_000))).toBe(2)
    expect(await held(list.number)).toBe(404)
    expect(await held(area.number)).toBe(200)
  })

  it('nor of what was printed before these words were written', async () => {
    const places = [{ number: 1, id: ids[1]!, name: 'Maison', address: null, phone: null }]
    const insert = (number: string, parameters: object, area: object) =>
      database.db
        .insertInto('edition')
        .values({
          number,
          hash: number.padStart(64, '0'),
          made_at: now(),
          parameters: JSON.stringify(parameters),
          facts: JSON.stringify({ day: '2026-11-20', area, places, stops: [] }),
        })
        .execute()
    const around = { kind: 'around', label: '12 rue de la Confidence', lonLat: at, radiusMetres: 1000 }
    await insert(
      '1000000001',
      { where: '12 rue de la Confidence', near: at.join(), radius: '1000', print: 'fr' },
      around,
    )
    await insert(
      '1000000002',
      { territory: 'commune-67482', q: 'travail secret', print: 'fr' },
      { kind: 'box' },
    )
    await insert('1000000003', { ids: '7,9', near: at.join(), print: 'fr,ar' }, { kind: 'chosen' })
    await takeQuestionsOut(database.db as never)
    const rows = await database.db
      .selectFrom('edition')
      .select(['parameters', 'facts'])
      .where('number', 'like', '100000000_')
      .orderBy('number')
      .execute()
    expect(rows.map(({ parameters }) => parameters)).toEqual([
      { near: '7.751,48.582', radius: '1000', print: 'fr' },
      { territory: 'commune-67482', print: 'fr' },
      { print: 'fr,ar' },
    ])
    expect(rows.map(({ facts }) => facts)).toMatchObject([
      {
        keepsQuestion: true,
        area: { kind: 'around', label: null, lonLat: [7.751, 48.582], radiusMetres: 1000 },
      },
      { keepsQuestion: false, area: { kind: 'box' } },
      { keepsQuestion: false, area: { kind: 'chosen' }, places },
    ])
  })
})
