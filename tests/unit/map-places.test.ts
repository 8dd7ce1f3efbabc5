import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchAllPlaces, mostPlaces, NoPlacesError } from '../../client/map/all-places.ts'
import { shiftClear } from '../../client/map/clear-of-marks.ts'
import { libraryWords } from '../../client/map/library-words.ts'
import { sideBySide } from '../../client/map/side-by-side.ts'
import { boxAround, boxForSearch } from '../../client/map/view.ts'
import { translator } from '../../i18n/translate.ts'

describe('A search with many matches', () => {
  let stop = () => {}
  afterEach(() => {
    stop()
    vi.unstubAllGlobals()
  })

  /** An API with this many places, which names itself as others reach it. */
  async function apiWith(count: number, status = 200): Promise<URLSearchParams[]> {
    const asked: URLSearchParams[] = []
    const server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url!, 'http://x')
      asked.push(searchParams)
      const offset = Number(searchParams.get('offset') ?? 0)
      const size = Math.max(0, Math.min(1_000, count - offset))
      const features = Array.from({ length: size }, (_, index) => ({ id: offset + index + 1 }))
      const next = new URLSearchParams(searchParams)
      next.set('offset', String(offset + 1_000))
      const links =
        offset + size < count ? [{ rel: 'next', href: `https://public.example${pathname}?${next}` }] : []
      response.statusCode = status
      response.end(JSON.stringify({ numberMatched: count, features, links }))
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    stop = () => server.close()
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    vi.stubGlobal('location', new URL(`${origin}/fr/find`))
    const request = fetch
    vi.stubGlobal('fetch', (address: string, options: RequestInit) =>
      request(new URL(address, origin), options),
    )
    return asked
  }
  const all = (address: string) => fetchAllPlaces(address, () => '7.75,48.58', new AbortController().signal)

  it('comes whole, page by page, from our own address', async () => {
    const asked = await apiWith(2_345)
    const { places, more } = await all('/api/collections/places/items?services=work&offset=40')
    expect(places.map(({ id }) => id)).toEqual(Array.from({ length: 2_345 }, (_, index) => index + 1))
    expect(more).toBe(false)
    expect(asked.map((each) => each.get('offset'))).toEqual([null, '1000', '2000'])
    expect(asked.every((each) => each.get('services') === 'work' && each.get('detail') === 'point')).toBe(
      true,
    )
    expect(asked.some((each) => each.has('near'))).toBe(false)
  })

  it('stops at the nearest that a phone can draw, near to what one looks at', async () => {
    const asked = await apiWith(mostPlaces + 1)
    const { places, more } = await all('/api/collections/places/items')
    expect([places.length, more]).toEqual([mostPlaces, true])
    expect(asked.slice(1).every((each) => each.get('near') === '7.75,48.58')).toBe(true)
  })

  it('keeps the point that the reader searches from', async () => {
    const asked = await apiWith(mostPlaces + 1)
    await all('/api/collections/places/items?near=7.7,48.5')
    expect(new Set(asked.map((each) => each.get('near')))).toEqual(new Set(['7.7,48.5']))
    expect(asked.length).toBe(5)
  })

  it('says that no places came when the API refuses or is gone', async () => {
    await apiWith(1, 503)
    await expect(all('/api/collections/places/items')).rejects.toBeInstanceOf(NoPlacesError)
    stop()
    await expect(all('/api/collections/places/items')).rejects.toBeInstanceOf(NoPlacesError)
  })
})

describe('Marks on a map', () => {
  it('stand in a row where places share a point, and move nowhere else', () => {
    expect(sideBySide([[7, 48], [7.1, 48], [7.000001, 48], undefined, [7, 48]])).toEqual([-30, 0, 0, 0, 30])
    expect(sideBySide([[7, 48], undefined, [7, 48]])).toEqual([-15, 0, 15])
  })

  it('are not covered by a pill, which goes to where there is room', () => {
    expect(shiftClear({ x: 100, y: 100 }, [{ x: 300, y: 100 }])).toEqual([0, 0])
    expect(shiftClear({ x: 100, y: 100 }, [{ x: 110, y: 105 }])).toEqual([0, 21])
    const below = [
      { x: 110, y: 105 },
      { x: 100, y: 160 },
    ]
    const [x, y] = shiftClear({ x: 100, y: 100 }, below)
    expect(y === 0 ? Math.abs(x) : -y).toBeGreaterThan(21)
  })

  it('are all inside the box that the map shows, and that the API can read', () => {
    expect(boxAround([])).toBeUndefined()
    expect(
      boxAround([
        [7.7, 48.5],
        [7.6, 48.7],
      ]),
    ).toEqual([7.6, 48.5, 7.7, 48.7])
    expect(boxForSearch([-220.5, 48.123456789, 7.75, 90.1])).toEqual([-180, 48.12346, 7.75, 90])
  })
})

describe('What the library of the map says', () => {
  it('is said in our words, all of it', () => {
    const source = readFileSync(
      new URL('../../node_modules/maplibre-gl/src/ui/default_locale.ts', import.meta.url),
      'utf8',
    )
    const own = [...source.matchAll(/^ {4}'([\w.]+)':/gm)].map(([, name]) => name)
    expect(own.length).toBeGreaterThan(20)
    expect(Object.keys(libraryWords(translator('fr'))).toSorted()).toEqual(own.toSorted())
  })
})
