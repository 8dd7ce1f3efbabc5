// A program proposes a place: one address, the same rules as the forms, and every fault by its field.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { composers } from '../../server/letters.ts'
import { type App, appOn, bringPlaces, fillWithDemonstration, now, search } from '../databases/filled-app.ts'
import { openPostOffice, type PostOffice } from '../databases/post-office.ts'
import { registration } from '../databases/submitters.ts'
import { describeWithDatabase } from '../databases/test-database.ts'

describeWithDatabase('POST /api/submissions', ({ database }) => {
  let app: App
  let postOffice: PostOffice
  let keys = 0

  beforeAll(async () => {
    await fillWithDemonstration(database.db)
    postOffice = await openPostOffice(database, composers, now)
    return () => postOffice.close()
  })
  beforeEach(async () => {
    await app?.close()
    app = await appOn(database.db, { now, letters: postOffice.letters })
    await database.db.deleteFrom('submission').execute()
    await database.db.deleteFrom('hourly_use').execute()
  })
  afterAll(() => app.close())

  const { proposed, contact } = registration()
  const body = { kind: 'new', place: proposed, contact, locale: 'de' }
  const send = (payload: unknown, headers: Record<string, string> = {}) => {
    keys += 1
    return app.inject({
      method: 'POST',
      url: '/api/submissions',
      headers: { 'content-type': 'application/json', 'idempotency-key': `api-test-${keys}`, ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })
  }
  const faultsOf = async (payload: unknown, headers = {}) => {
    const response = await send(payload, headers)
    expect(response.statusCode, response.body).toBe(400)
    expect(response.headers['content-type']).toContain('application/problem+json')
    return (response.json().errors as { field: string; reason: string; message: string }[]).map(
      ({ field, reason }) => `${field}: ${reason}`,
    )
  }
  const rows = () => database.db.selectFrom('submission').selectAll().orderBy('id').execute()

  it('takes a place in, writes to its sender, and leads to the receipt', async () => {
    const response = await send(body)
    expect(response.statusCode, response.body).toBe(202)
    const { state, receipt } = response.json()
    expect(state).toBe('unconfirmed')
    expect(response.headers.location).toBe(receipt)
    const page = await app.inject(new URL(receipt).pathname)
    expect(page.statusCode).toBe(200)
    expect(new URL(receipt).pathname).toMatch(/^\/de\/submissions\//)
    const letter = (await postOffice.sent()).at(-1)!
    expect(letter).toMatchObject({ to: contact.email, locale: 'de' })
    expect((await rows())[0]!.proposed).toMatchObject({ name: proposed.name, phone: proposed.phone })
  })

  it('takes the same sending once, and another under its key not at all', async () => {
    const headers = { 'idempotency-key': 'the-same-key' }
    const [one, two] = await Promise.all([send(body, headers), send(body, headers)])
    expect(one.json().receipt).toBe(two.json().receipt)
    const other = await send({ ...body, note: 'another' }, headers)
    expect(other.statusCode).toBe(409)
    expect(other.json().type).toBe('/problems/key-conflict')
    expect(await rows()).toHaveLength(1)
  })

  it('names each field that cannot be taken', async () => {
    expect(await faultsOf({ ...body, place: {} })).toEqual(
      ['name', 'kind', 'address', 'commune', 'services', 'openingHours', 'contact'].map(
        (name) => `${name}: required`,
      ),
    )
    const wrong = {
      ...proposed,
      kind: 'castle',
      services: ['magic'],
      openingHours: 'Mo 9-8-7',
      phone: '1',
      website: 'javascript:alert(1)',
      lonLat: [200, 1],
      colour: 'red',
      name: 'x'.repeat(300),
    }
    expect(await faultsOf({ ...body, place: wrong })).toEqual(
      expect.arrayContaining([
        'colour: unknown-field',
        'name: too-long',
        'kind: choice',
        'services: choice',
        'lonLat: position',
        'phone: phone',
        'website: link',
        'openingHours: hours',
      ]),
    )
    expect(await faultsOf({ ...body, contact: { email: 'nobody' } })).toEqual(['contact.email: email'])
    expect(await faultsOf({ ...body, locale: 'xx' })).toEqual(['locale: choice'])
    expect(await faultsOf({ kind: 'change', place: { phone: null }, contact })).toEqual(['placeId: required'])
    expect(await faultsOf({ kind: 'closure', placeId: 1, contact })).toEqual(['note: required'])
    expect(await faultsOf({ ...body, kind: 'change', placeId: 1e20 })).toEqual(['placeId: type'])
    expect(await faultsOf({ kind: 'party', contact: {}, more: 1 })).toContain('more: unknown-field')
    expect(await faultsOf([])).not.toEqual([])
    expect(await faultsOf(body, { 'idempotency-key': '' })).toEqual(['Idempotency-Key: required'])
    expect(await rows()).toEqual([])
  })

  it('takes a change and a closure of a place that is there', async () => {
    const [place] = (await search(app, 'limit=1')).features
    expect(
      (await send({ kind: 'change', placeId: place!.id, place: { phone: '03 88 00 00 01' }, contact }))
        .statusCode,
    ).toBe(202)
    expect((await send({ kind: 'closure', placeId: place!.id, note: 'fermé', contact })).statusCode).toBe(202)
    expect((await send({ kind: 'closure', placeId: 999999, note: 'fermé', contact })).statusCode).toBe(404)
    expect((await rows()).map(({ kind, proposed: said }) => [kind, said])).toEqual([
      ['change', { phone: '+33388000001' }],
      ['closure', {}],
    ])
  })

  it('takes a claim by the rules of its page: who, what they do there, for which organisation', async () => {
    await bringPlaces(database.db, [
      { name: 'Atelier sans nom' },
      { name: 'Atelier', organisation: 'Les Roues' },
    ])
    const idOf = async (name: string) =>
      (await database.db.selectFrom('place').select('id').where('name', '=', name).executeTakeFirstOrThrow())
        .id
    const [unnamed, named] = [await idOf('Atelier sans nom'), await idOf('Atelier')]
    const email = contact.email
    const who = { contact: { name: 'Karim Haddad', email }, note: 'trésorier' }
    const claim = (placeId: number, place?: object) => ({ kind: 'claim', placeId, ...(place && { place }) })
    expect(await faultsOf({ ...claim(named), contact: { email } })).toEqual([
      'note: required',
      'contact.name: required',
    ])
    expect(await faultsOf({ ...claim(unnamed), ...who })).toEqual(['organisation: required'])
    expect(await faultsOf({ ...claim(named, { phone: '03 88 00 00 01' }), ...who })).toEqual([
      'phone: unknown-field',
    ])
    const longest = { ...who, contact: { name: 'K'.repeat(250), email } }
    for (const length of [201, 2000])
      expect(await faultsOf({ ...claim(named), ...longest, note: 't'.repeat(length) })).toEqual([
        'note: too-long',
      ])
    expect((await send({ ...claim(named), ...longest, note: 't'.repeat(200) })).statusCode).toBe(202)
    await database.db.deleteFrom('submission').execute()
    const sent = [
      claim(named),
      claim(named, { organisation: 'Les Roues' }),
      claim(named, { organisation: 'Les Freins' }),
      claim(unnamed, { organisation: 'Les Roues' }),
    ]
    for (const each of sent) expect((await send({ ...each, ...who })).statusCode).toBe(202)
    expect((await send({ ...claim(999_999), ...who })).statusCode).toBe(404)
    expect((await rows()).map(({ proposed: said, note }) => [said, note])).toEqual(
      [{}, {}, { organisation: 'Les Freins' }, { organisation: 'Les Roues' }].map((said) => [
        said,
        'Karim Haddad – trésorier',
      ]),
    )
    const closure = { kind: 'closure', placeId: named, note: 'fermé', contact }
    expect(await faultsOf({ ...closure, place: { phone: null } })).toEqual(['phone: unknown-field'])
  })

  it('stores hostile texts as texts', async () => {
    const name = '<script>alert(1)</script>\u202e\0\ud800 "é"'
    const response = await send({
      ...body,
      place: { ...proposed, name, texts: [{ language: 'en', kind: 'summary', text: '\0\ud800' }] },
      note: '\0\ud83d',
      contact: { ...contact, name: '\0\ud800' },
    })
    expect(response.statusCode, response.body).toBe(202)
    const [row] = await rows()
    expect((row!.proposed as { name: string }).name).toBe('<script>alert(1)</script>\ufffd "é"')
    const page = await app.inject(new URL(response.json().receipt).pathname)
    expect(page.body).not.toContain('<script>alert')
  })

  it('refuses what is no JSON, too much of it, and too much at once', async () => {
    expect((await send('{"kind":')).statusCode).toBe(400)
    expect((await send(JSON.stringify({ ...body, note: 'x'.repeat(10_000_000) }))).statusCode).toBe(413)
    expect((await send('['.repeat(30_000) + ']'.repeat(30_000))).statusCode).toBe(400)
    for (let number = 0; number < 5; number += 1) expect((await send(body)).statusCode).toBe(202)
    const sixth = await send(body)
    expect(sixth.statusCode).toBe(429)
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0)
    for (let number = 0; number < 24; number += 1)
      await send({ ...body, contact: { email: `p${number}@example.org` } })
    expect((await send({ ...body, contact: { email: 'late@example.org' } })).statusCode).toBe(429)
  })

  it('stands in the document of the API', async () => {
    const document = (await app.inject('/api/openapi.json')).json()
    const { post } = document.paths['/submissions']
    expect(Object.keys(post.responses)).toEqual(['202', '400', '404', '409', '413', '429'])
    expect(JSON.stringify(post.requestBody)).toContain('placeId')
    expect((await app.inject('/api/submissions')).statusCode).toBe(405)
  })
})
