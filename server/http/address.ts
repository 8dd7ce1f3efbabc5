import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/** Where readers reach the site, without a slash at the end: as configured, else as this request came. */
export function baseUrl(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`
}
