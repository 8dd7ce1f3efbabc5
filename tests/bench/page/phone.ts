// An old phone on a slow network, played by Chromium.
import type { Browser, Page } from 'playwright-core'

export const phoneScreen = { width: 360, height: 780 }

/** 400 kbit/s both ways. */
const bytesPerSecond = 400_000 / 8
const latencyMs = 400
/** The main thread of a page has a quarter of this machine's processor; workers and the drawing of WebGL keep all. */
export const slower = 4

type Conditions = {
  slowProcessor?: boolean
  slowNetwork?: boolean
  /** Has the reader asked the browser for little data? */
  savesData?: boolean
  viewport?: { width: number; height: number }
}

/**
 * A page with nothing in its cache. Chromium's slow network delays each answer and its bytes; it knows no handshakes,
 * so that a real phone pays one or two round trips more on its first visit.
 */
export async function pageOn(browser: Browser, conditions: Conditions = {}): Promise<Page> {
  const { viewport = phoneScreen } = conditions
  const isPhone = viewport.width < 600
  const context = await browser.newContext({ locale: 'fr-FR', viewport, hasTouch: isPhone })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  if (conditions.slowProcessor) await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  if (conditions.savesData) await session.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true })
  if (conditions.slowNetwork) {
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    })
  }
  return page
}

/**
 * Reads the milliseconds of processor time that the page's main thread has spent so far. Unlike a clock it leaves out
 * what else the machine does; for a page at full speed only, since slowing down is made of processor time too.
 */
export async function processorTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1_000 * metrics.find(({ name }) => name === 'TaskDuration')!.value
  }
}

export type Shown = {
  /** From the start of the navigation to the frame that shows the element, in milliseconds. */
  ms: number
  /** Where its lower edge stands, in pixels under the top of the screen. */
  bottom: number
}

/**
 * When the first element of this kind can be read, on a cold cache. The moment: the element is in the document, a
 * frame with it was laid out (the browser makes none while a stylesheet is missing) and handed to the screen, and the
 * browser itself has told its first paint of content.
 */
export async function firstShown(page: Page, address: string, selector: string): Promise<Shown> {
  await page.addInitScript((wanted) => {
    const seen = new MutationObserver(() => {
      const element = document.querySelector(wanted)
      if (!element) return
      seen.disconnect()
      requestAnimationFrame(() => {
        const { bottom } = element.getBoundingClientRect()
        const after = new MessageChannel()
        // The first task after the frame.
        after.port1.onmessage = () => Object.assign(window, { shown: { ms: performance.now(), bottom } })
        after.port2.postMessage(null)
      })
    })
    seen.observe(document, { childList: true, subtree: true })
  }, selector)
  await page.goto(address, { waitUntil: 'load', timeout: 60_000 })
  return page.evaluate(async () => {
    // The browser tells of a paint when the screen has it, which may be after "load".
    const paint = await new Promise<PerformanceEntry>((resolve) => {
      new PerformanceObserver((list) => {
        const [first] = list.getEntriesByName('first-contentful-paint')
        if (first) resolve(first)
      }).observe({ type: 'paint', buffered: true })
    })
    const { shown } = window as unknown as { shown: Shown }
    return { ...shown, ms: Math.max(shown.ms, paint.startTime) }
  })
}
