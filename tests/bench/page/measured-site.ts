// The site that is measured, with a count of all that it sends: the bytes on the wire, not those that a browser tells.
import { rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { relayedBasemap } from '../../../server/basemap/basemap.ts'
import { loopbackServer } from '../../basemap/loopback-server.ts'
import { findChromium } from '../../browser/chromium.ts'
import { openSite, type Site } from '../../browser/site.ts'
import { now } from '../../databases/filled-app.ts'
import { bringManyPlaces } from './many-places.ts'

/** One answer: its path, what the browser wanted it for, and its bytes with the headers, as compressed as they left. */
export type Sent = { path: string; wantedAs: string; bytes: number }

export type MeasuredSite = Pick<Site, 'address' | 'app' | 'browser' | 'close'> & {
  /**
   * A browser that draws maps, without a graphics card. Only for them: it would draw all else through WebGL too, and a
   * page then reaches the screen hundreds of milliseconds after it was painted.
   */
  mapBrowser(): Promise<Browser>
  /** Where `browser` takes orders of other programs. */
  browserPort: number
  /** What was sent since this was asked last. Requests of workers are in it, which a page's own figures leave out. */
  takeSent(): Sent[]
}

/** WebGL by the processor. */
const drawnByProcessor = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

/** The site over so many places, in the bench's own process, and browsers; the streets come from this machine. */
export async function openMeasuredSite(places: number, browserPort: number): Promise<MeasuredSite> {
  const ground = await loopbackServer()
  const dataDir = join(tmpdir(), `reperes-bench-${process.pid}-${places}`)
  const site = await openSite({
    fill: (db) => bringManyPlaces(db, places),
    dependencies: { basemap: relayedBasemap({ styleAddress: ground.styleAddress, dataDir, now }) },
    browserArguments: [`--remote-debugging-port=${browserPort}`],
  })
  let drawing: Promise<Browser> | undefined
  return {
    ...site,
    browserPort,
    mapBrowser: () => {
      drawing ??= chromium.launch({
        executablePath: chromiumHere(),
        args: ['--no-sandbox', ...drawnByProcessor],
      })
      return drawing
    },
    takeSent: countSent(site.app.server),
    async close() {
      await (await drawing)?.close()
      await site.close()
      await ground.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function chromiumHere(): string {
  const found = findChromium()
  if ('skip' in found) throw new Error(found.skip)
  return found.executable
}

function countSent(server: Server): () => Sent[] {
  let sent: Sent[] = []
  server.on('request', ({ url = '', headers, socket }, response) => {
    // One answer after the other travels on a connection: what it wrote meanwhile is this answer.
    const before = socket.bytesWritten
    response.once('close', () => {
      const wantedAs = String(headers['sec-fetch-dest'] ?? '')
      sent.push({ path: url, wantedAs, bytes: socket.bytesWritten - before })
    })
  })
  return () => {
    const taken = sent
    sent = []
    return taken
  }
}
