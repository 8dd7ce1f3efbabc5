// The address service while people are still typing.
import { describe, expect, it } from 'vitest'
import type { AddressQuestion, FoundAddress, Geocoder } from '../../server/geocoding/address-service.ts'
import { answerWithin } from '../../server/geocoding/answer-within.ts'
import { gentleGeocoder } from '../../server/geocoding/gentle-geocoder.ts'

const found: FoundAddress = {
  label: '3 Rue Kuhn 67000 Strasbourg',
  lonLat: [7.7372, 48.5842],
  communeCode: '67482',
  precision: 'housenumber',
  score: 0.9,
}

/** Answers when told to. */
function slowService() {
  const asked: AddressQuestion[] = []
  const waiting: ((answer: FoundAddress[] | undefined) => void)[] = []
  const service: Geocoder = {
    search(question) {
      asked.push(question)
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
  const answer = (addresses: FoundAddress[] | undefined) => {
    for (const resolve of waiting.splice(0)) resolve(addresses)
  }
  return { asked, service, answer }
}

describe('The address service, asked by many who type', () => {
  it('is asked once for what several are waiting for', async () => {
    const { asked, service, answer } = slowService()
    const geocoder = gentleGeocoder(service)
    const waiting = [
      geocoder.search({ text: 'rue kuhn' }),
      geocoder.search({ text: 'rue kuhn', typing: true }),
    ]
    answer([found])
    expect(await Promise.all(waiting)).toEqual([[found], [found]])
    expect(asked).toEqual([{ text: 'rue kuhn' }])
  })

  it('keeps a place free for who has finished', async () => {
    const { asked, service } = slowService()
    const geocoder = gentleGeocoder(service, { mostAtOnce: 2 })
    void geocoder.search({ text: 'rue k', typing: true })
    expect(await geocoder.search({ text: 'rue w', typing: true })).toBeUndefined()
    void geocoder.search({ text: 'rue watteau' })
    expect(asked.map(({ text }) => text)).toEqual(['rue k', 'rue watteau'])
  })

  it('is left in peace for a while when it does not answer, except by who has finished', async () => {
    let time = 0
    let answer: FoundAddress[] | undefined
    const asked: string[] = []
    const service: Geocoder = {
      async search({ text }) {
        asked.push(text)
        return answer
      },
    }
    const geocoder = gentleGeocoder(service, { restMs: 5_000, clock: () => time })
    await geocoder.search({ text: 'rue', typing: true })
    await geocoder.search({ text: 'rue k', typing: true })
    await geocoder.search({ text: 'rue kuhn' })
    expect(asked).toEqual(['rue', 'rue kuhn'])
    time = 5_000
    answer = [found]
    expect(await geocoder.search({ text: 'rue ku', typing: true })).toEqual([found])
    expect(await geocoder.search({ text: 'rue kuh', typing: true })).toEqual([found])
  })

  it('goes on after a question that broke', async () => {
    const broken: Geocoder = { search: () => Promise.reject(new Error('broken')) }
    const geocoder = gentleGeocoder(broken, { mostAtOnce: 1 })
    await expect(geocoder.search({ text: 'rue kuhn' })).rejects.toThrow('broken')
    await expect(geocoder.search({ text: 'rue kuhn' })).rejects.toThrow('broken')
  })
})

describe('Somebody who does not wait', () => {
  it('goes on without the service, whose answer serves the next question', async () => {
    const { asked, service, answer } = slowService()
    const geocoder = gentleGeocoder(service)
    expect(await answerWithin(geocoder, 1).search({ text: 'rue kuhn' })).toBeUndefined()
    answer([found])
    expect(await answerWithin(geocoder, 10_000).search({ text: 'rue kuhn' })).toEqual([found])
    expect(asked).toHaveLength(1)
  })
})
