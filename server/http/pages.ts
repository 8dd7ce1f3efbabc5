// What every page route shares: the frame of the request, and how a page is sent.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isLocale, type Locale } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { demonstrationIsShown } from '../history/sources.queries.ts'
import { Problem } from '../problems.ts'
import { documentOf, type PageFrame, type PageParts } from './document.ts'

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
  { db, assets }: Pick<Dependencies, 'db' | 'assets'>,
  databaseIsAway = false,
): Promise<PageFrame> {
  return {
    locale,
    path: request.url.replace(/^\/[a-z]{2}(?=[/?#]|$)/, ''),
    stylesheet: assets.stylesheet,
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
  return reply
    .code(status)
    .header('content-language', frame.locale)
    .type('text/html; charset=utf-8')
    .send(await documentOf(frame, parts))
}
