// What an answer of the basemap's servers must be, so that nothing else is stored or passed on under our address.
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { UpstreamError } from './upstream-error.ts'

export type ContentKind = 'style' | 'tilejson' | 'sprite' | 'image' | 'vector-tile' | 'glyphs'

/** Bytes as they are stored and sent. */
export type Content = { body: Buffer; contentType: string; gzipped: boolean }

const mostBytesUnpacked = 32 * 1024 * 1024
/** Below, compressing gains nothing. */
const leastBytesToCompress = 1_000

/**
 * Checks an answer and makes it ready to be stored; text and vectors are compressed once, here.
 * @throws UpstreamError for an answer that is something else: an error page, another format.
 */
export async function usableContent(
  kind: ContentKind,
  bytes: Buffer,
  givenType: string,
  mostBytes = mostBytesUnpacked,
): Promise<Content> {
  const plain = await unpacked(bytes, mostBytes)
  const contentType = typeOf(kind, plain, givenType)
  if (!contentType) throw new UpstreamError('unusable', `answers something else than ${kind}`)
  if (contentType.startsWith('image/') || plain.length < leastBytesToCompress) {
    return { body: plain, contentType, gzipped: false }
  }
  return { body: await promisify(gzip)(plain), contentType, gzipped: true }
}

/** The text of a stored answer. */
export async function textOf({ body, gzipped }: Pick<Content, 'body' | 'gzipped'>): Promise<string> {
  return (gzipped ? await promisify(gunzip)(body) : body).toString('utf8')
}

/** Some servers of tiles store them compressed and do not say so. */
async function unpacked(bytes: Buffer, mostBytes: number): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  return promisify(gunzip)(bytes, { maxOutputLength: mostBytes }).catch(() => {
    throw new UpstreamError('unusable', 'answers what cannot be unpacked')
  })
}

function typeOf(kind: ContentKind, bytes: Buffer, givenType: string): string | undefined {
  if (kind === 'image') return imageType(bytes)
  if (kind === 'vector-tile' || kind === 'glyphs') {
    const isText = /^text\/|json|html|xml/i.test(givenType) || /^[<{[]/.test(bytes.toString('latin1', 0, 1))
    return isText || bytes.length === 0 ? undefined : 'application/x-protobuf'
  }
  return isJsonFor(kind, bytes) ? 'application/json; charset=utf-8' : undefined
}

/** The first bytes of each format, in hexadecimal; `.` stands for any digit. */
const signatures: [type: string, start: RegExp][] = [
  ['image/png', /^89504e470d0a1a0a/],
  ['image/jpeg', /^ffd8ff/],
  ['image/webp', /^52494646.{8}57454250/],
]

function imageType(bytes: Buffer): string | undefined {
  const start = bytes.toString('hex', 0, 16)
  return signatures.find(([, signature]) => signature.test(start))?.[0]
}

function isJsonFor(kind: 'style' | 'tilejson' | 'sprite', bytes: Buffer): boolean {
  const json = parsed(bytes)
  if (!isRecord(json)) return false
  if (kind === 'style') return json.version === 8 && isRecord(json.sources) && Array.isArray(json.layers)
  return kind === 'sprite' || Array.isArray(json.tiles)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
