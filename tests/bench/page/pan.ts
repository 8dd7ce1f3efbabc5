// 5,000 places on the wide map, pulled about by hand.
import type { Page } from 'playwright-core'
import { type Figure, median, quantile } from './figures.ts'
import type { MeasuredSite } from './measured-site.ts'
import { pageOn, processorTimeOf } from './phone.ts'

const panMs = 3_000
const stepMs = 8

type Panned = { frames: number[]; longTasks: number[] }

/**
 * Frames of the page's main thread while a mouse pulls the map to and fro. Nothing is slowed down; WebGL is drawn by
 * the processor here, which a graphics card would do in a fraction of the time.
 */
export async function panTimes(site: MeasuredSite): Promise<Figure[]> {
  const page = await pageOn(await site.mapBrowser(), { viewport: { width: 1_280, height: 800 } })
  await page.goto(`${site.address}/fr/find`, { waitUntil: 'load' })
  await page.locator('place-map[data-state=ready]').waitFor({ timeout: 120_000 })
  const onMap = await page
    .locator('place-map')
    .evaluate((map) => (map as HTMLElement & { placeIds: number[] }).placeIds.length)
  await page.waitForTimeout(2_000)
  const spent = await processorTimeOf(page)
  const before = await spent()
  const { frames, longTasks } = await pan(page)
  const ownMs = ((await spent()) - before) / frames.length
  await page.context().close()
  return [
    { what: 'places on the map', value: onMap, unit: '' },
    {
      what: 'frame: median',
      value: median(frames),
      unit: 'ms',
      note: `${frames.length} frames in ${panMs / 1_000} s`,
    },
    { what: 'frame: 95 %', value: quantile(frames, 0.95), unit: 'ms', atMost: 50 },
    {
      what: 'of a frame the page’s own work',
      value: ownMs,
      unit: 'ms',
      note: 'the rest waits for the drawing',
    },
    { what: 'frame: the longest', value: Math.max(...frames), unit: 'ms' },
    {
      what: 'tasks above 50 ms',
      value: longTasks.length,
      unit: '',
      note: longTasks.length > 0 ? `the longest ${Math.max(...longTasks).toFixed(0)} ms` : '',
    },
  ]
}

async function pan(page: Page): Promise<Panned> {
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
  const panned = await page.evaluate(() => (window as unknown as { panned: Panned }).panned)
  await page.mouse.up()
  return panned
}

function record(page: Page): Promise<void> {
  return page.evaluate(() => {
    const panned: Panned = { frames: [], longTasks: [] }
    Object.assign(window, { panned })
    let last = performance.now()
    const frame = (at: number) => {
      panned.frames.push(at - last)
      last = at
      requestAnimationFrame(frame)
    }
    requestAnimationFrame((at) => {
      last = at
      requestAnimationFrame(frame)
    })
    new PerformanceObserver((list) => {
      panned.longTasks.push(...list.getEntries().map(({ duration }) => duration))
    }).observe({ type: 'longtask' })
  })
}
