// What an address says of its request.
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/** Where readers reach the site, without a slash at the end: as configured, else as this request came. */
export function baseUrl(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): string {
  if (config.publicUrl) return config.publicUrl
  // Whoever asks writes the name of the host: what could not be one is not repeated in links.
  const host = /^[\w.:[\]-]{1,255}$/.test(request.host) ? request.host : 'localhost'
  return `${request.protocol}://${host}`
}

/** Where readers reach the site where no request says it: as configured, else where it listens. */
export function siteAddress({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl) return publicUrl
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Does the address belong to the open API? */
export function isApiPath(url: string): boolean {
  return /^\/api(?=[/?#]|$)/.test(url)
}

/** Do programs ask there, to whom an error is problem details rather than a page? */
export function isForPrograms(url: string): boolean {
  return isApiPath(url) || /^\/(live|ready)(?=[/?#]|$)/.test(url)
}
