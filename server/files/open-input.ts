// Opens what an operator named on the command line: a path, an http(s) address, or `-` for standard input.
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { UnreadableFileError } from './unreadable-file-error.ts'

/** A stream of bytes, its size where that is known, and a name for messages. */
export type OpenedInput = { stream: Readable; totalBytes: number | null; name: string }

export type OpenInputOptions = {
  /** Where `-` reads from. */
  stdin?: Readable & { isTTY?: boolean }
  /** How long an address may take to answer its first byte, in milliseconds. */
  firstByteMs?: number
}

/**
 * Opens `from` for reading. The address is typed by the operator, who may read any file anyway: it is trusted, redirects
 * are followed, private networks are allowed. Never call it with an address from data.
 * @throws {UnreadableFileError} when it cannot be opened, in one sentence.
 */
export async function openInput(from: string, options: OpenInputOptions = {}): Promise<OpenedInput> {
  if (from === '-') return openStandardInput(options.stdin)
  if (/^https?:\/\//i.test(from)) return openAddress(from, options.firstByteMs ?? 30_000)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(from)) {
    throw new UnreadableFileError('unsupported-address', { from: withoutSecrets(from) })
  }
  return openPath(from)
}

function openStandardInput(stdin: OpenInputOptions['stdin']): OpenedInput {
  if (!stdin || stdin.isTTY) throw new UnreadableFileError('nothing-piped')
  return { stream: stdin, totalBytes: null, name: 'standard input' }
}

async function openPath(path: string): Promise<OpenedInput> {
  try {
    const file = await open(path, 'r')
    const stats = await file.stat()
    if (stats.isDirectory()) {
      await file.close()
      throw new UnreadableFileError('directory', { from: path })
    }
    return { stream: file.createReadStream(), totalBytes: stats.isFile() ? stats.size : null, name: path }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error
    const code = codeOf(error)
    if (code === 'EISDIR') throw new UnreadableFileError('directory', { from: path }, error)
    if (code === 'EACCES' || code === 'EPERM')
      throw new UnreadableFileError('no-permission', { from: path }, error)
    throw new UnreadableFileError('not-found', { from: path }, error)
  }
}

async function openAddress(address: string, firstByteMs: number): Promise<OpenedInput> {
  const name = withoutSecrets(address)
  const url = URL.parse(address)
  if (!url) throw new UnreadableFileError('unsupported-address', { from: name })
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), firstByteMs)
  let response: Response
  try {
    response = await fetch(withoutUser(url), { signal: abort.signal, headers: headersFor(url) })
  } catch (error) {
    if (abort.signal.aborted) {
      throw new UnreadableFileError('timeout', { from: name, seconds: Math.round(firstByteMs / 1000) }, error)
    }
    throw new UnreadableFileError('unreachable', { from: name, reason: reasonOf(error) }, error)
  } finally {
    clearTimeout(timer)
  }
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    throw new UnreadableFileError('http-status', { from: name, status: response.status })
  }
  // The length of a compressed answer says nothing about the bytes that we shall read.
  const length = response.headers.has('content-encoding') ? null : response.headers.get('content-length')
  return {
    stream: Readable.fromWeb(response.body as ReadableStream<Uint8Array>),
    totalBytes: length === null ? null : Number(length),
    name,
  }
}

/** `fetch` refuses an address with a user and a password; they go into a header, which a redirect to another host drops. */
function headersFor(url: URL): Record<string, string> {
  const accept = 'text/csv, */*;q=0.5'
  if (url.username === '') return { accept }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  return { accept, authorization: `Basic ${Buffer.from(user).toString('base64')}` }
}

function withoutUser(url: URL): URL {
  const bare = new URL(url)
  bare.username = ''
  bare.password = ''
  return bare
}

/** An address without its user, password and query, which may hold a key and must not reach a log. */
function withoutSecrets(address: string): string {
  const url = URL.parse(address)
  if (url) return `${url.protocol}//${url.host}${url.pathname}`
  return address.replace(/\/\/.*@/, '//').replace(/[?#].*$/, '')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** `fetch` hides the reason of a failure in `cause`, and several tried addresses inside that. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = codeOf(cause)
  const words: Record<string, string> = {
    ECONNREFUSED: 'the connection is refused',
    ENOTFOUND: 'no such host',
    EAI_AGAIN: 'the host name cannot be looked up',
    ECONNRESET: 'the connection was closed',
  }
  // Never the message: it may repeat the address with its key.
  return words[code] ?? (code || 'the request failed')
}
