// What every page route shares: the frame of the request, and how a page is sent.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { isLocale, type Locale } from '../../i18n/languages.ts'
import type { Dependencies } from '../dependencies.ts'
import { demonstrationIsShown } from '../history/sources.queries.ts'
import { Problem } from '../problems.ts'
import { baseUrl } from './address.ts'
import { documentOf, type PageParts } from './document.ts'
import type { PageFrame } from './frame.ts'

/** A reader may arrive with anything in the address (campaign marks, old links): what is unknown is left. */
export const AnyQuery = Type.Record(Type.String(), Type.Unknown())

/** The language in the address, or a "not found". */
export function localeInAddress(text: string): Locale {
  if (isLocale(text)) return text
  throw new Problem('not-found')
}

/**
 * The frame of a page in a language.
 * @param databaseIsAway the page says so: then the database is not asked, which may take seconds to fail
 */
export async function frameOf(
  request: FastifyRequest,
  locale: Locale,
  { db, assets, config }: Pick<Dependencies, 'db' | 'assets' | 'config'>,
  databaseIsAway = false,
): Promise<PageFrame> {
  return {
    locale,
    origin: baseUrl(request, config),
    path: request.url.replace(/^\/[a-z]{2}(?=[/?#]|$)/, ''),
    ...assets,
    helpPhone: config.helpPhone,
    // A page that tells of an error must not fail itself.
    demonstration: !databaseIsAway && (await demonstrationIsShown(db).catch(() => false)),
  }
}

/** Sends a page. */
export async function sendPage(
  reply: FastifyReply,
  frame: PageFrame,
  parts: PageParts,
  status = 200,
): Promise<FastifyReply> {
  return (
    reply
      .code(status)
      .header('content-language', frame.locale)
      // Asked for when the headers are there: on a slow line the page's own bytes come over a third of a second.
      .header('link', `<${frame.stylesheet}>; rel=preload; as=style`)
      .type('text/html; charset=utf-8')
      .send(await documentOf(frame, parts))
  )
}
