// Asks one address of the servers that make the map's ground, within limits.
import { type Content, type ContentKind, usableContent } from './content.ts'
import { UpstreamError } from './upstream-error.ts'

export type UpstreamAnswer =
  | ({ state: 'found'; etag: string | undefined } & Content)
  /** There is such a tile, and nothing on it. */
  | { state: 'empty' }
  /** There is nothing of that name. */
  | { state: 'unknown' }
  /** What the `etag` stands for is still so. */
  | { state: 'unchanged' }

/** Throws UpstreamError, and nothing else. */
export type AskUpstream = (address: string, kind: ContentKind, etag?: string) => Promise<UpstreamAnswer>

type Limits = {
  /** For the whole answer, redirects included. */
  timeoutMs?: number
  /** Of the answer, uncompressed. */
  mostBytes?: number
}

const mostRedirects = 3

/** How `address` is asked; it says nothing about who wants to know. */
export function askingWithin({ timeoutMs = 5_000, mostBytes = 8 * 1024 * 1024 }: Limits = {}): AskUpstream {
  return async (address, kind, etag) => {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await follow(new URL(address), etag, signal)
      if (response.status === 304 && etag !== undefined) return { state: 'unchanged' }
      return await read(response, kind, mostBytes)
    } catch (error) {
      if (error instanceof UpstreamError) throw error
      throw new UpstreamError(signal.aborted ? 'slow' : 'away')
    }
  }
}

async function follow(start: URL, etag: string | undefined, signal: AbortSignal): Promise<Response> {
  const headers = { 'user-agent': 'Reperes', accept: '*/*', ...(etag && { 'if-none-match': etag }) }
  let address = start
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const response = await fetch(address, { redirect: 'manual', signal, headers })
    const location = response.headers.get('location')
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response
    await response.body?.cancel()
    address = redirected(address, location)
  }
  throw new UpstreamError('unusable', 'leads from one address to the next')
}

/** The operator trusts the servers that the style names: a redirect may not lead to another, nor away from https. */
function redirected(from: URL, location: string): URL {
  const to = new URL(location, from)
  const isSameServer = to.host === from.host && (to.protocol === from.protocol || to.protocol === 'https:')
  if (isSameServer) return to
  throw new UpstreamError('unusable', 'leads to another server')
}

async function read(response: Response, kind: ContentKind, mostBytes: number): Promise<UpstreamAnswer> {
  const { status, headers } = response
  const isTile = kind === 'vector-tile' || kind === 'image'
  if (status === 200) {
    const bytes = await readAtMost(response, mostBytes)
    if (bytes.length === 0 && isTile) return { state: 'empty' }
    const content = await usableContent(kind, bytes, headers.get('content-type') ?? '')
    return { state: 'found', etag: headers.get('etag') ?? undefined, ...content }
  }
  await response.body?.cancel()
  if (status === 204 && isTile) return { state: 'empty' }
  // Without its style there is no map to draw: then the address is wrong, or the server is.
  const isOneOfMany = kind !== 'style' && kind !== 'tilejson'
  if ((status === 404 || status === 410) && isOneOfMany) return { state: 'unknown' }
  const isAway = status >= 500 || status === 408 || status === 429
  throw new UpstreamError(isAway ? 'away' : 'unusable', `answers ${status}`)
}

async function readAtMost(response: Response, mostBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body ?? []) {
    size += piece.length
    if (size > mostBytes) throw new UpstreamError('unusable', `answers more than ${mostBytes} bytes`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
