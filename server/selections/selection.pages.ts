// The page of a selection that was shared, under its code.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { readTexts } from '../finder/find-address.rules.ts'
import { baseUrl } from '../http/address.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { qrCode } from '../http/qr-code.ts'
import type { MinuteLimit } from '../http/request-limit.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { printOf, readLanguages, selectionAddress, selectionPdf } from './selection.rules.ts'
import { noSelectionView, sharedToolsView } from './selection.view.ts'
import { codeForReading, readSelectionCode } from './selection-code.rules.ts'
import { entryContext, selectionMain } from './selection-page.view.ts'
import { type FoundSelection, triedSelection } from './selections.actions.ts'
import { sheetOf } from './sheet.actions.ts'
import { sheetView } from './sheet.view.ts'

const OfCode = Type.Object({ locale: Type.String(), code: Type.String() })

export const selectionPages: FastifyPluginAsyncTypebox<Dependencies & { codeTries: MinuteLimit }> = async (
  app,
  dependencies,
) => {
  const { db, now, config } = dependencies

  app.get(
    '/:locale/selection/:code',
    {
      config: { access: 'public' },
      schema: {
        params: OfCode,
        querystring: AnyQuery,
        response: { 200: page, 303: page, 404: page, 410: page, 429: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      reply.header('cache-control', 'no-store')
      const code = readSelectionCode(request.params.code)
      const languages = readLanguages(readTexts(request.query, ['print']).print ?? '')
      if (code && code !== request.params.code)
        return reply.redirect(selectionAddress(locale, code, languages), 303)
      const found = code ? await triedSelection({ ...dependencies, client: request.ip }, code) : undefined
      if (!code || !found) return sendNone(request, reply, locale, 'unknown')
      if (found.state === 'ended') return sendNone(request, reply, locale, 'ended')
      return sendShared(request, reply, locale, { ...found, code, languages: languages ?? found.languages })
    },
  )

  const sendShared = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    { code, places, languages, ends }: FoundSelection & { state: 'open'; code: string },
  ) => {
    const t = translator(locale)
    const today = dayInFrance(now())
    const until = dayInFrance(ends)
    // Without languages, which the selection knows: fewer squares for a phone to read.
    const address = `${baseUrl(request, config)}${selectionAddress(locale, code)}`
    const sheet = {
      entries: await sheetOf(db, places, now()),
      address,
      qr: qrCode(address),
      shared: { code: codeForReading(code), until },
      helpPhone: config.helpPhone,
    }
    const main = selectionMain({
      places,
      print: printOf(locale, languages),
      isShared: true,
      tools: sharedToolsView(
        {
          code,
          places,
          languages,
          until,
          address,
          pdf: selectionPdf(locale, { selection: code }, languages),
        },
        t,
      ),
      sheet: sheetView(sheet, entryContext(locale, languages, today)),
      more: undefined,
    })
    const title = t('selection:shared.title')
    const parts = { title, main, noIndex: true, className: 'selection-page', styles: 'paper' } as const
    return sendPage(reply, await frameOf(request, locale, dependencies), parts)
  }

  /** A code that has ended (410) says so; one that never was (404) is typed again. */
  const sendNone = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    kind: 'ended' | 'unknown',
  ) => {
    const t = translator(locale)
    const main = noSelectionView(kind, t)
    const parts = { title: t(`selection:${kind}.title`), main, noIndex: true, styles: 'paper' } as const
    return sendPage(reply, await frameOf(request, locale, dependencies), parts, kind === 'ended' ? 410 : 404)
  }
}
