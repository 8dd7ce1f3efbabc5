// The headers of every answer, errors included.
import type { FastifyInstance } from 'fastify'
import { isApiPath } from './address.ts'

/**
 * What a page may load and run.
 * @param styleHashes of the style sheets that it carries within itself, as the policy writes them
 */
export const contentSecurityPolicy = (styleHashes: readonly string[] = []) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styleHashes].join(' '),
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

const everywhere = {
  'content-security-policy': contentSecurityPolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
}
const ofPages = { ...everywhere, 'cross-origin-resource-policy': 'same-origin' }
/** The open API may be read by any site, without credentials. */
const ofApi = {
  ...everywhere,
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
}

/** The headers of an answer at this address. */
export function securityHeadersAt(url: string): Record<string, string> {
  return isApiPath(url) ? ofApi : ofPages
}

/** Sets the headers on every answer that passes through the application's hooks. */
export function setSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeadersAt(request.url))
    done()
  })
}
