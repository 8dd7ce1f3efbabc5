// 5,000 places on the wide map, pulled about by hand.
import type { Page } from 'playwright-core'
import { type Figure, median, quantile } from './figures.ts'
import type { MeasuredSite } from './measured-site.ts'
import { pageOn, processorTimeOf } from './phone.ts'

const mostMs = 50
const panMs = 3_000
const stepMs = 8

type Panned = { frames: number[]; longTasks: number[]; ownMs: number }

/** Each with the places and without them, one after the other. */
const rounds = 3

/**
 * Frames of the page's main thread while a mouse pulls the map to and fro. Nothing is slowed down. WebGL is drawn by
 * the processor here, which a graphics card would do in a fraction of the time: the same map without places says how
 * much of a frame that is.
 */
export async function panTimes(site: MeasuredSite): Promise<Figure[]> {
  const page = await pageOn(await site.mapBrowser(), { viewport: { width: 1_280, height: 800 } })
  await page.goto(`${site.address}/fr/find`, { waitUntil: 'load' })
  await atRest(page)
  const onMap = await placesOn(page)
  const spent = await processorTimeOf(page)
  const [places, none]: Panned[] = [nothingPanned(), nothingPanned()]
  for (let round = 0; round < rounds; round += 1) {
    add(places!, await pan(page, spent))
    await showOnMap(page, 'none')
    add(none!, await pan(page, spent))
    await showOnMap(page, 'all')
  }
  await page.context().close()
  return [{ what: 'places on the map', value: onMap, unit: '' }, ...figuresOf(places!, none!)]
}

function figuresOf(places: Panned, none: Panned): Figure[] {
  const [all, empty] = [quantile(places.frames, 0.95), quantile(none.frames, 0.95)]
  const ownWork = (panned: Panned) => panned.ownMs / panned.frames.length
  const isForCards = empty > mostMs
  const { longTasks } = places
  return [
    {
      what: 'frame: median',
      value: median(places.frames),
      unit: 'ms',
      note: `${places.frames.length} frames`,
    },
    {
      what: 'frame: 95 %',
      value: all,
      unit: 'ms',
      ...(isForCards
        ? { note: `not even the empty map keeps ${mostMs} ms here: that wants a graphics card` }
        : { atMost: mostMs }),
    },
    { what: 'the same map without places: median', value: median(none.frames), unit: 'ms' },
    { what: 'the same map without places: 95 %', value: empty, unit: 'ms' },
    { what: 'frame with places: without them', value: all / empty, unit: '', note: 'of 95 %' },
    {
      what: 'of a frame the page’s own work',
      value: ownWork(places),
      unit: 'ms',
      atMost: mostMs,
      note: `processor time; without places ${ownWork(none).toFixed(1)} ms. The rest waits for the drawing`,
    },
    { what: 'frame: the longest', value: Math.max(...places.frames), unit: 'ms' },
    {
      what: 'tasks above 50 ms',
      value: longTasks.length,
      unit: '',
      note: longTasks.length > 0 ? `the longest ${Math.max(...longTasks).toFixed(0)} ms` : '',
    },
  ]
}

const nothingPanned = (): Panned => ({ frames: [], longTasks: [], ownMs: 0 })

function add(to: Panned, { frames, longTasks, ownMs }: Panned): void {
  to.frames.push(...frames)
  to.longTasks.push(...longTasks)
  to.ownMs += ownMs
}

type MapElement = HTMLElement & {
  placeIds: number[]
  show(search: { address: string; listed: unknown[]; fit: boolean }): Promise<void>
}

const placesOn = (page: Page): Promise<number> =>
  page.locator('place-map').evaluate((map) => (map as MapElement).placeIds.length)

/** Takes the places away, or brings them again as the list has them; what is seen of the ground stays. */
async function showOnMap(page: Page, which: 'all' | 'none'): Promise<void> {
  await page.locator('place-map').evaluate(async (map, all) => {
    const cards = [...document.querySelectorAll<HTMLLIElement>('#results .card')]
    const listed = cards.map((card) => ({ id: Number(card.dataset.id), number: card.value, card }))
    const { places = '' } = document.querySelector<HTMLElement>('#results')!.dataset
    const nowhere = `${places.split('?')[0]}?bbox=0,0,0.001,0.001`
    await (map as MapElement).show({ address: all ? places : nowhere, listed: all ? listed : [], fit: false })
  }, which === 'all')
  await atRest(page)
  const left = await placesOn(page)
  if ((which === 'all') !== left > 0) throw new Error(`the map shows ${left} places`)
}

async function atRest(page: Page): Promise<void> {
  await page.locator('place-map[data-state=ready]').waitFor({ timeout: 120_000 })
  await page.waitForTimeout(2_000)
}

async function pan(page: Page, spent: () => Promise<number>): Promise<Panned> {
  const before = await spent()
  const { x, y, width, height } = (await page.locator('place-map canvas').boundingBox())!
  const middle = { x: x + width / 2, y: y + height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  await record(page)
  const start = performance.now()
  for (let passed = 0; passed < panMs; passed = performance.now() - start) {
    // A lying eight, once in a second and a half.
    const angle = (passed / 1_500) * 2 * Math.PI
    await page.mouse.move(
      middle.x + (width / 3) * Math.sin(angle),
      middle.y + (height / 4) * Math.sin(2 * angle),
    )
    await page.waitForTimeout(stepMs)
  }
  const panned = await page.evaluate(() => {
    const { panned, stop } = window as unknown as { panned: Panned; stop: () => void }
    stop()
    return panned
  })
  const ownMs = (await spent()) - before
  await page.mouse.up()
  return { ...panned, ownMs }
}

function record(page: Page): Promise<void> {
  return page.evaluate(() => {
    const [frames, longTasks]: number[][] = [[], []]
    let isStopped = false
    let last = performance.now()
    const frame = (at: number) => {
      if (isStopped) return
      frames!.push(at - last)
      last = at
      requestAnimationFrame(frame)
    }
    requestAnimationFrame((at) => {
      last = at
      requestAnimationFrame(frame)
    })
    const observer = new PerformanceObserver((list) => {
      longTasks!.push(...list.getEntries().map(({ duration }) => duration))
    })
    observer.observe({ type: 'longtask' })
    const stop = () => {
      isStopped = true
      observer.disconnect()
    }
    Object.assign(window, { panned: { frames, longTasks }, stop })
  })
}
