// Coming in without a password: a code where one asked, a link in the same browser, and nothing for anybody else.
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { composers } from '../../server/letters.ts'
import { type App, appOn } from '../databases/filled-app.ts'
import { codeOf, linkOf, openBrowser, signIn } from '../databases/people.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { describeWithDatabase } from '../databases/test-database.ts'
import { said, textOf } from './page-text.ts'

const t = translator('fr')
const minute = 60_000
const anna = 'anna@example.org'

describeWithDatabase('Signing in', ({ database }) => {
  let app: App
  let postOffice: PostOffice
  let time = new Date('2026-11-20T10:00:00Z')
  const now = () => time
  const pass = (ms: number) => {
    time = new Date(time.getTime() + ms)
  }

  beforeAll(async () => {
    postOffice = await openPostOffice(database, composers, now)
    return () => postOffice.close()
  })
  // Each begins with a client of its own, who has asked nothing in this minute.
  beforeEach(async () => {
    app = await appOn(database.db, { now, letters: postOffice.letters })
  })
  afterEach(async () => {
    await app.close()
    await database.db.deleteFrom('account_session').execute()
    await database.db.deleteFrom('sign_in').execute()
    await database.db.deleteFrom('account').execute()
  })

  const lettersTo = async (email: string) => (await postOffice.sent()).filter(({ to }) => to === email)
  const lastTo = async (email: string) => (await lettersTo(email)).at(-1)!

  describe('by the code', () => {
    it('opens an account at the first use, and comes back to it at the next', async () => {
      const first = await signIn(app, postOffice, anna)
      expect((await first.get('/fr/account')).statusCode).toBe(200)
      await signIn(app, postOffice, anna)
      const accounts = await database.db.selectFrom('account').select(['email', 'locale']).execute()
      expect(accounts).toEqual([{ email: anna, locale: 'fr' }])
    })

    it('knows an address however its letters are written', async () => {
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: '  Anna@Example.ORG ' })
      expect(await lettersTo(anna)).not.toEqual([])
    })

    it('takes the code with a space, in Arabic digits, and from a signed letter in the reader’s language', async () => {
      for (const written of [
        (code: string) => code,
        (code: string) => code.replace(' ', ''),
        (code: string) => code.replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
      ]) {
        const browser = openBrowser(app)
        await browser.post('/ar/sign-in', { email: 'nour@example.org' })
        const letter = await lastTo('nour@example.org')
        expect(letter.subject).toBe(translator('ar')('accounts:letter.signIn.subject'))
        const response = await browser.post('/ar/sign-in/code', { code: written(codeOf(letter)) })
        expect(response.headers.location).toBe('/ar/account')
      }
    })

    it('opens nothing in a browser that did not ask', async () => {
      const asking = openBrowser(app)
      await asking.post('/fr/sign-in', { email: anna })
      const code = codeOf(await lastTo(anna))
      const other = openBrowser(app)
      await other.post('/fr/sign-in', { email: 'other@example.org' })
      const response = await other.post('/fr/sign-in/code', { code })
      expect(response.statusCode).toBe(422)
      expect(textOf(response.body)).toContain(t('accounts:code.wrong'))
      expect(response.cookies).toEqual([])
      expect((await asking.post('/fr/sign-in/code', { code })).statusCode).toBe(303)
    })

    it('may be tried five times', async () => {
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: anna })
      const code = codeOf(await lastTo(anna))
      const wrong = code === '000 000' ? '000 001' : '000 000'
      for (const _ of [1, 2, 3, 4, 5]) {
        expect((await browser.post('/fr/sign-in/code', { code: wrong })).statusCode).toBe(422)
      }
      expect((await browser.post('/fr/sign-in/code', { code })).statusCode).toBe(422)
      const { tries } = await database.db.selectFrom('sign_in').select('tries').executeTakeFirstOrThrow()
      expect(tries).toBe(5)
    })

    it('is not counted as tried when no code was typed', async () => {
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: anna })
      for (const code of ['', 'abc', '12345', '1234567', anna]) {
        expect((await browser.post('/fr/sign-in/code', { code })).statusCode, code).toBe(422)
      }
      expect((await browser.post('/fr/sign-in/code', { code: codeOf(await lastTo(anna)) })).statusCode).toBe(
        303,
      )
    })

    it('is good for 15 minutes from when the letter is written', async () => {
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: anna })
      const code = codeOf(await lastTo(anna))
      pass(15 * minute)
      expect((await browser.post('/fr/sign-in/code', { code })).statusCode).toBe(422)
    })

    it('is good once', async () => {
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: anna })
      const secret = browser.cookies.get('__Host-sign-in')!
      const code = codeOf(await lastTo(anna))
      expect((await browser.post('/fr/sign-in/code', { code })).statusCode).toBe(303)
      const again = openBrowser(app)
      again.cookies.set('__Host-sign-in', secret)
      expect((await again.post('/fr/sign-in/code', { code })).statusCode).toBe(422)
    })

    it('is not closed to its owner by a stranger who asks often and guesses once', async () => {
      const stranger = openBrowser(app)
      for (let number = 0; number < 20; number += 1) {
        // One browser, from a train: each minute knows of few.
        const elsewhere = openBrowser(app, `198.51.100.${number}`)
        for (const [name, value] of stranger.cookies) elsewhere.cookies.set(name, value)
        await elsewhere.post('/fr/sign-in', { email: anna })
        for (const [name, value] of elsewhere.cookies) stranger.cookies.set(name, value)
      }
      // Three letters go out, so one guess has three chances; the other questions have no code to guess.
      await lastTo(anna)
      const guess = await stranger.post('/fr/sign-in/code', { code: '000000' })
      expect(guess.statusCode).toBe(422)
      const asked = await database.db.selectFrom('sign_in').select('tries').execute()
      expect(asked.map(({ tries }) => tries).filter((tries) => tries > 0)).toEqual([1, 1, 1])
      expect(asked).toHaveLength(20)
      pass(16 * minute)
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: anna })
      expect((await browser.post('/fr/sign-in/code', { code: codeOf(await lastTo(anna)) })).statusCode).toBe(
        303,
      )
    })

    it('of an address is refused after 20 wrong ones in a day, and its link is not', async () => {
      const wrongAlways = async () => {
        const browser = openBrowser(app)
        await browser.post('/fr/sign-in', { email: anna })
        const right = codeOf(await lastTo(anna))
        for (const _ of [1, 2, 3, 4, 5])
          await database.db
            .updateTable('sign_in')
            .set((e) => ({ tries: e('tries', '+', 1) }))
            .where('tries', '<', 5)
            .execute()
        return right
      }
      for (const _ of [1, 2, 3, 4]) {
        await wrongAlways()
        pass(16 * minute)
      }
      const browser = openBrowser(app)
      await browser.post('/fr/sign-in', { email: anna })
      const letter = await lastTo(anna)
      const refused = await browser.post('/fr/sign-in/code', { code: codeOf(letter) })
      expect(refused.statusCode).toBe(422)
      expect(textOf(refused.body)).toContain(t('accounts:code.spent'))
      expect((await browser.post(linkOf(letter))).statusCode).toBe(303)
    })
  })

  describe('by the link', () => {
    const asked = async () => {
      const browser = openBrowser(app)
      await browser.post('/de/sign-in', { email: anna, next: '/de/find?q=a' })
      return { browser, link: linkOf(await lastTo(anna)) }
    }

    it('shows a button, and nothing happens before it is pressed', async () => {
      const { browser, link } = await asked()
      for (const _ of [1, 2, 3]) {
        const response = await browser.get(link)
        expect(response.statusCode).toBe(200)
        expect(response.cookies).toEqual([])
        expect(response.body).toContain(`action="${link}"`)
      }
      const response = await browser.post(link)
      expect(response.headers.location).toBe('/de/find?q=a')
      expect((await browser.get('/de/account')).statusCode).toBe(200)
    })

    it('explains itself in another browser, and stays good in the one that asked', async () => {
      const { browser, link } = await asked()
      const other = openBrowser(app)
      for (const response of [await other.get(link), await other.post(link)]) {
        expect(textOf(response.body)).toContain(translator('de')('accounts:link.other-browser.title'))
        expect(response.cookies).toEqual([])
      }
      expect((await browser.post(link)).statusCode).toBe(303)
    })

    it('explains itself when it was used, is too old, or is none', async () => {
      const { browser, link } = await asked()
      const secret = browser.cookies.get('__Host-sign-in')!
      await browser.post(link)
      browser.cookies.set('__Host-sign-in', secret)
      expect(textOf((await browser.get(link)).body)).toContain(
        translator('de')('accounts:link.used-link.title'),
      )
      expect(textOf((await browser.post(link)).body)).toContain(
        translator('de')('accounts:link.used-link.title'),
      )
      const old = await asked()
      pass(15 * minute)
      expect(textOf((await old.browser.post(old.link)).body)).toContain(
        translator('de')('accounts:link.expired-link.title'),
      )
      for (const locale of locales) {
        const { body } = await browser.get(`/${locale}/sign-in/link/${'x'.repeat(43)}`)
        expect(textOf(body)).toContain(translator(locale)('accounts:link.unknown-link.title'))
      }
    })

    it('of an earlier try of the same letter opens nothing, and the code of the later does', async () => {
      const { browser, link } = await asked()
      const { id } = await database.db.selectFrom('sign_in').select('id').executeTakeFirstOrThrow()
      const order = { kind: 'sign-in', id, origin: 'http://localhost' }
      await database.db.transaction().execute((trx) => postOffice.letters.queue(trx, order))
      await postOffice.sent()
      expect(textOf((await browser.get(link)).body)).toContain(
        translator('de')('accounts:link.unknown-link.title'),
      )
      const code = codeOf(await lastTo(anna))
      expect((await browser.post('/de/sign-in/code', { code })).statusCode).toBe(303)
    })

    it('lets one in, of two who press the button at once', async () => {
      const { browser, link } = await asked()
      const cookie = `__Host-sign-in=${browser.cookies.get('__Host-sign-in')}`
      const press = () =>
        app.inject({ method: 'POST', url: link, headers: { cookie, 'sec-fetch-site': 'same-origin' } })
      const statuses = (await Promise.all([press(), press(), press()])).map(({ statusCode }) => statusCode)
      expect(statuses.toSorted()).toEqual([200, 200, 303])
    })
  })

  describe('tells nobody who has an account', () => {
    it('by the same answer for an address that is known and one that is not', async () => {
      await signIn(app, postOffice, anna)
      const answers = []
      for (const email of [anna, 'berta@example.org']) {
        const browser = openBrowser(app)
        const { statusCode, headers, cookies } = await browser.post('/fr/sign-in', { email })
        const next = await browser.get('/fr/sign-in/code')
        answers.push({
          statusCode,
          location: headers.location,
          cookies: cookies.map(({ value: _, ...cookie }) => cookie),
          body: next.body.replaceAll(email, 'somebody'),
        })
      }
      expect(answers[0]).toEqual(answers[1])
    })

    it('after three letters in a quarter of an hour either: the page is the same, and no letter comes', async () => {
      const pages: string[] = []
      for (const _ of [1, 2, 3, 4, 5]) {
        const browser = openBrowser(app)
        expect((await browser.post('/fr/sign-in', { email: anna })).statusCode).toBe(303)
        pages.push((await browser.get('/fr/sign-in/code')).body)
      }
      expect(new Set(pages).size).toBe(1)
      expect(textOf(pages[0]!)).toContain(t('accounts:code.often'))
      const before = (await lettersTo(anna)).length
      pass(15 * minute)
      await openBrowser(app).post('/fr/sign-in', { email: anna })
      expect((await lettersTo(anna)).length).toBe(before + 1)
    })

    it('even when all ask in the same moment: three letters', async () => {
      const before = (await lettersTo('many@example.org')).length
      await Promise.all(
        [1, 2, 3, 4, 5, 6, 7, 8].map(() =>
          openBrowser(app).post('/fr/sign-in', { email: 'many@example.org' }),
        ),
      )
      expect((await lettersTo('many@example.org')).length - before).toBe(3)
    })
  })

  it('keeps hashes only: no secret of a letter or a cookie stands in the database', async () => {
    const browser = openBrowser(app)
    await browser.post('/fr/sign-in', { email: anna })
    const letter = await lastTo(anna)
    const secrets = [codeOf(letter).replace(' ', ''), linkOf(letter).split('/').at(-1)!]
    secrets.push(browser.cookies.get('__Host-sign-in')!)
    await browser.post('/fr/sign-in/code', { code: codeOf(letter) })
    secrets.push(browser.cookies.get('__Host-session')!)
    const rows = JSON.stringify([
      await database.db.selectFrom('sign_in').selectAll().execute(),
      await database.db.selectFrom('account_session').selectAll().execute(),
    ])
    for (const secret of secrets) expect(rows.includes(secret), secret).toBe(false)
  })

  it('gives cookies that scripts cannot read and other sites cannot use; visitors get none', async () => {
    for (const url of ['/fr', '/fr/find', '/fr/sign-in', '/fr/privacy', '/api']) {
      expect((await app.inject(url)).cookies, url).toEqual([])
    }
    const browser = await signIn(app, postOffice, anna)
    const { headers } = await browser.post('/fr/sign-in', { email: 'berta@example.org' })
    const given = [headers['set-cookie']].flat().join()
    expect(given).toMatch(/^__Host-sign-in=[\w-]{43}; Max-Age=4500; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })

  it('says at the field what is wrong with an address, and keeps it', async () => {
    const wrong = [
      '',
      'anna',
      'anna@',
      '@example.org',
      'a b@example.org',
      'anna@example',
      'a@b@example.org',
      'x'.repeat(300),
    ]
    for (const email of [...wrong, 'anna@example.org\r\nBcc: b@example.org', '"><script>@example.org']) {
      app = await appOn(database.db, { now, letters: postOffice.letters })
      const response = await openBrowser(app).post('/fr/sign-in', { email })
      expect(response.statusCode, email).toBe(422)
      const text = textOf(response.body)
      expect(text).toContain(email === '' ? t('forms:faults.required') : t('forms:faults.email'))
      expect(response.body).toMatch(/<a href="#email">/)
      expect(response.body).not.toContain('<script>@')
    }
  })

  it('takes nothing for a form that is none', async () => {
    const strange: [string, string][] = [
      ['application/x-www-form-urlencoded', '__proto__=a&constructor=b&email=a&email=b&toString'],
      ['application/json', '["anna@example.org"]'],
      ['application/json', '{"email": {"a": 1}}'],
      ['text/plain', 'email=anna@example.org'],
      ['application/xml', '<email>anna@example.org</email>'],
      ['application/x-www-form-urlencoded', ''],
    ]
    for (const [type, payload] of strange) {
      const { statusCode } = await app.inject({
        method: 'POST',
        url: '/fr/sign-in',
        payload,
        headers: { 'content-type': type, 'sec-fetch-site': 'same-origin' },
      })
      expect([400, 422], `${type} ${payload}`).toContain(statusCode)
    }
    expect((await openBrowser(app).post('/fr/sign-in', { email: 'x'.repeat(70_000) })).statusCode).toBe(413)
  })

  it('leads back to where one wanted to go, and to no other site', async () => {
    const browser = openBrowser(app)
    const { headers } = await browser.get('/fr/account/erasure?a=1')
    expect(headers.location).toBe('/fr/sign-in?next=%2Ffr%2Faccount%2Ferasure%3Fa%3D1')
    const { body } = await browser.get(headers.location!)
    expect(body).toContain('name="next" value="/fr/account/erasure?a=1"')
    for (const next of [
      '//evil.org',
      '/\\evil.org',
      'https://evil.org',
      '/\t/evil.org',
      '/.//evil.org',
      'evil',
      '%2F%2Fevil.org',
      '/fr/sign-in',
    ]) {
      const there = await browser.get(`/fr/sign-in?next=${encodeURIComponent(next)}`)
      expect(there.body, next).not.toContain('name="next"')
    }
  })

  it('asks at most ten times a minute for one client', async () => {
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) {
      statuses.push(
        (await openBrowser(app).post('/fr/sign-in', { email: `p${count}@example.org` })).statusCode,
      )
    }
    expect(statuses.slice(9)).toEqual([303, 429, 429])
  })

  it('says so when the browser keeps no cookie', async () => {
    const response = await app.inject('/fr/sign-in/code')
    expect(textOf(response.body)).toContain(said(t('accounts:code.cookies')))
  })
})
