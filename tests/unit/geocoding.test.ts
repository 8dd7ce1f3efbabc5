import { describe, expect, it } from 'vitest'
import { addressService, type FoundAddress, type Geocoder } from '../../server/geocoding/address-service.ts'
import { gentleGeocoder } from '../../server/geocoding/gentle-geocoder.ts'

const found: FoundAddress = {
  label: '3 Rue Kuhn 67000 Strasbourg',
  lonLat: [7.739861, 48.584992],
  communeCode: '67482',
  precision: 'housenumber',
  score: 0.97,
}
const feature = {
  geometry: { type: 'Point', coordinates: found.lonLat },
  properties: { label: found.label, citycode: '67482', score: 0.97, type: 'housenumber' },
}
const answering = (status: number, body: object = { features: [feature] }) => {
  const asked: URL[] = []
  const fetch = async (url: URL) => {
    asked.push(url)
    return new Response(JSON.stringify(body), { status })
  }
  return {
    asked,
    service: addressService('https://addresses.example.org', { fetch: fetch as typeof globalThis.fetch }),
  }
}

describe('The address service', () => {
  it('finds an address, and leaves what is not as its contract says', async () => {
    const { service } = answering(200, { features: [{ geometry: null }, feature] })
    expect(await service.search({ text: '3 rue kuhn' })).toEqual([found])
  })

  it.each([
    [400, []],
    [404, []],
    [408, undefined],
    [429, undefined],
    [500, undefined],
  ])('answered %i: knows nothing of this question, or does not answer', async (status, answer) => {
    expect(await answering(status).service.search({ text: '3 rue kuhn' })).toEqual(answer)
  })

  it('is not sent the signs with which it refuses a text to begin', async () => {
    const { asked, service } = answering(200)
    await service.search({ text: '(face à la mairie) 2 rue X', communeCode: '67482' })
    expect(asked[0]?.searchParams.get('q')).toBe('face à la mairie) 2 rue X')
    expect(asked[0]?.searchParams.get('citycode')).toBe('67482')
  })
})

describe('The address service for all readers', () => {
  it('is asked once for what many ask', async () => {
    let count = 0
    const geocoder = gentleGeocoder({ search: async () => [{ ...found, score: count++ }] })
    const answers = [await geocoder.search({ text: 'rue kuhn' }), await geocoder.search({ text: 'rue kuhn' })]
    expect(count).toBe(1)
    expect(answers[0]).toEqual(answers[1])
  })

  it('does not answer more questions at once than it may, and goes on afterwards', async () => {
    let release = (): void => undefined
    const slow: Geocoder = { search: () => new Promise((resolve) => (release = () => resolve([found]))) }
    const geocoder = gentleGeocoder(slow, { mostAtOnce: 1 })
    const first = geocoder.search({ text: 'rue kuhn' })
    expect(await geocoder.search({ text: 'rue watteau' })).toBeUndefined()
    release()
    expect(await first).toEqual([found])
    const next = geocoder.search({ text: 'rue watteau' })
    release()
    expect(await next).toEqual([found])
  })

  it('forgets the oldest answers', async () => {
    const asked: string[] = []
    const remembering: Geocoder = {
      async search({ text }) {
        asked.push(text)
        return [found]
      },
    }
    const geocoder = gentleGeocoder(remembering, { mostRemembered: 1 })
    for (const text of ['one', 'two', 'two', 'one']) await geocoder.search({ text })
    expect(asked).toEqual(['one', 'two', 'one'])
  })
})
