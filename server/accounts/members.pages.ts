// Taking a role back from somebody.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import Type from 'typebox'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import { localeInAddress, numberInAddress } from '../http/pages.ts'
import { elsewhere } from '../http/problem.schema.ts'
import { Problem } from '../problems.ts'
import { removeMember } from './members.actions.ts'

export const membersPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  app.post(
    '/:locale/account/members/:id/remove',
    {
      config: { access: 'contributor' },
      schema: {
        params: Type.Object({ locale: Type.String(), id: Type.String() }),
        response: { 303: elsewhere },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const roleId = numberInAddress(request.params.id)
      const origin = baseUrl(request, dependencies.config)
      const result = await removeMember(dependencies, accountOf(request).id, roleId, origin)
      if (result === 'unknown') throw new Problem('not-found')
      return reply.redirect(`/${locale}/account?done=removed`, 303)
    },
  )
}
