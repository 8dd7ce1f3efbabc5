// Every route says who may call it and what it answers; one that does not stops the start.
import type { FastifyInstance } from 'fastify'

/** `public`: anybody, without an account. `this-machine`: programs on the server itself; to others there is nothing. */
export type Access = 'public' | 'this-machine'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

/** Refuses, at start, a route without an access rule or without the schema of its answers. */
export function requireRouteRules(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    // Built files are for everybody, and CORS answers for the routes that it stands before.
    if (route.url.startsWith('/assets/') || route.method === 'HEAD' || route.method === 'OPTIONS') return
    const name = `${String(route.method)} ${route.url}`
    if (!route.config?.access) throw new Error(`${name} does not say who may call it (config.access).`)
    if (!(route.schema as { response?: unknown } | undefined)?.response) {
      throw new Error(`${name} names no response schema.`)
    }
  })
}
