// What changes something is sent from our own pages only: a page of others cannot make somebody's browser do it.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { Problem } from '../problems.ts'
import { baseUrl, isApiPath } from './address.ts'
import { cookieOf } from './cookies.ts'

const reading = ['GET', 'HEAD', 'OPTIONS', 'TRACE']

/** Refuses, on pages, requests that change something and come from elsewhere. The API has no cookies to abuse. */
export function refuseForeignForms(app: FastifyInstance, config: Pick<Config, 'publicUrl'>): void {
  app.addHook('onRequest', async (request) => {
    if (reading.includes(request.method) || isApiPath(request.url)) return
    if (!isOfOurOwn(request, config)) throw new Problem('foreign-form')
  })
}

/**
 * By what the browser says, from the surest on. One that says nothing (before 2020 or so) is believed as long as it
 * acts in nobody's name: with a session it is refused, because so old a browser may send the cookie along from
 * anywhere; without one, there is nothing that a page of others could not do itself.
 */
function isOfOurOwn(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  // `null` says no more than nothing: a browser writes it where a policy hides who asks.
  if (origin !== undefined && origin !== 'null') return origin === new URL(baseUrl(request, config)).origin
  return cookieOf(request, 'session') === undefined
}
