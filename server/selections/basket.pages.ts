// The page on which a selection is put together, and how it gets a code.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { cut } from '../../i18n/cut.ts'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { readTexts } from '../finder/find-address.rules.ts'
import { baseUrl } from '../http/address.ts'
import { sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, localeInAddress, sendPage, sentForm } from '../http/pages.ts'
import { page } from '../http/problem.schema.ts'
import { qrCode } from '../http/qr-code.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { addablePlaces } from './addable-places.actions.ts'
import {
  type BasketFaults,
  type BasketPage,
  basketMoreView,
  basketToolsView,
  basketWays,
} from './basket.view.ts'
import {
  type Basket,
  basketAddress,
  printOf,
  readLanguages,
  readPlaces,
  selectionAddress,
  selectionPdf,
  usualLanguages,
} from './selection.rules.ts'
import { readSelectionCode } from './selection-code.rules.ts'
import { entryContext, selectionMain } from './selection-page.view.ts'
import { shareSelection } from './selections.actions.ts'
import { sheetOf } from './sheet.actions.ts'
import { sheetView } from './sheet.view.ts'

const open = { access: 'public' } as const
const InLocale = Type.Object({ locale: Type.String() })

/** Selections that one client may share in a minute: a dozen social workers may have one address. */
const mostSharedInMinute = 20

const longestTypedCode = 60
/** As many as its field takes. */
const longestWords = 200
const noFaults: BasketFaults = { more: 0, unread: false, code: [], share: [] }

export const basketPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db, now, config } = dependencies
  await limitRequests(app)

  app.get(
    '/:locale/selection',
    {
      config: { ...open, hasForm: true },
      schema: { params: InLocale, querystring: AnyQuery, response: { 200: page, 303: page, 422: page } },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const names = ['places', 'print', 'code', 'q'] as const
      const { places = '', print = '', code: typed = '', q = '' } = readTexts(request.query, names)
      const code = readSelectionCode(typed)
      if (code) return reply.redirect(selectionAddress(locale, code), 303)
      const read = readPlaces(places)
      const message = translator(locale)('selection:code.unread')
      const faults = {
        more: read.more,
        unread: read.unread.length > 0,
        code: typed === '' ? [] : [{ field: 'code', message }],
        share: [],
      }
      const languages = readLanguages(print) ?? usualLanguages(locale)
      const asked = { typed: cut(typed, longestTypedCode), q: cut(q.trim(), longestWords) }
      return sendBasket(request, reply, locale, { places: read.places, languages }, faults, asked)
    },
  )

  app.post(
    '/:locale/selection',
    {
      config: { ...open, ...perMinute(mostSharedInMinute) },
      schema: { params: InLocale, response: { 303: page, 422: page } },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const form = sentForm(request)
      const { places, more } = readPlaces(sentText(form, 'places'))
      const languages = readLanguages(sentText(form, 'print')) ?? usualLanguages(locale)
      const entries = await sheetOf(db, places, now())
      const known = entries.flatMap(({ kind, id }) => (kind === 'missing' ? [] : [id]))
      if (known.length > 0 && more === 0) {
        const code = await shareSelection(dependencies, { places: known, languages }, now())
        return reply.redirect(selectionAddress(locale, code), 303)
      }
      const message = translator(locale)('selection:faults.none')
      const faults = { ...noFaults, more, share: known.length === 0 ? [{ field: 'places', message }] : [] }
      return sendBasket(request, reply, locale, { places, languages }, faults, { typed: '', q: '' })
    },
  )

  const sendBasket = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    { places: asked, languages }: Basket,
    faults: BasketFaults,
    { typed, q }: { typed: string; q: string },
  ) => {
    const t = translator(locale)
    const entries = await sheetOf(db, asked, now())
    // Of two that are one place now, one stays.
    const places = entries.map(({ id }) => id)
    const search = q === '' ? undefined : { q, found: await addablePlaces(dependencies, q, now()) }
    const basket: BasketPage = {
      places,
      languages,
      typed,
      faults,
      search,
      pdf: selectionPdf(locale, { ids: places.join() }, languages),
    }
    const address = baseUrl(request, config) + basketAddress(locale, basket)
    const context = entryContext(locale, languages, dayInFrance(now()), basketWays(basket, t))
    const sheet = { entries, address, qr: qrCode(address), shared: undefined, helpPhone: config.helpPhone }
    const main = selectionMain({
      places,
      print: printOf(locale, languages),
      isShared: false,
      tools: basketToolsView(basket, t),
      sheet: places.length > 0 ? sheetView(sheet, context) : undefined,
      more: basketMoreView(basket, t),
    })
    const wasSent = request.method === 'POST'
    const title = t('selection:title')
    const parts = { title, main, noIndex: true, className: 'selection-page', styles: 'paper' } as const
    reply.header('cache-control', 'no-store')
    const frame = await frameOf(request, locale, dependencies)
    return sendPage(reply, frame, parts, wasSent || faults.code.length > 0 ? 422 : 200)
  }
}
