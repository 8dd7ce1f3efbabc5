// All pages of those who decide, and the history of a place.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { html } from 'lit'
import type { AccountSection } from '../accounts/account.pages.ts'
import type { Dependencies } from '../dependencies.ts'
import { scopeOf } from './agent-scope.rules.ts'
import { amendPages } from './amend.pages.ts'
import { completePages } from './complete.pages.ts'
import { placeModerationPages } from './place-moderation.pages.ts'
import { placeStoryPages } from './place-story.pages.ts'
import { queuePages } from './queue.pages.ts'
import { countQueue } from './queue.queries.ts'
import { wholeQueue } from './queue-address.rules.ts'
import { submissionPages } from './submission.pages.ts'
import { trustPages } from './trust.pages.ts'
import { twinsPages } from './twins.pages.ts'

export const moderationPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await app.register(queuePages, dependencies)
  await app.register(submissionPages, dependencies)
  await app.register(amendPages, dependencies)
  await app.register(twinsPages, dependencies)
  await app.register(placeModerationPages, dependencies)
  await app.register(trustPages, dependencies)
  await app.register(completePages, dependencies)
  await app.register(placeStoryPages, dependencies)
}

/** The way from an agent's account to their work, with how much of it there is. */
export const moderationSection =
  ({ db }: Pick<Dependencies, 'db'>): AccountSection =>
  async ({ roles }, t) => {
    const { ids, names } = scopeOf(roles)
    if (ids.length === 0) return undefined
    const count = await countQueue(db, ids, wholeQueue)
    const scope = t('moderation:queue.scope', { territories: names.join(t('layout:listSeparator')) })
    const words = t('moderation:queue.count.waiting', { count })
    return {
      id: 'moderation',
      title: t('moderation:nav.label'),
      content: html`<p>${scope}</p><p><a class="button" href=${`/${t.locale}/moderation`}>${words}</a></p>`,
    }
  }
