// The pages that are measured on the phone.
import { placePath } from '../../../server/places/place-address.rules.ts'
import { facetCodes } from '../../../server/places/place-search.rules.ts'
import { type App, search } from '../../databases/filled-app.ts'
import { type Figure, median } from './figures.ts'
import type { MeasuredSite } from './measured-site.ts'
import { firstShown, pageOn, phoneScreen } from './phone.ts'
import { type MapOfPage, weighMap, weighPage } from './weights.ts'

export type MeasuredPage = {
  title: string
  path: string
  /** What its reader came for: the first of these. */
  wanted: string
  map: MapOfPage
}

/** Start, the list of all places, the list of a territory, a place. */
export async function pagesOf({ app }: MeasuredSite): Promise<MeasuredPage[]> {
  const list = { wanted: '#results .card', map: 'on-request' } as const
  const { query, matched } = await fullestCarriedList(app)
  const { id, properties } = (await search(app, 'limit=1')).features[0]!
  return [
    { title: 'start page', path: '/fr', wanted: '.tile', map: 'none' },
    { title: 'list of all places', path: '/fr/find', ...list },
    { title: `list of ${matched} places, printed list with it`, path: `/fr/find?${query}`, ...list },
    {
      title: 'page of a place',
      path: placePath('fr', id, properties.name),
      wanted: 'main h1',
      map: 'on-sight',
    },
  ]
}

/** Up to so many places a list carries all of them for print: the fullest such list is the heaviest page. */
const carriedForPrint = 250

/** Of a territory, with one need where it has too many places. */
async function fullestCarriedList(app: App): Promise<{ query: string; matched: number }> {
  const form = (await app.inject('/fr/find')).body
  const counted: { query: string; matched: number }[] = []
  for (const [, id] of form.matchAll(/<option value="([^"]+)"/g)) {
    for (const need of ['', ...facetCodes('services').map((code) => `&services=${code}`)]) {
      const query = `territory=${id}${need}`
      counted.push({ query, matched: (await search(app, `${query}&limit=1`)).numberMatched })
    }
  }
  const carried = counted.filter(({ matched }) => matched <= carriedForPrint)
  return carried.toSorted((a, b) => b.matched - a.matched)[0]!
}

/** How soon the page can be read, and what it weighs. */
export async function pageFigures(
  site: MeasuredSite,
  { path, wanted, map }: MeasuredPage,
  rounds: number,
): Promise<Figure[]> {
  const times: number[] = []
  let lowest = 0
  for (let round = 0; round < rounds; round += 1) {
    const page = await pageOn(site.browser, { slowProcessor: true, slowNetwork: true })
    const { ms, bottom } = await firstShown(page, site.address + path, wanted)
    await page.context().close()
    times.push(ms)
    lowest = Math.max(lowest, bottom)
  }
  const isSeen = lowest <= phoneScreen.height
  const note = isSeen ? '' : `it ends ${lowest.toFixed(0)} px down, below the screen`
  return [
    { what: 'readable', value: median(times), unit: 'ms', atMost: 1_800, note },
    ...(await weighPage(site, path)),
    ...(await weighMap(site, path, map)),
  ]
}
