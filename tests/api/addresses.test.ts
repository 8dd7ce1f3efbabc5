// Proposals while somebody writes an address: what is known here, and the address service when it answers.
import { Writable } from 'node:stream'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Suggestions } from '../../server/addresses/suggestion.rules.ts'
import { readConfig } from '../../server/config.ts'
import {
  type AddressQuestion,
  type FoundAddress,
  type Geocoder,
  noGeocoder,
} from '../../server/geocoding/address-service.ts'
import { type App, appOn, bringPlaces } from '../databases/filled-app.ts'
import { describeWithDemonstration } from '../databases/test-database.ts'

const inNeudorf: FoundAddress = {
  label: '5 Rue de la Calcination 67100 Strasbourg',
  lonLat: [7.7601, 48.5662],
  communeCode: '67482',
  precision: 'housenumber',
  score: 0.97,
}
const inParis: FoundAddress = {
  ...inNeudorf,
  label: '5 Rue Foucault 75116 Paris',
  lonLat: [2.2961, 48.8648],
  communeCode: '75116',
}
const strasbourgItself: FoundAddress = { ...inNeudorf, label: 'Strasbourg', precision: 'municipality' }
const farFetched: FoundAddress = { ...inNeudorf, label: 'Rue de rien 67100 Strasbourg', score: 0.1 }

