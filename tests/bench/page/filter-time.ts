// A filter: from the change of its box to the paint of the new list.
import type { Page } from 'playwright-core'
import { type Figure, median, quantile } from './figures.ts'
import type { MeasuredSite } from './measured-site.ts'
import { pageOn, phoneScreen, processorTimeOf, slower } from './phone.ts'

const wideScreen = { width: 1_280, height: 800 }
type Screen = typeof wideScreen
/** Boxes that are ticked and unticked again: twice as many changes. */
const boxes = 10
/** A reader looks at the list before the next change. */
const restMs = 500

/** Milliseconds of one change, and of its parts one after the other. */
type Change = { all: number; untilAnswer: number; reading: number; replacing: number; painting: number }

/** A filter on the list alone, and beside the open map. The processor is slow, the network is this machine's own. */
export async function filterTimes(site: MeasuredSite): Promise<Figure[]> {
  return [
    ...figuresOf('list alone', await changesOn(site, phoneScreen)),
    await ownWorkOn(site, phoneScreen),
    ...figuresOf('beside the map', await changesOn(site, wideScreen)),
    await ownWorkOn(site, wideScreen),
  ]
}

function figuresOf(where: string, changes: readonly Change[]): Figure[] {
  const all = changes.map((change) => change.all)
  const part = (name: keyof Change) => median(changes.map((change) => change[name])).toFixed(0)
  const parts = `answer ${part('untilAnswer')}, reading ${part('reading')}, replacing ${part('replacing')}, painting ${part('painting')}`
  return [
    { what: `filter, ${where}: median`, value: median(all), unit: 'ms', atMost: 100, note: parts },
    { what: `filter, ${where}: 95 %`, value: quantile(all, 0.95), unit: 'ms', atMost: 100 },
  ]
}

/** Processor time, which other work on the machine does not stretch: a filter can never be quicker. */
async function ownWorkOn(site: MeasuredSite, viewport: Screen): Promise<Figure> {
  const { page, rest } = await openOn(site, viewport, false)
  const spent = await processorTimeOf(page)
  const works: number[] = []
  await eachChange(page, rest, async (change) => {
    const before = await spent()
    await change()
    works.push((await spent()) - before)
  })
  await page.context().close()
  const what = `of it the page’s own work, × ${slower}`
  return {
    what,
    value: slower * median(works),
    unit: 'ms',
    note: 'processor time, whatever else the machine does',
  }
}

async function openOn(site: MeasuredSite, viewport: Screen, slowProcessor: boolean) {
  const isBesideMap = viewport === wideScreen
  const browser = isBesideMap ? await site.mapBrowser() : site.browser
  const page = await pageOn(browser, { slowProcessor, viewport })
  const rest = () => (isBesideMap ? mapAtRest(page) : page.waitForTimeout(restMs))
  await page.goto(`${site.address}/fr/find`, { waitUntil: 'load' })
  return { page, rest }
}

async function changesOn(site: MeasuredSite, viewport: Screen): Promise<Change[]> {
  const { page, rest } = await openOn(site, viewport, true)
  const changes: Change[] = []
  await eachChange(page, rest, async (change) => void changes.push(await change()))
  await page.context().close()
  return changes
}

async function eachChange(
  page: Page,
  rest: () => Promise<void>,
  measure: (change: () => Promise<Change>) => Promise<void>,
): Promise<void> {
  await rest()
  for (let box = 0; box < boxes; box += 1) {
    for (const _ of ['ticked', 'unticked']) {
      await measure(() => changeOf(page, box))
      await rest()
    }
  }
}

/** With all places on it, and no longer on its way to them. */
async function mapAtRest(page: Page): Promise<void> {
  await page.locator('place-map[data-state=ready]').waitFor({ timeout: 60_000 })
  await page.waitForTimeout(3 * restMs)
}

function changeOf(page: Page, box: number): Promise<Change> {
  return page.evaluate((index) => {
    const { promise, resolve } = Promise.withResolvers<Change>()
    let [changed, replaced] = [0, 0]
    performance.clearResourceTimings()
    addEventListener('change', () => (changed = performance.now()), { capture: true, once: true })
    const finder = document.querySelector('place-finder')!
    const seen = new MutationObserver((records) => {
      const added = records.flatMap(({ addedNodes }) => [...addedNodes])
      if (!added.some((node) => (node as Element).id === 'results')) return
      seen.disconnect()
      replaced = performance.now()
      requestAnimationFrame(() => {
        const after = new MessageChannel()
        after.port1.onmessage = () => tell(performance.now())
        after.port2.postMessage(null)
      })
    })
    seen.observe(finder, { childList: true, subtree: true })
    const tell = (painted: number) => {
      const [answer] = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
        ({ name }) => name.includes('part=finder'),
      )
      const { responseStart, responseEnd } = answer!
      resolve({
        all: painted - changed,
        untilAnswer: responseStart - changed,
        reading: responseEnd - responseStart,
        replacing: replaced - responseEnd,
        painting: painted - replaced,
      })
    }
    const all = document.querySelectorAll<HTMLInputElement>('[name=services], [name=languages]')
    all[index]!.click()
    return promise
  }, box)
}
