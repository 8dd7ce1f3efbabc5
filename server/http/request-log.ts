import type { FastifyInstance } from 'fastify'

/**
 * One line for each answer: method, route, status, time. Never the address as typed, the reader's IP or a header:
 * a search may say where somebody lives and what they need.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request
    const answer = { method, route: routeOptions.url ?? 'none', status: reply.statusCode }
    request.log.info({ ...answer, ms: Math.round(reply.elapsedTime * 10) / 10 }, 'answered')
    done()
  })
}
