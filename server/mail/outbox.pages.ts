// Pages of the outbox, for the machine that the server runs on. To anybody else there is nothing here.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { frameOf, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { readerLocale } from '../http/reader-locale.ts'
import { Problem } from '../problems.ts'
import { outboxLetterView, outboxView } from './outbox.view.ts'

export const outboxPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { outbox } = dependencies
  if (!outbox) return

  const frame = (request: FastifyRequest) =>
    frameOf(request, readerLocale(request.url, request.headers['accept-language']), dependencies)

  app.get(
    '/outbox',
    { config: { access: 'loopback' }, schema: { response: { 200: page } } },
    async (request, reply) => {
      const around = await frame(request)
      const t = translator(around.locale)
      const main = outboxView(await outbox.letters(), t)
      return sendPage(reply, around, { title: t('mail:outbox.title'), main, noIndex: true })
    },
  )

  app.get(
    '/outbox/:id',
    {
      config: { access: 'loopback' },
      schema: { params: Type.Object({ id: Type.String() }), response: { 200: page } },
    },
    async (request, reply) => {
      const letter = await outbox.letter(request.params.id)
      if (!letter) throw new Problem('not-found')
      const around = await frame(request)
      const main = outboxLetterView(letter, translator(around.locale))
      return sendPage(reply, around, { title: letter.subject, main, noIndex: true })
    },
  )
}
