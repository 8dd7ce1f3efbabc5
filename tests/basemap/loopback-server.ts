// The servers of a map's ground, on this machine: a style in the manner of OpenFreeMap's, and all that it names.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

export type LoopbackServer = {
  /** `http://127.0.0.1:…` */
  url: string
  styleAddress: string
  /** Every path that was asked, in order. */
  asked: string[]
  /** From now on a path is answered so. */
  answer(path: string, answer: Answer): void
  /** From now on nobody is there; those who wait are cut off. */
  stop(): Promise<void>
  /** Somebody is there again, at the same address. */
  start(): Promise<void>
}

export const json =
  (body: unknown): Answer =>
  (_, response) =>
    void response.setHeader('content-type', 'application/json').end(JSON.stringify(body))

export const bytes =
  (contentType: string, body: Buffer): Answer =>
  (_, response) =>
    void response.setHeader('content-type', contentType).end(body)

/** A server with everything that its style names. */
export async function loopbackServer(): Promise<LoopbackServer> {
  const asked: string[] = []
  const answers = new Map<string, Answer>()
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://loopback')
    asked.push(request.url!)
    const answer = answers.get(pathname) ?? (isTile.test(pathname) ? tileAnswer : nothing)
    answer(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const style = libertyLike(url)
  const known: Record<string, Answer> = {
    '/styles/liberty': json(style),
    '/planet': json(tilejson),
    '/sprites/ofm.json': json({ circle_11: { x: 0, y: 0, width: 1, height: 1, pixelRatio: 1 } }),
    '/sprites/ofm@2x.json': json({ circle_11: { x: 0, y: 0, width: 1, height: 1, pixelRatio: 2 } }),
    '/sprites/ofm.png': bytes('image/png', onePixel),
    '/sprites/ofm@2x.png': bytes('image/png', onePixel),
    '/fonts/Noto%20Sans%20Regular/0-255.pbf': bytes('application/x-protobuf', glyphs('Noto Sans Regular')),
    '/fonts/Noto%20Sans%20Italic/0-255.pbf': bytes('application/x-protobuf', glyphs('Noto Sans Italic')),
    '/relief/1/1/0.png': bytes('image/png', onePixel),
  }
  for (const [path, answer] of Object.entries(known)) answers.set(path, answer)
  return {
    url,
    styleAddress: `${url}/styles/liberty`,
    asked,
    answer: (path, answer) => void answers.set(path, answer),
    async stop() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
    async start() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
  }
}

const isTile = /^\/planet\/20261101\/\d+\/\d+\/\d+\.pbf$/
const nothing: Answer = (_, response) => void response.writeHead(404).end('no such thing')
/** Compressed, with an etag, as real ones come. */
const tileAnswer: Answer = (request, response) => {
  if (request.headers['if-none-match'] === '"november"') return void response.writeHead(304).end()
  const headers = {
    'content-type': 'application/vnd.mapbox-vector-tile',
    'content-encoding': 'gzip',
    etag: '"november"',
  }
  response.writeHead(200, headers).end(gzipSync(vectorTile))
}

const tilejson = {
  tilejson: '3.0.0',
  // Relative to where it is read.
  tiles: ['/planet/20261101/{z}/{x}/{y}.pbf'],
  minzoom: 0,
  maxzoom: 14,
  bounds: [-180, -85, 180, 85],
  attribution:
    '<a href="https://www.openstreetmap.org/copyright" target="_blank">© OpenStreetMap contributors</a>',
}

const twoNames = [
  'case',
  ['has', 'name:nonlatin'],
  ['concat', ['get', 'name:latin'], '\n', ['get', 'name:nonlatin']],
  ['coalesce', ['get', 'name_en'], ['get', 'name']],
]

/** Layers as https://github.com/hyperknot/openfreemap-styles writes them. */
export function libertyLike(url: string): Record<string, unknown> {
  const place = { type: 'symbol', source: 'openmaptiles', 'source-layer': 'place' }
  return {
    version: 8,
    name: 'Liberty',
    metadata: { home: `${url}/about` },
    sources: {
      relief: { type: 'raster', tiles: [`${url}/relief/{z}/{x}/{y}.png`], tileSize: 256, maxzoom: 6 },
      openmaptiles: { type: 'vector', url: `${url}/planet` },
      parking: { type: 'geojson', data: `${url}/parking.geojson` },
    },
    sprite: `${url}/sprites/ofm`,
    glyphs: `${url}/fonts/{fontstack}/{range}.pbf`,
    layers: [
      {
        id: 'background',
        type: 'background',
        metadata: { from: `${url}/editor` },
        paint: { 'background-color': '#f8f4f0' },
      },
      { id: 'relief', type: 'raster', source: 'relief', maxzoom: 7 },
      { id: 'parking', type: 'circle', source: 'parking' },
      {
        id: 'water',
        type: 'fill',
        source: 'openmaptiles',
        'source-layer': 'water',
        paint: { 'fill-color': '#9ebdff' },
      },
      {
        ...place,
        id: 'shield',
        layout: { 'text-field': ['to-string', ['get', 'ref']], 'text-font': ['Noto Sans Regular'] },
      },
      { ...place, id: 'city', layout: { 'text-field': twoNames, 'text-font': ['Noto Sans Regular'] } },
      { ...place, id: 'village', layout: { 'text-field': twoNames, 'text-font': ['Noto Sans Italic'] } },
    ],
  }
}

export const onePixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const field = (tag: number, content: number[]) => [tag, ...varint(content.length), ...content]
const text = (words: string) => [...Buffer.from(words)]
const zigzag = (value: number) => varint((value << 1) ^ (value >> 31))

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

/** Letters without a shape. */
function glyphs(fontstack: string): Buffer {
  return Buffer.from(field(0x0a, [...field(0x0a, text(fontstack)), ...field(0x12, text('0-255'))]))
}

/** Water everywhere and a city in the middle, in the format of https://github.com/mapbox/vector-tile-spec. */
export const vectorTile = Buffer.from([
  ...layer('water', [0x18, 3, ...field(0x22, square())]),
  ...layer(
    'place',
    [...field(0x12, [0, 0]), 0x18, 1, ...field(0x22, [9, ...zigzag(2048), ...zigzag(2048)])],
    [...field(0x1a, text('name')), ...field(0x22, field(0x0a, text('Strasbourg')))],
  ),
])

function layer(name: string, feature: number[], tags: number[] = []): number[] {
  const extent = [0x28, ...varint(4096)]
  return field(0x1a, [0x78, 2, ...field(0x0a, text(name)), ...field(0x12, feature), ...tags, ...extent])
}

function square(): number[] {
  const corners = [
    [4096, 0],
    [0, 4096],
    [-4096, 0],
  ]
    .flat()
    .flatMap(zigzag)
  return [9, 0, 0, 26, ...corners, 15]
}
