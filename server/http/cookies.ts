// The two cookies of the site. Visitors get none: one comes with asking to sign in, the other with having done so.
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * `sign-in` tells the browser that asked from any other; `session` says who is signed in. The prefix `__Host-` lets no
 * other host of the domain and no plain HTTP set them (browsers make an exception of the machine's own address).
 */
const names = { 'sign-in': '__Host-sign-in', session: '__Host-session' } as const
type CookieName = keyof typeof names

const options = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const

/** The secret in a cookie, or `undefined`; what we cannot have written is not looked at. */
export function cookieOf(request: FastifyRequest, name: CookieName): string | undefined {
  const { cookie } = request.headers
  if (!cookie?.includes(names[name])) return undefined
  const value = request.server.parseCookie(cookie)[names[name]]
  return value && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** Sets a cookie with a secret for so long. */
export function setCookie(reply: FastifyReply, name: CookieName, secret: string, ms: number): void {
  reply.setCookie(names[name], secret, { ...options, maxAge: Math.floor(ms / 1_000) })
}

export function clearCookie(reply: FastifyReply, name: CookieName): void {
  reply.clearCookie(names[name], options)
}
