// List and map say the same: fifty searches, each walked to the end of its list.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Random, seededRandom } from '../bench/random.ts'
import { allPlaces } from '../databases/filled-app.ts'
import { idsOn, mapOf } from './map-of-page.ts'
import { openSite, type Site } from './site.ts'

const amount = 50
const languages = ['fr', 'tr', 'ar', 'de', 'en', 'ru', 'gsw', 'fsl']
const services = ['work', 'safety', 'everyday-skills', 'administrative-procedures', 'internet-access']
const territories = [
  'commune-67482',
  'neighbourhood-67482-neudorf-port-du-rhin',
  'neighbourhood-67482-meinau',
  'epci-246700488',
]

/** What somebody might ask: some criteria, or none. */
function anySearch({ chance, pick, unit }: Random): string {
  const lon = () => (7.65 + unit() * 0.2).toFixed(4)
  const lat = () => (48.5 + unit() * 0.15).toFixed(4)
  /** Somewhere, or anywhere. */
  const where = (): [string, string] | undefined => {
    const choice = unit()
    if (choice < 0.4) return ['near', `${lon()},${lat()}`]
    if (choice < 0.55) return ['territory', pick(territories)]
    return choice < 0.7 ? ['bbox', `7.7,48.54,${(7.75 + unit() * 0.1).toFixed(4)},48.61`] : undefined
  }
  const query = new URLSearchParams()
  if (chance(0.5)) query.set('services', pick(services))
  if (chance(0.3)) query.set('languages', [...new Set([pick(languages), pick(languages)])].join())
  if (chance(0.2)) query.set('fee', 'free')
  if (chance(0.2)) query.set('accessibility', 'step-free')
  if (chance(0.15)) query.set('q', pick(['mediatheque', 'centre', 'numerique', 'france services']))
  const somewhere = where()
  if (somewhere) query.set(...somewhere)
  if (chance(0.4)) query.set('unknown', 'true')
  return query.toString().replaceAll('%2C', ',')
}

describe.skipIf('skip' in inject('browser'))('The list and the map', () => {
  let site: Site
  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(async () => site?.close())

  /** Ids of a whole list, page by page, as a reader turns them. */
  async function idsInList(query: string): Promise<number[]> {
    const ids: number[] = []
    let next: string | undefined = `/fr/find?${query}`
    while (next) {
      const { body }: { body: string } = await site.app.inject(next)
      const results: string = body.slice(body.indexOf('id="results"'), body.indexOf('class="map-beside'))
      ids.push(...[...results.matchAll(/ data-id="?(\d+)/g)].map(([, id]) => Number(id)))
      const link: string | undefined = results.match(/<a[^>]* rel="?next[^>]*>/)?.[0]
      next = link?.match(/href="([^"]+)"/)?.[1]?.replaceAll('&amp;', '&')
    }
    return ids
  }

  it(`hold the same places in ${amount} searches`, { timeout: 240_000 }, async () => {
    const random = seededRandom(1918)
    const places = await allPlaces(site.app)
    const placed = new Set(places.filter(({ geometry }) => geometry).map(({ id }) => id))
    const visit = await site.visit({ viewport: { width: 1040, height: 560 }, reducedMotion: 'reduce' })
    const sizes = new Set<number>()
    for (let count = 0; count < amount; count += 1) {
      const query = anySearch(random)
      await visit.page.goto(`${site.address}/fr/find?${query}`)
      const map = await mapOf(visit.page)
      const listed = await idsInList(query)
      expect(new Set(listed).size, query).toBe(listed.length)
      const onMap = listed.filter((id) => placed.has(id)).toSorted((a, b) => a - b)
      expect(await idsOn(map), query).toEqual(onMap)
      sizes.add(listed.length)
    }
    // Searches that all find everything, or nothing, would show little.
    expect(sizes.size).toBeGreaterThan(15)
    expect(visit.trouble()).toEqual([])
  })
})
