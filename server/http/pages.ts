// What every page route shares: the frame of the request, and how a page is sent.
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { isLocale, type Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { demonstrationIsShown } from '../history/sources.queries.ts'
import { Problem } from '../problems.ts'
import { baseUrl } from './address.ts'
import { documentOf, type PageParts, stylesheets } from './document.ts'
import type { SentForm } from './form.rules.ts'
import type { PageFrame } from './frame.ts'
import { contentSecurityPolicy } from './security-headers.ts'

/** A reader may arrive with anything in the address (campaign marks, old links): what is unknown is left. */
export const AnyQuery = Type.Record(Type.String(), Type.Unknown())

/** The language in the address, or a "not found". */
export function localeInAddress(text: string): Locale {
  if (isLocale(text)) return text
  throw new Problem('not-found')
}

/** A number of ours in the address, or a "not found". */
export function numberInAddress(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
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
    isForWriting: isForWriting(request),
    isArrival: isArrival(request),
    helpPhone: config.helpPhone,
    // A page that tells of an error must not fail itself.
    demonstration: !databaseIsAway && (await demonstrationIsShown(db).catch(() => false)),
  }
}

/** Does the page know who asks, or take something from them? Readers' pages do neither. */
function isForWriting({ method, routeOptions: { config } }: FastifyRequest): boolean {
  const { access = 'public', readsAccount = false, hasForm = false } = config
  return access !== 'public' || readsAccount || hasForm || method === 'POST'
}

/**
 * By what the browser says. One that says nothing is sent style sheets as files, which it keeps: it would have to take
 * them again with each page.
 */
function isArrival({ headers }: FastifyRequest): boolean {
  return !['same-origin', undefined].includes(headers['sec-fetch-site'] as string | undefined)
}

/** Sends a page. */
export async function sendPage(
  reply: FastifyReply,
  frame: PageFrame,
  parts: PageParts,
  status = 200,
): Promise<FastifyReply> {
  reply.code(status).header('content-language', frame.locale).header('vary', 'sec-fetch-site')
  const sheets = stylesheets(frame, parts)
  if (frame.isArrival) {
    const policy = contentSecurityPolicy(sheets.map(({ hash }) => hash))
    reply.header('content-security-policy', policy)
  } else {
    // Asked for when the headers are there: on a slow line the page's own bytes come over a third of a second.
    const preloads = sheets.map(({ address }) => `<${address}>; rel=preload; as=style`)
    reply.header('link', preloads)
  }
  return reply.type('text/html; charset=utf-8').send(await documentOf(frame, parts))
}

/**
 * Sends a page with a form. Where something in it is wrong the status says so, and the title too, which a screen reader
 * reads first.
 */
export async function sendFormPage(
  reply: FastifyReply,
  frame: PageFrame,
  parts: PageParts,
  isWrong = false,
): Promise<FastifyReply> {
  const title = isWrong ? `${translator(frame.locale)('forms:errorPrefix')} ${parts.title}` : parts.title
  return sendPage(reply, frame, { noIndex: true, ...parts, title }, isWrong ? 422 : 200)
}

/** What a form sent; refused when it is no form at all. */
export function sentForm({ body }: FastifyRequest): SentForm {
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object' || Array.isArray(body)) throw new Problem('bad-request')
  return body as SentForm
}
