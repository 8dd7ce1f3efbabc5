// The answer to what is no request that Node can read: an address of 16 KiB and more, or no HTTP at all.
import type { ConnectionError } from 'fastify'
import { direction, type Locale, locales } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import { securityHeadersAt } from './security-headers.ts'

const answers: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Nothing is known of who asks: the answer is a page in every language of the screens. */
const page = () =>
  `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Repères</title>${locales.map(paragraph).join('')}\n`

function paragraph(locale: Locale): string {
  const t = translator(locale)
  const way = `<a href="/${locale}/find">${t('errors:back')}</a>`
  return `<p lang="${locale}" dir="${direction(locale)}">${t('errors:bad-request.detail')} ${way}</p>`
}

/**
 * Where a request wanted to go whose address has letters that nobody escaped (an emoji, an accent, a space), with them
 * escaped. Only an address of this site: two slashes would lead to another.
 */
function addressMeant(request: unknown): string | undefined {
  if (!Buffer.isBuffer(request)) return undefined
  const line = /^(?:GET|HEAD) (\/(?![/\\]).*) HTTP\/1\.[01]\r?\n/
  const [, target] = line.exec(request.toString('latin1')) ?? []
  const escaped = target?.replaceAll(/[^!-~]|[\\"<>^`{|}]/g, (byte) => {
    return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
  return escaped === target ? undefined : escaped
}

type Wire = { readonly writable: boolean; end(text: string): unknown; destroy(): unknown }

/** Answers on the bare connection, and ends it. */
export function answerUnreadableRequest(
  error: Pick<ConnectionError, 'code'> & { rawPacket?: unknown },
  wire: Wire,
): void {
  if (error.code === 'ECONNRESET' || !wire.writable) {
    wire.destroy()
    return
  }
  // Its own page then answers, with what was asked for or with what is wrong.
  const location = addressMeant(error.rawPacket)
  const body = page()
  const headers = {
    ...(location && { location }),
    ...securityHeadersAt('/'),
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const status = location ? '303 See Other' : (answers[error.code] ?? '400 Bad Request')
  wire.end(`HTTP/1.1 ${status}\r\n${head.join('')}\r\n${body}`)
}
