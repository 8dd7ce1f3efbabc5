// Without a mail server letters are files, and a page shows them to the machine itself.
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import type { Letter } from '../../server/mail/letter.rules.ts'
import { type Outbox, outboxIn, outboxMailer } from '../../server/mail/outbox.ts'
import { writeLetter } from '../../server/mail/write-letter.ts'
import { type App, appOn, now } from '../databases/filled-app.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

const link = `https://reperes.example.org/fr/sign-in/${'x'.repeat(80)}?a=1&b=2`
const letter: Letter = {
  to: 'reader@example.org',
  locale: 'fr',
  subject: 'Votre accès <b>à</b> Repères',
  parts: [
    { kind: 'paragraph', text: '<script>alert(1)</script> العربية' },
    { kind: 'button', label: 'Entrer', href: link },
  ],
}
const id = '0f6c1b1e-5f0e-4d0c-9a53-2f3c9c7e0001'

describeWithDatabase('The outbox', ({ database }) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'reperes-outbox-')), 'outbox')
  const mailer = outboxMailer(folder, { name: 'Repères', address: 'reperes@localhost' })
  let app: App
  let outbox: Outbox
  let key = ''

  const ask = (url: string, more: object = {}) =>
    app.inject({ url, headers: { host: '127.0.0.1:3000', 'accept-language': 'fr', ...more } })
  /** An answer without what it repeats of the question. */
  const asNowhere = ({ statusCode, body }: { statusCode: number; body: string }, url = '/nowhere') => ({
    statusCode,
    body: body.replaceAll(url, '/nowhere').replaceAll(/reperes\.example\.org|127\.0\.0\.1:3000/g, ''),
  })

  beforeAll(async () => {
    outbox = await outboxIn(folder)
    key = `?key=${outbox.key}`
    app = await appOn(database.db, { outbox })
  })
  afterAll(async () => {
    await app.close()
    rmSync(join(folder, '..'), { recursive: true })
  })

  it('says that it is empty', async () => {
    const page = await ask(`/outbox${key}`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Il n’y a pas encore de message.')
  })

  it('keeps a letter in one file that nobody else may read, also when it is sent twice', async () => {
    const written = await writeLetter(letter, {
      origin: 'https://reperes.example.org',
      helpPhone: undefined,
    })
    await mailer.send({ id, letter, ...written, date: now() })
    await mailer.send({ id, letter, ...written, date: now() })
    expect(readdirSync(folder)).toEqual([`${id}.eml`, 'key'])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of [`${id}.eml`, 'key']) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  })

  it('shows it, its link to be followed, and nothing of it runs', async () => {
    // Half a letter, of a process that died while it wrote.
    writeFileSync(join(folder, 'half.unfinished'), 'Subject: half')
    const list = await ask(`/outbox${key}`)
    expect(list.body).toContain(
      `<a href="/outbox/${id}${key}"><bdi>Votre accès &lt;b&gt;à&lt;/b&gt; Repères</bdi></a>`,
    )
    expect(list.body).not.toContain('half')
    const shown = await ask(`/outbox/${id}${key}`)
    expect(shown.statusCode).toBe(200)
    expect(shown.headers['cache-control']).toBe('no-store')
    expect(shown.body).toContain(`<a href="${link.replace('&', '&amp;')}">`)
    expect(shown.body).toContain('&lt;script&gt;alert(1)&lt;/script&gt; العربية')
    expect(shown.body).toContain('À reader@example.org')
    expect(shown.body).toContain(`<a href="/outbox${key}">`)
  })

  // nginx as it comes (`proxy_pass http://127.0.0.1:3000`) writes this host and says nothing of whom it asks for.
  it.each([
    ['without its key, as through a proxy that keeps silent', ''],
    ['with an empty key', '?key='],
    ['with another key', '?key=AAAAAAAAAAAAAAAAAAAAAA'],
  ])('does not exist when it is asked %s', async (_, given) => {
    const unknown = await ask('/nowhere', { connection: 'close' })
    for (const path of ['/outbox', `/outbox/${id}`, '/outbox/key']) {
      const url = `${path}${given}`
      const answer = await ask(url, { connection: 'close' })
      expect(answer.statusCode).toBe(404)
      expect(asNowhere(answer, url)).toEqual(asNowhere(unknown))
    }
  })

  it('keeps its key, for whoever kept its address', async () => {
    const [one, other] = await Promise.all([outboxIn(folder), outboxIn(folder)])
    expect(one.key).toMatch(/^[\w-]{22}$/)
    expect([one.key, other.key]).toEqual([outbox.key, outbox.key])
  })

  it.each(['other', '..%2f..%2fetc%2fpasswd', 'half.unfinished', `${id}.eml`])(
    'has no letter named %s',
    async (name) => {
      expect((await ask(`/outbox/${name}${key}`)).statusCode).toBe(404)
    },
  )

  it.each([
    ['from another machine', { remoteAddress: '192.168.1.20' }],
    ['from another machine, by IPv6', { remoteAddress: '2001:db8::1' }],
    ['through a proxy on this machine', { headers: { 'x-forwarded-for': '203.0.113.7' } }],
    ['through a proxy that says so otherwise', { headers: { forwarded: 'for=203.0.113.7' } }],
    ['through a proxy that names the host', { headers: { 'x-forwarded-host': 'reperes.example.org' } }],
    ['by a name that leads to this machine', { headers: { host: 'evil.example.org' } }],
  ])(
    'does not exist when it is asked %s',
    async (_, { headers = {}, ...from }: object & { headers?: object }) => {
      for (const url of [`/outbox${key}`, `/outbox/${id}${key}`]) {
        const asked = { host: '127.0.0.1:3000', 'accept-language': 'fr', ...headers }
        const unknown = await app.inject({ url: '/nowhere', headers: asked, ...from })
        const answer = await app.inject({ url, headers: asked, ...from })
        expect(asNowhere(answer, url)).toEqual(asNowhere(unknown))
        expect(answer.statusCode).toBe(404)
        expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(unknown.headers).sort())
      }
    },
  )

  it('does not exist, whatever proxies are believed', async () => {
    const trusting = await appOn(database.db, {
      outbox,
      config: readConfig({ TRUST_PROXY: '192.168.0.0/16' }),
    })
    const headers = { host: '127.0.0.1:3000', 'x-forwarded-for': '127.0.0.1' }
    const answer = await trusting.inject({ url: `/outbox${key}`, headers, remoteAddress: '192.168.1.20' })
    expect(answer.statusCode).toBe(404)
    await trusting.close()
  })

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is there for %s', async (remoteAddress) => {
    const headers = { host: 'localhost:3000' }
    const answer = await app.inject({ url: `/outbox${key}`, headers, remoteAddress })
    expect(answer.statusCode).toBe(200)
  })

  it('knows no other method than an address that leads nowhere', async () => {
    const ways = { method: 'POST', remoteAddress: '192.168.1.20' } as const
    const [outbox, unknown] = await Promise.all(
      [`/outbox${key}`, '/nowhere'].map((url) => app.inject({ url, ...ways })),
    )
    expect(outbox!.statusCode).toBe(unknown!.statusCode)
    expect(outbox!.headers.allow).toBe(unknown!.headers.allow)
  })

  it('does not exist where there is a mail server', async () => {
    const other = await appOn(database.db)
    const answer = await other.inject({ url: `/outbox${key}`, headers: { host: 'localhost' } })
    expect(answer.statusCode).toBe(404)
    await other.close()
  })
})
