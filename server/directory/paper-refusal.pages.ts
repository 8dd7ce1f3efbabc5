// The page that says why there is no paper, whichever paper was asked for.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { mayBeUnderstoodLater } from '../finder/find-where.actions.ts'
import { frameOf, sendPage } from '../http/pages.ts'
import type { DirectoryParameters } from './directory-address.rules.ts'
import { type PaperRefusal, refusalTitle, refusalView } from './paper-refusal.view.ts'

/** Says why, and leads to the page on which the same can be asked for otherwise. */
export async function sendRefusal(
  dependencies: Pick<Dependencies, 'db' | 'assets' | 'config' | 'geocoder'>,
  request: FastifyRequest,
  reply: FastifyReply,
  locale: Locale,
  refusal: PaperRefusal & { parameters: DirectoryParameters },
): Promise<FastifyReply> {
  const t = translator(locale)
  const status = statusOf(refusal, dependencies)
  if (status === 503) reply.header('retry-after', '30')
  return sendPage(
    reply.header('cache-control', 'no-store'),
    await frameOf(request, locale, dependencies),
    { title: refusalTitle(refusal, t), main: refusalView(refusal, refusal.parameters, t), noIndex: true },
    status,
  )
}

function statusOf(refusal: PaperRefusal, needs: Pick<Dependencies, 'geocoder'>): number {
  switch (refusal.kind) {
    case 'none':
      return 404
    case 'too-many':
      return 422
    case 'no-selection':
      return refusal.state === 'ended' ? 410 : 404
    case 'where':
      return mayBeUnderstoodLater(needs, refusal.where) ? 503 : 400
  }
}
