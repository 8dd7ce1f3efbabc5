// What people do with their account: who they are, whom they invite, where they are signed in, and leaving.
import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../db/schema.ts'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { updateAccount } from '../../server/accounts/accounts.queries.ts'
import { removeMember } from '../../server/accounts/members.actions.ts'
import { mostMembers } from '../../server/accounts/members.rules.ts'
import type { PersonalData } from '../../server/accounts/personal-data.actions.ts'
import { erasePerson, exportPersonalData } from '../../server/accounts/personal-data.actions.ts'
import { forgetOldAccounts, forgetOldSignIns } from '../../server/accounts/retention.actions.ts'
import type { Attempt } from '../../server/jobs/attempt.ts'
import { composers } from '../../server/letters.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { atOnce } from '../databases/at-once.ts'
import { type App, appOn, strasbourg } from '../databases/filled-app.ts'
import {
  type Browser,
  bringOrganisation,
  bringPerson,
  linkOf,
  openBrowser,
  signIn,
} from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')
const day = 24 * 3_600_000
const anna = 'anna@example.org'
const bruno = 'bruno@example.org'
const carla = 'carla@example.org'

describeWithDatabase('An account', ({ database }) => {
  let app: App
  let postOffice: PostOffice
  let time = new Date('2026-11-20T10:00:00Z')
  let organisation: number
  const now = () => time
  const pass = (ms: number) => {
    time = new Date(time.getTime() + ms)
  }

  beforeAll(async () => {
    postOffice = await openPostOffice(database, composers, now)
    await keepTerritories(database.db, strasbourg)
    organisation = await bringOrganisation(database.db, 'Emmaüs « Connect » <b>')
    return () => postOffice.close()
  })
  beforeEach(async () => {
    app = await appOn(database.db, { now, letters: postOffice.letters })
    return async () => {
      await app.close()
      await database.db.deleteFrom('sign_in').execute()
      await database.db.deleteFrom('account').execute()
    }
  })

  const lettersTo = async (email: string) => (await postOffice.sent()).filter(({ to }) => to === email)
  const contributor = async (email = anna) => {
    await bringPerson(database.db, email, [{ role: 'contributor', organisationId: organisation }], now())
    return signIn(app, postOffice, email)
  }
  const administrator = async (territoryId = 'commune-67482') => {
    await bringPerson(database.db, anna, [{ role: 'administrator', territoryId }], now())
    return signIn(app, postOffice, anna)
  }
  const isIn = async (browser: Browser) => (await browser.get('/fr/account')).statusCode === 200
  const rolesOf = (email: string) =>
    database.db
      .selectFrom('account_role')
      .innerJoin('account', 'account.id', 'account_role.account_id')
      .select(['role', 'organisation_id as organisation', 'territory_id as territory'])
      .where('email', '=', email)
      .execute()
  const invite = (browser: Browser, email: string, role: string, territory = '') =>
    browser.post('/fr/account/invitations', {
      'invite-email': email,
      'invite-role': role,
      'invite-territory': territory,
    })

  it.each(locales)('says in %s who one is and what one may do', async (locale) => {
    const own = translator(locale)
    const { body } = await (await contributor()).get(`/${locale}/account`)
    const text = textOf(body)
    expect(text).toContain(own('accounts:account.title'))
    expect(text).toContain(anna)
    expect(text).toContain(
      said(own('accounts:account.roles.contributor', { name: 'Emmaüs « Connect » <b>' })),
    )
    expect(body).not.toContain('<b>»')
  })

  it('keeps the name and the language of letters, and writes the next letter in it', async () => {
    const browser = await signIn(app, postOffice, anna)
    const response = await browser.post('/fr/account', { name: '  Anna \u202e K. ', language: 'tr' })
    expect(response.headers.location).toBe('/fr/account?done=saved')
    const page = await browser.get('/fr/account?done=saved')
    expect(textOf(page.body)).toContain(t('accounts:account.done.saved'))
    expect(page.body).toContain('value="Anna K."')
    expect(page.body).toMatch(/<option value="tr" selected/)
  })

  it('refuses a name that is too long and a language that is none, and keeps what was typed', async () => {
    const browser = await signIn(app, postOffice, anna)
    const response = await browser.post('/fr/account', { name: 'n'.repeat(101), language: 'xx' })
    expect(response.statusCode).toBe(422)
    expect(response.body).toContain(`value="${'n'.repeat(101)}"`)
    expect(response.body).toContain('href="#name"')
    expect(response.body).toContain('href="#language"')
  })

  describe('and its sessions', () => {
    it('are listed with the device in short words, and end where one says so', async () => {
      const first = await signIn(app, postOffice, anna)
      const second = openBrowser(app)
      const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
      await second.post('/fr/sign-in', { email: anna })
      const [link] = (await lettersTo(anna)).slice(-1).map(linkOf)
      await second.post(link!, {}, { 'sec-fetch-site': 'same-origin', 'user-agent': agent })
      const { body } = await first.get('/fr/account')
      expect(textOf(body)).toContain('Firefox, Linux')
      const [, end] = /action="(\/fr\/account\/sessions\/\d+\/end)"/.exec(body)!
      expect((await first.post(end!)).headers.location).toBe('/fr/account?done=ended')
      expect(await isIn(second)).toBe(false)
      expect(await isIn(first)).toBe(true)
    })

    it('change their secret at each sign-in, and the one before opens nothing', async () => {
      const browser = await signIn(app, postOffice, anna)
      const before = browser.cookies.get('__Host-session')!
      browser.cookies.delete('__Host-session')
      await browser.post('/fr/sign-in', { email: anna })
      browser.cookies.set('__Host-session', before)
      const [link] = (await lettersTo(anna)).slice(-1).map(linkOf)
      await browser.post(link!)
      expect(browser.cookies.get('__Host-session')).not.toBe(before)
      const stolen = openBrowser(app)
      stolen.cookies.set('__Host-session', before)
      expect(await isIn(stolen)).toBe(false)
    })

    it('end with signing out, in this browser', async () => {
      const browser = await signIn(app, postOffice, anna)
      const secret = browser.cookies.get('__Host-session')!
      await browser.post('/fr/sign-out')
      expect(browser.cookies.size).toBe(0)
      browser.cookies.set('__Host-session', secret)
      expect(await isIn(browser)).toBe(false)
    })

    it('last for 30 days after the last visit, and half a year at most', async () => {
      const browser = await contributor()
      for (let days = 0; days < 174; days += 29) {
        expect(await isIn(browser), `${days} days`).toBe(true)
        pass(29 * day)
      }
      expect(await isIn(browser)).toBe(true)
      pass(6 * day)
      expect(await isIn(browser)).toBe(false)
      const other = await signIn(app, postOffice, anna)
      pass(30 * day)
      expect(await isIn(other)).toBe(false)
    })

    it('last for twelve hours where one is an agent, whatever one was when one signed in', async () => {
      const browser = await administrator()
      pass(12 * 3_600_000 - 1_000)
      expect(await isIn(browser)).toBe(true)
      pass(1_000)
      expect(await isIn(browser)).toBe(false)
      const other = await signIn(app, postOffice, bruno)
      await bringPerson(database.db, bruno, [{ role: 'moderator', territoryId: 'commune-67482' }], now())
      expect(await isIn(other)).toBe(true)
      pass(12 * 3_600_000)
      expect(await isIn(other)).toBe(false)
    })
  })

  describe('invites', () => {
    it('colleagues to its organisation, with one letter in the language of whoever is there already', async () => {
      const browser = await contributor()
      await browser.post('/fr/account', { name: 'Anna', language: 'fr' })
      expect((await invite(browser, carla, `contributor-${organisation}`)).headers.location).toBe(
        '/fr/account?done=invited',
      )
      expect(await rolesOf(carla)).toEqual([{ role: 'contributor', organisation, territory: null }])
      const letters = await lettersTo(carla)
      expect(letters).toHaveLength(1)
      const [letter] = letters
      expect(letter!.parts[0]).toEqual({
        kind: 'paragraph',
        text: t('accounts:letter.invitation.from', { person: 'Anna' }),
      })
      expect(linkOf(letter!)).toBe('/fr/sign-in')
      expect(JSON.stringify(letter)).not.toMatch(/"code"/)
      const again = await invite(browser, carla, `contributor-${organisation}`)
      expect(again.statusCode).toBe(422)
      expect(textOf(again.body)).toContain(said(t('accounts:account.invite.already')))
      expect(await lettersTo(carla)).toHaveLength(1)
    })

    it('agents to its territories and inside them, as an administrator', async () => {
      const browser = await administrator('epci-246700488')
      for (const [role, territory] of [
        ['moderator', 'epci-246700488'],
        ['moderator', 'commune-67482'],
        ['administrator', 'neighbourhood-67482-centre-republique'],
      ])
        expect((await invite(browser, bruno, role!, territory)).statusCode, territory).toBe(303)
      for (const territory of ['france', 'region-44', 'commune-75056', 'nowhere', ''])
        expect((await invite(browser, bruno, 'moderator', territory)).statusCode, territory).toBe(422)
      expect(await rolesOf(bruno)).toHaveLength(3)
    })

    it('nobody without an address and a choice, and keeps what was typed', async () => {
      const browser = await administrator()
      const response = await invite(browser, 'bruno', 'owner')
      expect(response.statusCode).toBe(422)
      expect(response.body).toContain('value="bruno"')
      for (const field of ['invite-email', 'invite-role']) expect(response.body).toContain(`href="#${field}"`)
    })

    it('thirty people a day at most', async () => {
      const browser = await contributor()
      const { id } = await database.db
        .selectFrom('account')
        .select('id')
        .where('email', '=', anna)
        .executeTakeFirstOrThrow()
      for (let count = 0; count < 30; count += 1) {
        await bringPerson(
          database.db,
          `p${count}@example.org`,
          [{ role: 'contributor', organisationId: organisation }],
          now(),
        )
      }
      await database.db
        .updateTable('account_role')
        .set({ granted_by: id })
        .where('account_id', '!=', id)
        .execute()
      expect((await invite(browser, bruno, `contributor-${organisation}`)).statusCode).toBe(429)
      expect(await rolesOf(bruno)).toEqual([])
    })
  })

  describe('shows who shares its work', () => {
    const roleOf = async (email: string) =>
      (
        await database.db
          .selectFrom('account_role')
          .innerJoin('account', 'account.id', 'account_role.account_id')
          .select('account_role.id')
          .where('email', '=', email)
          .executeTakeFirstOrThrow()
      ).id
    const remove = (browser: Browser, role: number) => browser.post(`/fr/account/members/${role}/remove`)

    it('and takes a colleague out of its organisation, who may no longer do what they did', async () => {
      const browser = await contributor()
      const colleague = await contributor(carla)
      const page = await browser.get('/fr/account')
      expect(textOf(page.body)).toContain(carla)
      expect(textOf(page.body)).toContain(said(t('accounts:account.members.self')))
      const role = await roleOf(carla)
      expect(page.body).toContain(`action="/fr/account/members/${role}/remove"`)
      expect((await colleague.get('/fr/account')).body).toContain('id="invite"')
      expect((await remove(browser, role)).headers.location).toBe('/fr/account?done=removed')
      expect(await rolesOf(carla)).toEqual([])
      expect((await colleague.get('/fr/account')).body).not.toContain('id="invite"')
      expect((await remove(browser, role)).statusCode).toBe(404)
    })

    it('finds by name whom a long list leaves out', async () => {
      const browser = await contributor()
      for (let index = 0; index < mostMembers + 5; index += 1) {
        const colleague = { role: 'contributor', organisationId: organisation } as const
        const id = await bringPerson(database.db, `crowd${index}@example.org`, [colleague], now())
        await updateAccount(database.db, id, { name: `Zoé ${index}`, locale: 'fr' })
      }
      const page = async (who = '') => said(textOf((await browser.get(`/fr/account${who}`)).body))
      expect(await page()).toContain(said(t('accounts:account.members.cut', { most: mostMembers })))
      expect(await page()).not.toContain('Zoé 99 ')
      expect(await page('?who=zo%C3%A9+99')).toContain('Zoé 99 ')
      expect(await page('?who=zo%C3%A9+99')).not.toContain('Zoé 98 ')
      expect(await page('?who=ZOE+99')).toContain('Zoé 99 ')
      expect(await page('?who=%25')).toContain(said(t('accounts:account.members.nobody')))
    })

    it.each(locales)('and records what it takes, and tells it in %s to whoever had it', async (locale) => {
      const own = translator(locale)
      const browser = await contributor()
      const colleague = await contributor(carla)
      await colleague.post(`/${locale}/account`, { name: '', language: locale })
      const before = (await lettersTo(carla)).length
      const granted = now()
      pass(day / 24)
      await remove(browser, await roleOf(carla))
      const [letter, ...more] = (await lettersTo(carla)).slice(before)
      expect(more).toEqual([])
      expect(letter).toMatchObject({ locale, subject: own('accounts:letter.takenBack.subject') })
      expect(letter!.parts[0]).toEqual({
        kind: 'paragraph',
        text: own('accounts:letter.takenBack.contributor', { name: 'Emmaüs « Connect » <b>' }),
      })
      const record = { role: 'contributor', organisationId: organisation, territoryId: null }
      const told = { ...record, grantedAt: granted.toISOString(), takenAt: now().toISOString() }
      const { account } = (await colleague.get('/fr/account/export')).json()
      expect((await colleague.get('/fr/account/export')).json()).toMatchObject({
        rolesLost: [told],
        rolesTakenBack: [],
      })
      expect((await browser.get('/fr/account/export')).json()).toMatchObject({
        rolesLost: [],
        rolesTakenBack: [{ ...told, accountId: account.id }],
      })
      await erasePerson({ db: database.db, now }, [], account.id)
      expect((await browser.get('/fr/account/export')).json().rolesTakenBack).toEqual([])
    })

    it('and writes nothing of a role that was given again meanwhile, nor to whoever was erased', async () => {
      const browser = await contributor()
      await contributor(carla)
      await contributor(bruno)
      const before = (await postOffice.sent()).length
      const quiet = { queue: async () => {} }
      for (const email of [carla, bruno]) {
        const { id: anyone } = await database.db
          .selectFrom('account')
          .select('id')
          .where('email', '=', anna)
          .executeTakeFirstOrThrow()
        const needs = { db: database.db, now, letters: quiet }
        expect(await removeMember(needs, anyone, await roleOf(email), 'http://localhost')).toBe('removed')
      }
      const gone = await database.db
        .selectFrom('role_taken_back')
        .innerJoin('account', 'account.id', 'account_id')
        .select(['role_taken_back.id', 'email', 'account_id as accountId'])
        .execute()
      await invite(browser, carla, `contributor-${organisation}`)
      await erasePerson({ db: database.db, now }, [], gone.find(({ email }) => email === bruno)!.accountId)
      await database.db.transaction().execute(async (trx) => {
        for (const { id } of gone)
          await postOffice.letters.queue(trx, { kind: 'role-taken-back', id, origin: 'http://localhost' })
      })
      expect((await postOffice.sent()).slice(before).map(({ subject }) => subject)).toEqual([
        t('accounts:letter.invitation.subject'),
      ])
    })

    it('and lets one of two administrators stay who remove each other at once', async () => {
      const both: { account: number; role: number }[] = []
      for (const email of [anna, bruno]) {
        const account = await bringPerson(
          database.db,
          email,
          [{ role: 'administrator', territoryId: 'commune-67482' }],
          now(),
        )
        both.push({ account, role: await roleOf(email) })
      }
      const [one, other] = both as [(typeof both)[0], (typeof both)[0]]
      const removal = (db: typeof database.db, by: number, role: number) =>
        removeMember({ db, now, letters: postOffice.letters }, by, role, 'http://localhost')
      // Neither begins to write before both are there.
      const bothWait = async (trx: Transaction<Database>) => {
        const waiting = sql`select distinct pid from pg_locks where not granted and pid in (
          select pid from pg_locks join pg_database on oid = database where datname = current_database())`
        while (database.kind === 'postgresql' && (await waiting.execute(trx)).rows.length < 2) await pause(10)
      }
      const [, results] = await atOnce(
        database,
        (trx) =>
          sql`select from account_role where id in (${one.role}, ${other.role}) for update`.execute(trx),
        () =>
          Promise.all([
            removal(database.db, one.account, other.role),
            removal(database.db, other.account, one.role),
          ]),
        bothWait,
      )
      expect(results.toSorted()).toEqual(['removed', 'unknown'])
      expect([...(await rolesOf(anna)), ...(await rolesOf(bruno))]).toHaveLength(1)
    })

    it('and takes nobody out of another’s, nor itself, nor an agent', async () => {
      const browser = await contributor()
      const elsewhere = await bringOrganisation(database.db, 'Ailleurs')
      await bringPerson(database.db, bruno, [{ role: 'contributor', organisationId: elsewhere }], now())
      await bringPerson(database.db, carla, [{ role: 'moderator', territoryId: 'commune-67482' }], now())
      for (const email of [bruno, carla, anna])
        expect((await remove(browser, await roleOf(email))).statusCode, email).toBe(404)
      const text = textOf((await browser.get('/fr/account')).body)
      expect(text).not.toContain(bruno)
      expect(await rolesOf(anna)).toHaveLength(1)
    })

    it('and takes roles of agents back in its territories and inside them, as an administrator', async () => {
      const browser = await administrator('epci-246700488')
      await bringPerson(database.db, bruno, [{ role: 'moderator', territoryId: 'commune-67482' }], now())
      await bringPerson(database.db, carla, [{ role: 'moderator', territoryId: 'region-44' }], now())
      const text = textOf((await browser.get('/fr/account')).body)
      expect(text).toContain(bruno)
      expect(text).not.toContain(carla)
      expect((await remove(browser, await roleOf(bruno))).statusCode).toBe(303)
      expect((await remove(browser, await roleOf(carla))).statusCode).toBe(404)
      expect([await rolesOf(bruno), await rolesOf(carla)].map(({ length }) => length)).toEqual([0, 1])
    })
  })

  describe('and what is kept on somebody', () => {
    const erased: string[] = []
    const part: PersonalData = {
      name: 'remarks',
      export: async (_, { email }) => [`written by ${email}`],
      erase: async (_, { email }) => void erased.push(email),
    }

    it('is given to them as a whole, without a secret', async () => {
      const browser = await contributor()
      const response = await browser.get('/fr/account/export')
      expect(response.headers['content-disposition']).toBe('attachment; filename="reperes.json"')
      const data = response.json()
      expect(data).toMatchObject({
        account: { email: anna, locale: 'fr' },
        roles: [{ role: 'contributor', organisationId: organisation }],
        sessions: [{ device: expect.any(String) }],
        signIns: [{ email: anna }],
      })
      expect(response.body).not.toMatch(/hash|token/i)
      const { id } = data.account
      const whole = await exportPersonalData({ db: database.db }, [part], { accountId: id, email: anna })
      expect(whole.remarks).toEqual([`written by ${anna}`])
    })

    it('is erased once they have typed the word, in every part at once', async () => {
      const browser = await contributor()
      const kept = await browser.post('/fr/account/erasure', { word: 'non' })
      expect(kept.statusCode).toBe(422)
      expect(await isIn(browser)).toBe(true)
      const secret = browser.cookies.get('__Host-session')!
      const gone = await browser.post('/fr/account/erasure', { word: ' effacer ' })
      expect(gone.headers.location).toBe('/fr/account/erased')
      browser.cookies.set('__Host-session', secret)
      expect(await isIn(browser)).toBe(false)
      const rows = await database.db.selectFrom('account').select(['email', 'name', 'erased_at']).execute()
      expect(rows).toEqual([{ email: null, name: null, erased_at: now() }])
      for (const table of ['account_role', 'account_session', 'sign_in'] as const)
        expect(await database.db.selectFrom(table).selectAll().execute(), table).toEqual([])
    })

    it.each(locales)('is erased by a word that one can type in %s', async (locale) => {
      const browser = await signIn(app, postOffice, anna)
      const word = translator(locale)('accounts:account.erase.word')
      const page = await browser.get(`/${locale}/account/erasure`)
      expect(textOf(page.body)).toContain(word)
      expect((await browser.post(`/${locale}/account/erasure`, { word })).statusCode).toBe(303)
      expect(textOf((await browser.get(`/${locale}/account/erased`)).body)).toContain(
        said(translator(locale)('accounts:account.erase.doneTitle')),
      )
    })

    it('stays as it was when one part cannot be erased', async () => {
      const id = await bringPerson(
        database.db,
        anna,
        [{ role: 'contributor', organisationId: organisation }],
        now(),
      )
      const broken: PersonalData = { ...part, erase: () => Promise.reject(new Error('broken')) }
      await expect(erasePerson({ db: database.db, now }, [part, broken], id)).rejects.toThrow('broken')
      expect(await rolesOf(anna)).toHaveLength(1)
    })

    it('leaves the address free: a new account has nothing of the old', async () => {
      const browser = await contributor()
      await browser.post('/fr/account/erasure', { word: 'EFFACER' })
      const again = await signIn(app, postOffice, anna)
      expect(textOf((await again.get('/fr/account')).body)).toContain(said(t('accounts:account.roles.none')))
      expect(await database.db.selectFrom('account').select('id').execute()).toHaveLength(2)
    })

    it('is in no letter that was ordered before and is sent after', async () => {
      const id = await bringPerson(
        database.db,
        bruno,
        [{ role: 'contributor', organisationId: organisation }],
        now(),
      )
      const role = await database.db
        .selectFrom('account_role')
        .select('id')
        .where('account_id', '=', id)
        .executeTakeFirstOrThrow()
      await erasePerson({ db: database.db, now }, [], id)
      const before = (await lettersTo(bruno)).length
      await database.db
        .transaction()
        .execute((trx) =>
          postOffice.letters.queue(trx, { kind: 'invitation', id: role.id, origin: 'http://localhost' }),
        )
      expect(await lettersTo(bruno)).toHaveLength(before)
    })
  })

  describe('is forgotten', () => {
    const plainly: Attempt = (_, work) => work()
    const forget = (parts: PersonalData[] = [], attempt = plainly) =>
      forgetOldAccounts(
        { db: database.db, letters: postOffice.letters, parts, origin: 'http://localhost' },
        now(),
        attempt,
      )

    it('after 24 months without a visit and a warning of 30 days, in one letter', async () => {
      await contributor()
      const before = (await lettersTo(anna)).length
      pass(699 * day)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 0 })
      pass(5 * day)
      expect(await forget()).toEqual({ accountsWarned: 1, accountsErased: 0 })
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 0 })
      const letters = (await lettersTo(anna)).slice(before)
      expect(letters.map(({ subject }) => subject)).toEqual([t('accounts:letter.idle.subject')])
      pass(28 * day)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 0 })
      pass(3 * day)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 1 })
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 0 })
      expect(await rolesOf(anna)).toEqual([])
    })

    it('by nobody who comes back after the warning', async () => {
      await contributor()
      pass(705 * day)
      await forget()
      await signIn(app, postOffice, anna)
      pass(60 * day)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 0 })
      expect(await rolesOf(anna)).toHaveLength(1)
    })

    it('never without the 30 days, even if nobody looked for years', async () => {
      await contributor()
      pass(3_000 * day)
      expect(await forget()).toEqual({ accountsWarned: 1, accountsErased: 0 })
      pass(29 * day)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 0 })
      pass(2 * day)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 1 })
    })

    it('also where the one before it cannot be', async () => {
      await contributor()
      await signIn(app, postOffice, bruno)
      pass(705 * day)
      await forget()
      pass(31 * day)
      const failures: string[] = []
      const patiently: Attempt = (part, work) =>
        work().catch((error: Error) => {
          failures.push(`${part}: ${error.message}`)
          return 0
        })
      const stuck: PersonalData = {
        name: 'stuck',
        export: async () => null,
        erase: async (_, { email }) => {
          if (email === anna) throw new Error('not now')
        },
      }
      expect(await forget([stuck], patiently)).toEqual({ accountsWarned: 0, accountsErased: 1 })
      expect(failures).toEqual(['accountsErased: not now'])
      const left = await database.db
        .selectFrom('account')
        .select('email')
        .where('email', 'is not', null)
        .execute()
      expect(left).toEqual([{ email: anna }])
      expect(await rolesOf(anna)).toHaveLength(1)
      expect(await forget()).toEqual({ accountsWarned: 0, accountsErased: 1 })
    })

    it('with its questions to sign in after a day, and its sessions when they are over', async () => {
      await contributor()
      expect(await forgetOldSignIns(database, now(), plainly)).toEqual({ signIns: 0, sessions: 0 })
      pass(day + 1)
      expect(await forgetOldSignIns(database, now(), plainly)).toEqual({ signIns: 1, sessions: 0 })
      pass(30 * day)
      expect(await forgetOldSignIns(database, now(), plainly)).toEqual({ signIns: 0, sessions: 1 })
    })
  })
})
