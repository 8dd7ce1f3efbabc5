// Every route says who may call it and what it answers; one that does not stops the start. Here it is enforced.
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isAgent, type SignedIn } from '../accounts/roles.rules.ts'
import type { Config } from '../config.ts'
import { Problem } from '../problems.ts'
import { isForPrograms } from './address.ts'
import { isFromThisMachine } from './loopback.ts'
import { readerLocale } from './reader-locale.ts'

/**
 * Who may call a route: `public` – anybody; `signed-in` – whoever has an account; `contributor` – who speaks for some
 * organisation, and agents; `moderator` – agents; `administrator` – those of some territory; `loopback` – whoever sits
 * at this machine. For which organisation or territory is asked inside the route, by `roles.rules.ts`.
 */
export type Access = 'public' | 'signed-in' | 'contributor' | 'moderator' | 'administrator' | 'loopback'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Does this public route want to know who asks? Others do not read it: what they answer is for everybody alike. */
    readsAccount?: boolean
    /** Does this public route show a form to write in, without knowing who asks? */
    hasForm?: boolean
  }
  interface FastifyInstance {
    /** What every route says of itself, for whoever checks them all. */
    routeRules: RouteRule[]
  }
  interface FastifyRequest {
    /** Who asks, on routes that are not public or that read it; else `null`. */
    account: SignedIn | null
  }
}

export type RouteRule = { route: string; access: Access; readsAccount: boolean; hasForm: boolean }

/** Refuses, at start, a route without an access rule or without the schema of its answers. */
export function requireRouteRules(app: FastifyInstance): void {
  app.decorate('routeRules', [])
  app.addHook('onRoute', (route) => {
    // Built files are for everybody, and CORS answers for the routes that it stands before.
    if (route.url.startsWith('/assets/') || route.method === 'HEAD' || route.method === 'OPTIONS') return
    const name = `${String(route.method)} ${route.url}`
    const { access, readsAccount = false, hasForm = false } = route.config ?? {}
    if (!access) throw new Error(`${name} does not say who may call it (config.access).`)
    if (!(route.schema as { response?: unknown } | undefined)?.response) {
      throw new Error(`${name} names no response schema.`)
    }
    app.routeRules.push({ route: name, access, readsAccount, hasForm })
  })
}

/**
 * Enforces the access rule of each route, before anything of the request is read. Whoever is not signed in is led to
 * the sign-in page and back; programs get 401. Public routes ask nothing of the database.
 * @param signedIn who sends a request, by its cookie
 */
export function enforceAccess(
  app: FastifyInstance,
  config: Pick<Config, 'publicUrl'>,
  signedIn: (request: FastifyRequest, reply: FastifyReply) => Promise<SignedIn | null>,
): void {
  app.decorateRequest('account', null)
  app.addHook('onRequest', async (request, reply) => {
    const { access = 'public', readsAccount = false } = request.routeOptions.config
    if (mayHoldForm(request.routeOptions.config)) reply.header('referrer-policy', 'same-origin')
    if (access === 'public' && !readsAccount) return
    reply.header('cache-control', 'no-store')
    if (access === 'loopback') {
      // To others it is a page that never was.
      if (!isFromThisMachine(request, config)) throw new Problem('not-found')
      return
    }
    // The API is for programs of anybody, and knows no cookies.
    if (!isForPrograms(request.url)) request.account = await signedIn(request, reply)
    if (access === 'public' || isAllowed(access, request.account)) return
    if (request.account) throw new Problem('not-allowed', { reason: `wants-${access}` })
    if (isForPrograms(request.url)) throw new Problem('sign-in-required')
    return reply.redirect(signInAddress(request), 303)
  })
}

/**
 * May a page of this route hold a form? Under `no-referrer`, browsers that send no Sec-Fetch-Site hide from us that it is
 * our own (Origin: null).
 */
function mayHoldForm({ access = 'public', readsAccount, hasForm }: FastifyContextConfig): boolean {
  return access !== 'loopback' && (access !== 'public' || readsAccount === true || hasForm === true)
}

/** Has this account the role that a route asks for? */
export function isAllowed(access: Exclude<Access, 'public' | 'loopback'>, account: SignedIn | null): boolean {
  if (!account) return false
  const { roles } = account
  if (access === 'contributor') return roles.length > 0
  if (access === 'moderator') return isAgent(roles)
  if (access === 'administrator') return roles.some(({ role }) => role === 'administrator')
  return true
}

/** Where one signs in and comes back from. What a form was to send is lost, so one comes back to where it can be read. */
function signInAddress(request: FastifyRequest): string {
  const locale = readerLocale(request.url, request.headers['accept-language'])
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return `/${locale}/sign-in${isRead ? `?next=${encodeURIComponent(request.url)}` : ''}`
}

/** Who asks, on a route whose access rule lets only those in who have an account. */
export function accountOf(request: FastifyRequest): SignedIn {
  if (!request.account) throw new Problem('sign-in-required')
  return request.account
}
