// All pages of those who decide, and the history of a place.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Dependencies } from '../dependencies.ts'
import { amendPages } from './amend.pages.ts'
import { completePages } from './complete.pages.ts'
import { placeModerationPages } from './place-moderation.pages.ts'
import { placeStoryPages } from './place-story.pages.ts'
import { queuePages } from './queue.pages.ts'
import { submissionPages } from './submission.pages.ts'
import { twinsPages } from './twins.pages.ts'

export const moderationPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await app.register(queuePages, dependencies)
  await app.register(submissionPages, dependencies)
  await app.register(amendPages, dependencies)
  await app.register(twinsPages, dependencies)
  await app.register(placeModerationPages, dependencies)
  await app.register(completePages, dependencies)
  await app.register(placeStoryPages, dependencies)
}
