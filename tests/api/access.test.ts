// Every route against every kind of person, on their own things and on those of others.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../server/accounts/roles.rules.ts'
import { beginSession } from '../../server/accounts/sessions.actions.ts'
import { readConfig } from '../../server/config.ts'
import { isAllowed } from '../../server/http/access.ts'
import { type Outbox, outboxIn } from '../../server/mail/outbox.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { type App, appOn, bringPlaces, now, strasbourg } from '../databases/filled-app.ts'
import { bringOrganisation, bringPerson, openBrowser } from '../databases/people.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { bringUnit } from '../databases/units-in.ts'
import { bringAgentsObjects } from './access-of-agents.ts'
import { forEverybody, type Objects, ofThisMachine, type Person, people, table } from './access-table.ts'
import { textOf } from './page-text.ts'

const quiet = { queue: async () => undefined }
const lines = Object.entries(table).flatMap(([route, own]) => own.map((line) => ({ route, ...line })))
const writing = Object.keys(table).filter((route) => !route.startsWith('GET '))

describeWithDatabase('Access', ({ database }) => {
  let app: App
  let folder: string
  let outbox: Outbox
  let objects: Objects
  let organisation: number
  const accounts = new Map<Person, number>()
  let clients = 0

  const rolesOf = (): Record<Exclude<Person, 'visitor'>, Role[]> => ({
    somebody: [],
    contributor: [{ role: 'contributor', organisationId: organisation }],
    moderator: [{ role: 'moderator', territoryId: objects.ownTerritory }],
    administrator: [{ role: 'administrator', territoryId: objects.ownTerritory }],
  })

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reperes-access-'))
    await keepTerritories(database.db, strasbourg)
    organisation = await bringOrganisation(database.db, 'Les Trois Ponts')
    objects = {
      ownSession: 0,
      otherSession: 0,
      ownOrganisation: organisation,
      otherOrganisation: await bringOrganisation(database.db, 'Une autre association'),
      ownTerritory: 'commune-67482',
      insideTerritory: 'neighbourhood-67482-centre-republique',
      otherTerritory: 'commune-67447',
      own: await bringAgentsObjects(database.db, {
        commune: 'Strasbourg',
        communeCode: '67482',
        lonLat: [7.75, 48.58],
      }),
      other: await bringAgentsObjects(database.db, {
        commune: 'Schiltigheim',
        communeCode: '67447',
        lonLat: [7.749, 48.606],
      }),
      ...(await bringOwnAndOther()),
    }
    outbox = await outboxIn(folder)
    app = await appOn(database.db, { letters: quiet, outbox })
    return async () => {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  const bringOwnAndOther = async () => {
    const own = { organisation: 'Les Trois Ponts', lonLat: [7.7624, 48.5669] as [number, number] }
    const other = { organisation: 'Une autre association', lonLat: [7.749, 48.606] as [number, number] }
    const there = { commune: 'Schiltigheim', communeCode: '67447' }
    const unitOf = ({ organisation, lonLat }: typeof own, where = {}) => {
      const stop = { name: 'Place', lonLat, start: '2026-12-01T09:00', ...where }
      return bringUnit(database.db, { name: `Bus de ${organisation}`, organisation }, [stop])
    }
    await bringPlaces(database.db, [
      { name: 'Lieu', ...own },
      { name: 'Autre lieu', ...other, ...there },
    ])
    const placeOf = async (name: string) =>
      (await database.db.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow())
        .id
    return {
      ownUnit: await unitOf(own),
      otherUnit: await unitOf(other, there),
      ownPlace: await placeOf('Lieu'),
      otherPlace: await placeOf('Autre lieu'),
    }
  }

  const sessionOf = async (accountId: number) => {
    const token = await database.db
      .transaction()
      .execute((trx) =>
        beginSession(trx, { accountId, isAgent: false, device: 'Firefox, Linux', now: now() }),
      )
    const { id } = await database.db
      .selectFrom('account_session')
      .select('id')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return { token, id }
  }

  /** A browser of such a person, with what a line speaks of: each time new, since lines take things away. */
  const browserOf = async (person: Person) => {
    await database.db.deleteFrom('submission').where('state', '=', 'draft').execute()
    await database.db.deleteFrom('account').execute()
    accounts.clear()
    const browser = openBrowser(app, `10.0.${Math.floor(clients / 200)}.${(clients++ % 200) + 1}`)
    const other = await bringPerson(database.db, 'other@example.org', [], now())
    objects = { ...objects, otherSession: (await sessionOf(other)).id, ownSession: 0 }
    if (person === 'visitor') return browser
    const id = await bringPerson(database.db, `${person}@example.org`, rolesOf()[person], now())
    browser.cookies.set('__Host-session', (await sessionOf(id)).token)
    objects = { ...objects, ownSession: (await sessionOf(id)).id }
    return browser
  }

  it('has a line for every route, and no line for a route that is not there', () => {
    const pages = app.routeRules.filter(({ route }) => !/ \/(api|basemap)(\/|$)/.test(route))
    const known = [...Object.keys(table), ...ofThisMachine, ...forEverybody]
    expect(pages.map(({ route }) => route).toSorted()).toEqual(known.toSorted())
    // What is for everybody alike reads no account, and the API knows none.
    for (const { route, access, readsAccount } of app.routeRules) {
      const isForAll = forEverybody.includes(route) || / \/(api|basemap)(\/|$)/.test(route)
      expect({ route, isForAll }).toEqual({ route, isForAll: access === 'public' && !readsAccount })
    }
  })

  describe.each(people)('of a %s', (person) => {
    it.each(lines)('to $route ($of) is as its line says', async ({ route, at, form, answers }) => {
      const browser = await browserOf(person)
      const url = at(objects)
      const response = route.startsWith('GET ')
        ? await browser.get(url)
        : await browser.post(url, form?.(objects))
      expect(response.statusCode, textOf(response.body)).toBe(answers[person])
      expect(response.headers['cache-control']).toBe('no-store')
      const { access } = app.routeRules.find((each) => each.route === route)!
      if (person === 'visitor' && access !== 'public')
        expect(response.headers.location).toMatch(/^\/fr\/sign-in(\?next=%2Ffr%2F|$)/)
    })
  })

  describe('of a page of others', () => {
    const foreign: [string, Record<string, string>][] = [
      ['by Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
      ['by Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
      ['by Origin', { origin: 'https://evil.example' }],
      ['by another port', { origin: 'http://localhost:8080' }],
      ['hidden by a policy, with a session', { origin: 'null' }],
      ['in a very old browser, with a session', {}],
    ]
    it.each(foreign)('is refused for every form, told %s', async (_, headers) => {
      for (const route of writing) {
        const browser = await browserOf('administrator')
        const { at, form } = table[route]![0]!
        const response = await browser.post(at(objects), form?.(objects), headers)
        expect(response.statusCode, route).toBe(403)
        expect(textOf(response.body)).toContain('Formulaire refusé par sécurité')
      }
    })

    it('is told from our own by Origin where a browser says no more', async () => {
      const browser = await browserOf('somebody')
      const headers = { origin: 'http://localhost' }
      expect((await browser.post('/fr/account', { language: 'fr' }, headers)).statusCode).toBe(303)
    })

    it('cannot be told from a very old browser, which may ask to sign in all the same', async () => {
      const browser = openBrowser(app, '10.1.0.1')
      const headers = {}
      const response = await browser.post('/fr/sign-in', { email: 'old@example.org' }, headers)
      expect(response.statusCode).toBe(303)
    })

    it('is measured by the site’s own address where it has one', async () => {
      const config = readConfig({ PUBLIC_URL: 'https://reperes.example' })
      const own = await appOn(database.db, { letters: quiet, config })
      const from = (origin: string) =>
        openBrowser(own, '10.1.0.2').post('/fr/sign-in', { email: 'a@example.org' }, { origin })
      expect((await from('https://reperes.example')).statusCode).toBe(303)
      expect((await from('http://localhost')).statusCode).toBe(403)
      await own.close()
    })
  })

  it('to the API is without cookies: a session changes nothing there', async () => {
    const browser = await browserOf('administrator')
    const response = await browser.get('/api')
    expect(response.headers['cache-control']).not.toBe('no-store')
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(response.body).toBe((await app.inject('/api')).body)
  })

  it('to pages that are for everybody asks nothing of who comes', async () => {
    const browser = await browserOf('administrator')
    expect((await browser.get('/fr/help')).body).toBe((await app.inject('/fr/help')).body)
  })

  describe('to what is for this machine', () => {
    const ask = (from: string, headers: Record<string, string> = {}) =>
      app.inject({
        url: `/outbox?key=${outbox.key}`,
        remoteAddress: from,
        headers: { host: 'localhost:3000', ...headers },
      })

    it('is from here, by its own name, and through nobody', async () => {
      for (const from of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.0.1'])
        expect((await ask(from)).statusCode, from).toBe(200)
      for (const host of ['127.0.0.1:3000', '[::1]:3000', 'LOCALHOST'])
        expect((await ask('127.0.0.1', { host })).statusCode, host).toBe(200)
    })

    it('is a page that never was for others', async () => {
      for (const from of ['10.0.0.1', '192.168.1.4', '::2', '128.0.0.1'])
        expect((await ask(from)).statusCode, from).toBe(404)
      for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host'])
        expect((await ask('127.0.0.1', { [name]: '127.0.0.1' })).statusCode, name).toBe(404)
      for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1'])
        expect((await ask('127.0.0.1', { host })).statusCode, host).toBe(404)
    })

    it('is nobody’s where the site has an address for readers: a proxy would seem to be here', async () => {
      const config = readConfig({ PUBLIC_URL: 'https://reperes.example' })
      const own = await appOn(database.db, { letters: quiet, config, outbox })
      const url = `/outbox?key=${outbox.key}`
      const { statusCode } = await own.inject({ url, headers: { host: 'localhost:3000' } })
      expect(statusCode).toBe(404)
      await own.close()
    })
  })

  it('by role is inherited by none but agents, among whom administrators may what moderators may', () => {
    const account = (roles: Role[]) => ({
      id: 1,
      email: 'a@example.org',
      name: null,
      locale: 'fr' as const,
      sessionId: 1,
      roles: roles.map((role, id) => ({ ...role, id, name: '' })),
    })
    const roles = rolesOf()
    const may = (own: Role[]) =>
      (['signed-in', 'contributor', 'moderator', 'administrator'] as const).filter((access) =>
        isAllowed(access, account(own)),
      )
    expect(may(roles.somebody)).toEqual(['signed-in'])
    expect(may(roles.contributor)).toEqual(['signed-in', 'contributor'])
    expect(may(roles.moderator)).toEqual(['signed-in', 'contributor', 'moderator'])
    expect(may(roles.administrator)).toEqual(['signed-in', 'contributor', 'moderator', 'administrator'])
    expect(isAllowed('signed-in', null)).toBe(false)
  })
})
