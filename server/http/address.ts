// What an address says of its request.
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/** Where readers reach the site, without a slash at the end: as configured, else as this request came. */
export function baseUrl(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`
}

/** Does the address belong to the open API? */
export function isApiPath(url: string): boolean {
  return /^\/api(?=[/?#]|$)/.test(url)
}

/** Do programs ask there, to whom an error is problem details rather than a page? */
export function isForPrograms(url: string): boolean {
  return isApiPath(url) || /^\/(live|ready)(?=[/?#]|$)/.test(url)
}
