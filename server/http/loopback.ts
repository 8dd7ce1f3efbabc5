// Does a request come from somebody who sits at this machine?
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

const forwarding = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/** Is there anything at all for whoever sits here? Not where readers elsewhere have an address of the site. */
export function isReadHere({ publicUrl }: Pick<Config, 'publicUrl'>): boolean {
  return publicUrl === undefined || isLoopbackHost(new URL(publicUrl).hostname)
}

/**
 * From this machine itself. The connection's own end decides, whatever proxies are believed. A proxy on the same machine
 * also connects from there: where one says that it passes somebody on, or where the site has an address for readers
 * elsewhere, nobody is believed. One that says nothing (nginx, as it comes) cannot be told from a browser here: whatever
 * is shown by this rule wants a key too. The host must be named as this machine too: a page elsewhere
 * whose name was turned to 127.0.0.1 (DNS rebinding) would otherwise read what is meant for whoever runs the server.
 */
export function isFromThisMachine(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): boolean {
  if (!isReadHere(config)) return false
  if (forwarding.some((name) => request.headers[name] !== undefined)) return false
  const { remoteAddress = '' } = request.raw.socket
  const isNear = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/.test(remoteAddress)
  return isNear && isLoopbackHost((request.headers.host ?? '').replace(/:\d+$/, ''))
}

function isLoopbackHost(name: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/i.test(name)
}
