// The map's ground: the style that the operator chose, and what it needs, relayed and kept by us, so that the
// browser asks nobody else.
import { openDiskCache } from './disk-cache.ts'
import { gentleUpstream } from './gentle-upstream.ts'
import { type KeptAnswer, keptAnswers, type Part } from './kept-answers.ts'
import type { RelayedStyle } from './relayed-style.ts'
import { glyphsAddress, spriteAddress, type TilePosition, tileAddress } from './style-addresses.ts'
import { styleInUse } from './style-in-use.ts'
import { type Box, isAround } from './tile-position.rules.ts'
import { askingWithin } from './upstream.ts'
import { UpstreamError } from './upstream-error.ts'

export type Basemap = {
  /** Opens what is kept and begins to fetch the style. Before, nothing is answered. */
  open(say: (message: string) => void): void
  /** The style as we serve it. @throws UpstreamError while it cannot be had. */
  style(): Promise<RelayedStyle>
  /** What the style names, or `undefined` for what it does not. @throws UpstreamError when that cannot be had. */
  tile(source: string, position: TilePosition, asker?: Asker): Promise<KeptAnswer | undefined>
  /** @param file `default.json`, `default@2x.png` */
  sprite(file: string, asker?: Asker): Promise<KeptAnswer | undefined>
  /** @param range `0-255`, `256-511` … `65280-65535` */
  glyphs(fontstack: string, range: string, asker?: Asker): Promise<KeptAnswer | undefined>
  close(): void
}

/** For whom something is asked. */
export type Asker = {
  /** Has a turn of its own where many wait. */
  client?: string
  /** Tiles far from here are as unknown as those that the style does not name. */
  near?: Box | undefined
}

/** What stands in when no style is configured: there is no ground but paper. */
export const noBasemap: Basemap = {
  open: () => undefined,
  style: () => Promise.reject(new UpstreamError('unusable', 'no style is configured')),
  tile: async () => undefined,
  sprite: async () => undefined,
  glyphs: async () => undefined,
  close: () => undefined,
}

type Options = {
  /** The style's address, set by the operator and therefore trusted. */
  styleAddress: string
  /** Folder of the cache. */
  dataDir: string
  now: () => Date
  /** Limits of one question, and of all together. */
  upstream?: Parameters<typeof askingWithin>[0]
  politeness?: Parameters<typeof gentleUpstream>[3]
  mostBytesKept?: number
}

const dayMs = 24 * 60 * 60 * 1000

/** Relays the style at an address. */
export function relayedBasemap(options: Options): Basemap {
  let open: Relay | undefined
  const relay = (): Relay => {
    if (!open) throw new UpstreamError('away', 'the relay is not open')
    return open
  }
  return {
    open(say) {
      open = openRelay(options, (message) => say(`basemap: ${message}`))
      open.style().catch(() => undefined)
    },
    style: async () => relay().style(),
    async tile(source, position, { near, client } = {}) {
      const tiles = (await relay().style()).tiles.get(source)
      if (!tiles || position.z < tiles.minzoom || position.z > tiles.maxzoom) return undefined
      const { z, x, y } = position
      const fromNorth = tiles.rowsFromSouth ? { z, x, y: 2 ** z - 1 - y } : position
      if (near && !isAround(fromNorth, near)) return undefined
      const address = tileAddress(tiles.templates, position)
      return relay().get(`tile ${source} ${z} ${x} ${y}`, address, tiles.kind, client)
    },
    async sprite(file, { client } = {}) {
      const [, id = '', ending = ''] = /^(.*?)((?:@2x)?\.(?:json|png))$/.exec(file) ?? []
      const address = (await relay().style()).sprites.get(id)
      if (!address || !ending) return undefined
      const kind = ending.endsWith('.json') ? 'sprite' : 'image'
      return relay().get(`sprite ${file}`, spriteAddress(address, ending), kind, client)
    },
    async glyphs(fontstack, range, { client } = {}) {
      const { glyphs, fontstacks } = await relay().style()
      if (!glyphs || !fontstacks.has(fontstack)) return undefined
      const address = glyphsAddress(glyphs, fontstack, range)
      return relay().get(`glyphs ${fontstack} ${range}`, address, 'glyphs', client)
    },
    close: () => open?.close(),
  }
}

type Relay = {
  style: () => Promise<RelayedStyle>
  get: (name: string, address: string, kind: Part['kind'], client?: string) => Promise<KeptAnswer>
  close: () => void
}

function openRelay(options: Options, say: (message: string) => void): Relay {
  const { styleAddress, dataDir, now, upstream, politeness, mostBytesKept } = options
  const cache = openDiskCache(dataDir, { now, say, ...(mostBytesKept && { mostBytes: mostBytesKept }) })
  const kept = keptAnswers(gentleUpstream(askingWithin(upstream), now, say, politeness), cache, now)
  const get: Relay['get'] = (name, address, kind, client) => {
    const freshForMs = kind === 'style' || kind === 'tilejson' ? dayMs : 7 * dayMs
    // Under the style's address: another style has other tiles of the same name.
    return kept({ key: `${styleAddress} ${name}`, address, kind, freshForMs, client })
  }
  return { style: styleInUse({ styleAddress, get, now, say }), get, close: () => cache.close() }
}
