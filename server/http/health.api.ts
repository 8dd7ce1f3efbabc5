// For those who run the service: is the process alive, is it ready to answer?
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { Problem } from '../problems.ts'
import { databaseAnswers } from './health.queries.ts'
import { problems } from './problem.schema.ts'

const State = Type.Object({ state: Type.String() })

export const healthApi: FastifyPluginAsyncTypebox<Dependencies> = async (app, { db }) => {
  app.addHook('onSend', async (_, reply) => void reply.header('cache-control', 'no-store'))

  app.get('/live', { config: { access: 'public' }, schema: { response: { 200: State } } }, async () => ({
    state: 'live',
  }))

  app.get(
    '/ready',
    { config: { access: 'public' }, schema: { response: { 200: State, ...problems(503) } } },
    async (_, reply) => {
      if (!(await databaseAnswers(db))) throw new Problem('service-unavailable')
      return reply.code(200).send({ state: 'ready' })
    },
  )
}
