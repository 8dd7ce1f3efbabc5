// Signing in and out.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { baseUrl } from '../http/address.ts'
import { clearCookie, cookieOf, setCookie } from '../http/cookies.ts'
import { emailFaults, emailOf, sentText } from '../http/form.rules.ts'
import { fieldErrors } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, sendFormPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { hashOf } from '../http/secrets.ts'
import { returnPath } from './return-path.rules.ts'
import { cookieMs, deviceOf } from './session.rules.ts'
import { signOut } from './sessions.actions.ts'
import {
  type Arrival,
  type Arriving,
  askToSignIn,
  linkFault,
  signInByCode,
  signInByLink,
} from './sign-in.actions.ts'
import { latestSignIn } from './sign-in.queries.ts'
import { browserKnownMs, codeIn } from './sign-in.rules.ts'
import { askView, codeView, type LinkFault, linkFaultView, linkView, lostCodeView } from './sign-in.view.ts'

const InLocale = Type.Object({ locale: Type.String() })
const OfLink = Type.Object({ locale: Type.String(), token: Type.String() })
/** Whoever is signed in already has nothing to do here. */
const config = { access: 'public', readsAccount: true } as const
const limited = { ...config, ...perMinute(10) }
const shown = { 200: page, 303: elsewhere }
const sent = { 303: elsewhere, 422: page }

export const signInPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  await limitRequests(app)

  app.get(
    '/:locale/sign-in',
    { config, schema: { params: InLocale, querystring: AnyQuery, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const next = returnPath(sentText(request.query, 'next'))
      if (request.account) return reply.redirect(next ?? `/${locale}/account`, 303)
      return sendAsk(request, reply, locale, { email: '', next, errors: [] })
    },
  )

  app.post(
    '/:locale/sign-in',
    { config: limited, schema: { params: InLocale, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const form = sentForm(request)
      const typed = sentText(form, 'email')
      const next = returnPath(sentText(form, 'next'))
      const email = emailOf(typed)
      if (email === undefined) {
        const errors = fieldErrors(emailFaults('email', typed), translator(locale))
        return sendAsk(request, reply, locale, { email: typed.slice(0, 500), next, errors })
      }
      const asked = { email, locale, next, browser: cookieOf(request, 'sign-in') }
      const origin = baseUrl(request, dependencies.config)
      setCookie(reply, 'sign-in', await askToSignIn(dependencies, { ...asked, origin }), browserKnownMs)
      return reply.redirect(`/${locale}/sign-in/code`, 303)
    },
  )

  app.get(
    '/:locale/sign-in/code',
    { config, schema: { params: InLocale, querystring: AnyQuery, response: shown } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      if (request.account) return reply.redirect(`/${locale}/account`, 303)
      return sendCode(request, reply, locale)
    },
  )

  app.post(
    '/:locale/sign-in/code',
    { config: limited, schema: { params: InLocale, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const code = codeIn(sentText(sentForm(request), 'code'))
      const arrival = await signInByCode(dependencies, code, arriving(request))
      if (!('fault' in arrival)) return welcome(reply, locale, arrival)
      const isSpent = arrival.fault === 'codes-spent'
      return sendCode(request, reply, locale, isSpent ? 'spent' : 'wrong')
    },
  )

  app.get(
    '/:locale/sign-in/link/:token',
    { config: { access: 'public', readsAccount: true }, schema: { params: OfLink, response: { 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { token } = request.params
      const fault = await linkFault(dependencies, token, cookieOf(request, 'sign-in'))
      return sendLink(request, reply, locale, token, fault as LinkFault | undefined)
    },
  )

  app.post(
    '/:locale/sign-in/link/:token',
    { config: limited, schema: { params: OfLink, response: { ...sent, 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { token } = request.params
      const arrival = await signInByLink(dependencies, token, arriving(request))
      if ('fault' in arrival) return sendLink(request, reply, locale, token, arrival.fault as LinkFault)
      return welcome(reply, locale, arrival)
    },
  )

  app.post(
    '/:locale/sign-out',
    { config, schema: { params: InLocale, response: { 303: elsewhere } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      await signOut(dependencies, request, reply)
      return reply.redirect(`/${locale}`, 303)
    },
  )

  const sendAsk = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    ask: Parameters<typeof askView>[0],
  ) => {
    const t = translator(locale)
    const frame = await frameOf(request, locale, dependencies)
    const title = t('accounts:signIn.title')
    return sendFormPage(reply, frame, { title, main: askView(ask, t) }, ask.errors.length > 0)
  }

  const sendCode = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    fault?: 'wrong' | 'spent',
  ) => {
    const isWrong = fault !== undefined
    const t = translator(locale)
    const frame = await frameOf(request, locale, dependencies)
    const browser = cookieOf(request, 'sign-in')
    const asked = browser === undefined ? undefined : await latestSignIn(dependencies.db, hashOf(browser))
    if (!asked || asked.usedAt !== null)
      return sendFormPage(
        reply,
        frame,
        { title: t('accounts:code.lostTitle'), main: lostCodeView(t) },
        isWrong,
      )
    const errors = fault ? [{ field: 'code', message: t(`accounts:code.${fault}`) }] : []
    const code = { email: asked.email, next: asked.next ?? undefined, errors }
    return sendFormPage(reply, frame, { title: t('accounts:code.title'), main: codeView(code, t) }, isWrong)
  }

  const sendLink = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    token: string,
    fault: LinkFault | undefined,
  ) => {
    const t = translator(locale)
    const frame = await frameOf(request, locale, dependencies)
    const title = fault ? t(`accounts:link.${fault}.title`) : t('accounts:link.title')
    return sendFormPage(reply, frame, { title, main: fault ? linkFaultView(fault, t) : linkView(token, t) })
  }
}

function arriving(request: FastifyRequest): Arriving {
  return {
    browser: cookieOf(request, 'sign-in'),
    session: cookieOf(request, 'session'),
    device: deviceOf(request.headers['user-agent']),
  }
}

/** Lets somebody in: a cookie of a new session, and on to where they wanted to go. */
function welcome(
  reply: FastifyReply,
  locale: Locale,
  { token, isAgent, next }: Exclude<Arrival, { fault: unknown }>,
) {
  clearCookie(reply, 'sign-in')
  setCookie(reply, 'session', token, cookieMs(isAgent))
  return reply.redirect(returnPath(next) ?? `/${locale}/account`, 303)
}
