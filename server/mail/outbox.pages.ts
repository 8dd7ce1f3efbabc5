// Pages of the outbox, for the machine that the server runs on and whoever knows its key. To anybody else there is
// nothing here.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { type SentForm, sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { readerLocale } from '../http/reader-locale.ts'
import { hashOf, isSameHash } from '../http/secrets.ts'
import { Problem } from '../problems.ts'
import { outboxLetterView, outboxView } from './outbox.view.ts'

export const outboxPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { outbox } = dependencies
  if (!outbox) return

  app.addHook('onRequest', async (request) => {
    const given = sentText(request.query as SentForm, 'key')
    if (!isSameHash(hashOf(given), hashOf(outbox.key))) throw new Problem('not-found')
  })

  const frame = (request: FastifyRequest) =>
    frameOf(request, readerLocale(request.url, request.headers['accept-language']), dependencies)

  app.get(
    '/outbox',
    { config: { access: 'loopback' }, schema: { querystring: AnyQuery, response: { 200: page } } },
    async (request, reply) => {
      const around = await frame(request)
      const t = translator(around.locale)
      const main = outboxView(await outbox.letters(), outbox.key, t)
      return sendPage(reply, around, { title: t('mail:outbox.title'), main, noIndex: true })
    },
  )

  app.get(
    '/outbox/:id',
    {
      config: { access: 'loopback' },
      schema: { params: Type.Object({ id: Type.String() }), querystring: AnyQuery, response: { 200: page } },
    },
    async (request, reply) => {
      const letter = await outbox.letter(request.params.id)
      if (!letter) throw new Problem('not-found')
      const around = await frame(request)
      const main = outboxLetterView(letter, outbox.key, translator(around.locale))
      return sendPage(reply, around, { title: letter.subject, main, noIndex: true })
    },
  )
}
