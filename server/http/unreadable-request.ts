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

type Wire = { readonly writable: boolean; end(text: string): unknown; destroy(): unknown }

/** Answers on the bare connection, and ends it. */
export function answerUnreadableRequest(error: Pick<ConnectionError, 'code'>, wire: Wire): void {
  if (error.code === 'ECONNRESET' || !wire.writable) {
    wire.destroy()
    return
  }
  const body = page()
  const headers = {
    ...securityHeadersAt('/'),
    'cache-control': 'no-store',
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  wire.end(`HTTP/1.1 ${answers[error.code] ?? '400 Bad Request'}\r\n${head.join('')}\r\n${body}`)
}
