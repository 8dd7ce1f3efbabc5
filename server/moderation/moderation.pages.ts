// All pages of those who decide.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Dependencies } from '../dependencies.ts'
import { queuePages } from './queue.pages.ts'
import { submissionPages } from './submission.pages.ts'

export const moderationPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await app.register(queuePages, dependencies)
  await app.register(submissionPages, dependencies)
}
