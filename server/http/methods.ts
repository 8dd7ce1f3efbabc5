// Which methods an address allows: what is asked otherwise is answered 405, not "there is no such page".
import type { FastifyInstance } from 'fastify'

/**
 * Remembers the methods of every route declared from now on.
 * @returns the methods at an address, sorted; none where no route leads
 */
export function rememberMethods(app: FastifyInstance): (url: string) => string[] {
  const routes: { pattern: RegExp; methods: string[] }[] = []
  app.addHook('onRoute', ({ url, method, config }) => {
    // To others there is nothing at all: not a page, and not an address that knows other methods.
    if (config?.access === 'loopback') return
    const methods = [method].flat()
    // CORS answers preflights everywhere under the API, also where nothing else is.
    if (!methods.includes('OPTIONS')) routes.push({ pattern: patternOf(url), methods })
  })
  return (url) => {
    const path = url.replace(/[?#].*$/s, '')
    const found = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods)
    return [...new Set(found)].sort()
  }
}

/** `/:locale/places/:id/:slug?` as it matches a path, with or without a slash at the end. */
function patternOf(url: string): RegExp {
  const segments = url.split('/').filter((segment) => segment !== '')
  const pattern = segments.map((segment) => {
    if (segment === '*') return '/.*'
    if (segment.startsWith(':')) return segment.endsWith('?') ? '(?:/[^/]+)?' : '/[^/]+'
    return `/${segment.replaceAll('.', String.raw`\.`)}`
  })
  return new RegExp(`^${pattern.join('')}/?$`)
}