describeWithDemonstration('Proposals for an address', ({ database }) => {
  let app: App
  let asked: AddressQuestion[]
  let found: FoundAddress[] | undefined
  const geocoder: Geocoder = {
    async search(question) {
      asked.push(question)
      return found
    },
  }
  const ask = (query: string, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
    app.inject({ url: `/api/addresses?${query}`, headers, remoteAddress })
  const proposed = async (text: string, more = ''): Promise<Suggestions> => {
    const response = await ask(`q=${encodeURIComponent(text)}${more}`)
    expect(response.statusCode, text).toBe(200)
    return response.json()
  }

  beforeAll(async () => {
    await bringPlaces(database.db, [
      { name: 'Atelier Calcination', address: '1 rue de la Craie', lonLat: [7.76, 48.566] },
    ])
  })
  beforeEach(async () => {
    asked = []
    found = [inNeudorf]
    app = await appOn(database.db, { geocoder })
    return () => app.close()
  })

  it('are a commune and a neighbourhood by the beginning of their names, each with what tells it apart', async () => {
    found = []
    expect((await proposed('schilt')).suggestions).toEqual([
      {
        kind: 'commune',
        label: 'Schiltigheim',
        detail: '67300',
        lonLat: [expect.any(Number), expect.any(Number)],
        territory: 'commune-67447',
      },
    ])
    expect((await proposed('neudorf')).suggestions[0]).toMatchObject({
      kind: 'neighbourhood',
      detail: 'Strasbourg',
      territory: 'neighbourhood-67482-neudorf-port-du-rhin',
    })
  })

  it.each([
    ['Neudorff', 'neighbourhood-67482-neudorf-port-du-rhin'],
    ['Schiltigeim', 'commune-67447'],
  ])(
    'are, for “%s”, the one of ours that is called almost so, when there is nothing else',
    async (typed, id) => {
      for (found of [undefined, []])
        expect((await proposed(typed)).suggestions).toMatchObject([
          { territory: id, detail: expect.any(String) },
        ])
      found = [inNeudorf]
      expect((await proposed(typed)).suggestions).toMatchObject([{ kind: 'address' }])
    },
  )

  it('are a commune by the postal code that was typed', async () => {
    const [first] = (await proposed('67100')).suggestions
    expect(first).toMatchObject({ kind: 'commune', label: 'Strasbourg', detail: '67100' })
  })

  it('are a place of ours by its name, then addresses of the service', async () => {
    const { suggestions, addressService } = await proposed('calcination')
    expect(addressService).toBe('answered')
    expect(suggestions.map(({ kind, label }) => [kind, label])).toEqual([
      ['place', 'Atelier Calcination'],
      ['address', inNeudorf.label],
    ])
    expect(suggestions[0]).toMatchObject({
      detail: '1 rue de la Craie, Strasbourg',
      place: expect.any(Number),
    })
    expect(suggestions[1]).toMatchObject({ detail: '67100 Strasbourg', lonLat: inNeudorf.lonLat })
    const page = await app.inject(`/fr/places/${suggestions[0]!.place}`)
    expect(page.statusCode).toBe(301)
  })

  it('leave out what is far away, what is a commune, and what has little to do with the words', async () => {
    found = [inParis, strasbourgItself, farFetched, inNeudorf]
    expect((await proposed('5 rue')).suggestions.map(({ label }) => label)).toEqual([inNeudorf.label])
  })

  it('are looked for near the given point, else near the middle of what is served', async () => {
    await proposed('rue de la calcination', '&near=7.7,48.5')
    await proposed('rue de la calcination')
    expect(asked[0]!.near).toEqual([7.7, 48.5])
    expect(asked[0]!.typing).toBe(true)
    expect(asked).toHaveLength(2)
  })

  it('stay within the limit, and leave room for addresses', async () => {
    found = Array.from({ length: 10 }, (_, index) => ({
      ...inNeudorf,
      label: `${index} Rue de la Médiathèque`,
    }))
    const all = (await proposed('mediatheque', '&limit=10')).suggestions
    expect(all).toHaveLength(10)
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(['place', 'address']))
    expect((await proposed('mediatheque', '&limit=2')).suggestions).toHaveLength(2)
    expect((await proposed('mediatheque', '&limit=500')).suggestions).toHaveLength(10)
  })

  it('are our own alone when the service is away, and nobody keeps that answer', async () => {
    found = undefined
    const response = await ask('q=neudorf')
    expect(response.json()).toMatchObject({
      suggestions: [{ kind: 'neighbourhood' }],
      addressService: 'away',
    })
    expect(response.headers['cache-control']).toBe('no-store')
  })

  it('are kept for a moment by the browser of who asked, and by nobody else', async () => {
    expect((await ask('q=neudorf')).headers['cache-control']).toBe('private, max-age=300')
  })

  it('tell that there is no address service where none is configured', async () => {
    const own = await appOn(database.db, { geocoder: noGeocoder })
    const response = await own.inject('/api/addresses?q=neudorf')
    expect(response.json().addressService).toBe('off')
    await own.close()
  })

  describe('whatever was typed', () => {
    it.each([
      ['nothing', ''],
      ['two letters', 'ru'],
      ['two letters and many signs', 'r.,-u'],
      ['pictures', '😀😀😀😀'],
      ['control characters', '\u0000\u0007\u001b\u009f'],
      ['marks of direction', '\u202e\u2066\u200f\u202d'],
    ])('%s: proposes nothing, and asks nobody', async (_, text) => {
      const response = await ask(`q=${encodeURIComponent(text)}`)
      expect(response.statusCode).toBe(200)
      expect(response.json()).toEqual({ suggestions: [], addressService: 'off' })
      expect(asked).toEqual([])
    })

    it('hands clean words to the service', async () => {
      await proposed('\u202e5\u0000 rue\u0007  «Foucault»;😀 l’Étang\u200f & Cie')
      expect(asked[0]!.text).toBe('5 rue Foucault l’Étang & Cie')
      await proposed('E\u0301tang')
      expect(asked[1]!.text).toBe('Étang')
    })

    it('half a character in the address is only what it is written with', async () => {
      expect((await ask('q=%ED%A0%BD%00rue')).statusCode).toBe(200)
      expect(asked[0]!.text).toBe('ED A0 BD 00rue')
    })

    it.each(["' or 1=1 --", '%_%_%', '(rue) | (rue', "rue:*' & '"])('%s is only words', async (text) => {
      expect((await proposed(`rue ${text}`)).addressService).toBe('answered')
    })

    it('refuses a query of 10,000 characters', async () => {
      expect((await ask(`q=${'a'.repeat(10_000)}`)).statusCode).toBe(400)
    })

    it.each([
      [`q=${'a'.repeat(201)}`, 'q'],
      ['q=neudorf&near=here', 'near'],
      ['q=neudorf&near=7.75,148', 'near'],
      ['q=neudorf&limit=0', 'limit'],
      ['q=neudorf&limit=two', 'limit'],
      ['q=neudorf&q=meinau', 'q'],
      ['q=neudorf&other=1', 'other'],
    ])('refuses what it cannot read: %s', async (query, parameter) => {
      const response = await ask(query)
      expect(response.statusCode).toBe(400)
      expect(response.headers['content-type']).toContain('application/problem+json')
      expect(response.json().parameter).toBe(parameter)
      expect(asked).toEqual([])
    })
  })

  it.each(locales)('ask who asks too much to wait, in %s, and nobody else', async (locale) => {
    for (let count = 0; count < 300; count += 1) await ask('q=ru')
    const response = await ask('q=ru', { 'accept-language': locale })
    expect(response.statusCode).toBe(429)
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0)
    expect(response.json().title).toBe(translator(locale)('errors:too-many-requests.title'))
    expect((await ask('q=ru', {}, '192.0.2.7')).statusCode).toBe(200)
    expect((await app.inject('/api/collections/places/items?limit=1')).statusCode).toBe(200)
  })

  it('count readers apart behind a proxy that is believed, and behind no other', async () => {
    const config = readConfig({ TRUST_PROXY: '127.0.0.1' })
    app = await appOn(database.db, { geocoder, config })
    const from = (reader: string, proxy?: string) => ask('q=ru', { 'x-forwarded-for': reader }, proxy)
    for (let count = 0; count < 301; count += 1) await from('192.0.2.1')
    expect((await from('192.0.2.1')).statusCode).toBe(429)
    expect((await from('192.0.2.2')).statusCode).toBe(200)
    for (let count = 0; count < 301; count += 1) await from(`192.0.2.${count % 200}`, '198.51.100.9')
    expect((await from('192.0.2.222', '198.51.100.9')).statusCode).toBe(429)
  })

  it('leave no word of it in the log', async () => {
    const lines: string[] = []
    const stream = new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const logged = await appOn(database.db, { geocoder, logger: { level: 'trace', stream } })
    await logged.inject('/api/addresses?q=impasse+secrete')
    await logged.inject('/api/addresses?q=impasse+secrete&limit=x')
    expect(lines.join()).toContain('/api/addresses')
    expect(lines.join()).not.toMatch(/secrete/)
    await logged.close()
  })

  it('are described for programs', async () => {
    const description = (await app.inject('/api/openapi.json')).json()
    const { get } = description.paths['/addresses']
    expect(get.parameters.map(({ name }: { name: string }) => name)).toEqual(['q', 'near', 'limit'])
    expect(Object.keys(get.responses)).toEqual(['200', '400', '429'])
    const answer = get.responses['200'].content['application/json'].schema
    expect(answer.properties.suggestions.items.properties.kind.enum).toEqual([
      'address',
      'commune',
      'neighbourhood',
      'place',
    ])
  })
})

describe('Proxies', () => {
  it('are believed by their addresses', () => {
    expect(readConfig({}).trustProxy).toEqual([])
    expect(readConfig({ TRUST_PROXY: '127.0.0.1, 10.0.0.0/8,::1' }).trustProxy).toEqual([
      '127.0.0.1',
      '10.0.0.0/8',
      '::1',
    ])
  })

  it.each(['yes', '1', '10.0.0.0/33', '127.0.0.1;::1', '127.0.0.1/8/9'])('are not called %s', (text) => {
    expect(() => readConfig({ TRUST_PROXY: text })).toThrow(/TRUST_PROXY/)
  })
})
