// Somebody's own account.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { fold } from '../../i18n/fold.ts'
import { isLocale, type Locale } from '../../i18n/languages.ts'
import { type Translate, translator } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { baseUrl } from '../http/address.ts'
import { clearCookie } from '../http/cookies.ts'
import { emailFaults, emailOf, type FieldFault, sentLine, sentText, textFaults } from '../http/form.rules.ts'
import { type FieldError, fieldErrors } from '../http/form.view.ts'
import { AnyQuery, frameOf, localeInAddress, sendFormPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { limitRequests, perMinute } from '../http/request-limit.ts'
import { Problem } from '../problems.ts'
import { type AccountPart, accountView, doneWords } from './account.view.ts'
import { updateAccount } from './accounts.queries.ts'
import { erasedView, erasureView } from './erasure.view.ts'
import { administeredTerritories, invite } from './invitations.actions.ts'
import { inviteFields, rolesToGive } from './invite.view.ts'
import { colleaguesOf } from './members.actions.ts'
import { erasePerson, exportPersonalData, type PersonalData } from './personal-data.actions.ts'
import type { Role, SignedIn } from './roles.rules.ts'
import { deleteSession, sessionsOf } from './sessions.queries.ts'

/** A part of the account page; `undefined` where it has nothing for this person. */
export type AccountSection = (account: SignedIn, t: Translate) => Promise<AccountPart | undefined>

export type AccountOptions = Dependencies & {
  /** In their order, before what the account says of itself. */
  sections: readonly AccountSection[]
  personalData: readonly PersonalData[]
}

const InLocale = Type.Object({ locale: Type.String() })
const config = { access: 'signed-in' } as const
const sent = { 303: elsewhere, 422: page }
const longestName = 100

/** What was typed in forms of the page that have faults. */
type Typed = {
  errors: FieldError[]
  profile?: { name: string; locale: string }
  invite?: { email: string; role: string; territory: string }
}

export const accountPages: FastifyPluginAsyncTypebox<AccountOptions> = async (app, options) => {
  const { db, now, sections, personalData } = options
  await limitRequests(app)

  app.get(
    '/:locale/account',
    { config, schema: { params: InLocale, querystring: AnyQuery, response: { 200: page } } },
    async (request, reply) => sendAccount(request, reply, localeInAddress(request.params.locale)),
  )

  app.post(
    '/:locale/account',
    { config, schema: { params: InLocale, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const form = sentForm(request)
      const profile = { name: sentLine(form, 'name'), locale: sentText(form, 'language') }
      const faults: FieldFault[] = [
        ...textFaults('name', profile.name, { max: longestName }),
        ...(isLocale(profile.locale) ? [] : [{ field: 'language', reason: 'choice' } as const]),
      ]
      if (faults.length > 0) {
        const errors = fieldErrors(faults, translator(locale))
        return sendAccount(request, reply, locale, { errors, profile })
      }
      await updateAccount(db, accountOf(request).id, { ...profile, name: profile.name || null })
      return reply.redirect(`/${locale}/account?done=saved`, 303)
    },
  )

  app.post(
    '/:locale/account/sessions/:id/end',
    {
      config,
      schema: {
        params: Type.Object({ locale: Type.String(), id: Type.String() }),
        response: { 303: elsewhere },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const { id, sessionId } = accountOf(request)
      const ended = /^\d{1,15}$/.test(request.params.id) ? Number(request.params.id) : 0
      if (!(await deleteSession(db, id, ended))) throw new Problem('not-found')
      if (ended !== sessionId) return reply.redirect(`/${locale}/account?done=ended`, 303)
      clearCookie(reply, 'session')
      return reply.redirect(`/${locale}`, 303)
    },
  )

  app.post(
    '/:locale/account/invitations',
    { config: { access: 'contributor', ...perMinute(10) }, schema: { params: InLocale, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const account = accountOf(request)
      const form = sentForm(request)
      const typed = {
        email: sentText(form, inviteFields.email),
        role: sentText(form, inviteFields.role),
        territory: sentText(form, inviteFields.territory),
      }
      const email = emailOf(typed.email)
      const isOffered = rolesToGive(account, t).some(({ value }) => value === typed.role)
      const errors = fieldErrors(
        [
          ...emailFaults(inviteFields.email, typed.email),
          ...(isOffered ? [] : [{ field: inviteFields.role, reason: 'choice' } as const]),
        ],
        t,
      )
      const isAgentRole = typed.role === 'moderator' || typed.role === 'administrator'
      const territories = isAgentRole ? await administeredTerritories(options, account.roles) : []
      if (isAgentRole && !territories.some(({ id }) => id === typed.territory)) {
        errors.push({
          field: inviteFields.territory,
          message: t('accounts:account.invite.territoryFault'),
        })
      }
      if (email !== undefined && errors.length === 0) {
        const invitation = { email, role: roleIn(typed), locale, origin: baseUrl(request, options.config) }
        const result = await invite(options, account.id, invitation)
        if (result === 'invited') return reply.redirect(`/${locale}/account?done=invited`, 303)
        errors.push({ field: inviteFields.email, message: t('accounts:account.invite.already') })
      }
      return sendAccount(request, reply, locale, { errors, invite: typed })
    },
  )

  app.get(
    '/:locale/account/export',
    {
      config: { access: 'signed-in', ...perMinute(10) },
      schema: { params: InLocale, response: { 200: Type.Unknown() } },
    },
    async (request, reply) => {
      localeInAddress(request.params.locale)
      const { id: accountId, email } = accountOf(request)
      const data = await exportPersonalData(options, personalData, { accountId, email })
      return reply.header('content-disposition', 'attachment; filename="reperes.json"').send(data)
    },
  )

  app.get(
    '/:locale/account/erasure',
    { config, schema: { params: InLocale, response: { 200: page } } },
    async (request, reply) => sendErasure(request, reply, localeInAddress(request.params.locale)),
  )

  app.post(
    '/:locale/account/erasure',
    { config, schema: { params: InLocale, response: sent } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const typed = sentText(sentForm(request), 'word')
      const word = t('accounts:account.erase.word')
      if (fold(typed) !== fold(word)) {
        const errors = [{ field: 'word', message: t('accounts:account.erase.wrong', { word }) }]
        return sendErasure(request, reply, locale, { typed: typed.slice(0, 100), errors })
      }
      await erasePerson(options, personalData, accountOf(request).id)
      clearCookie(reply, 'session')
      return reply.redirect(`/${locale}/account/erased`, 303)
    },
  )

  app.get(
    '/:locale/account/erased',
    { config: { access: 'public' }, schema: { params: InLocale, response: { 200: page } } },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const frame = await frameOf(request, locale, options)
      return sendFormPage(reply, frame, { title: t('accounts:account.erase.doneTitle'), main: erasedView(t) })
    },
  )

  const sendAccount = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    typed: Typed = { errors: [] },
  ) => {
    const t = translator(locale)
    const account = accountOf(request)
    const { done, who } = request.query as { done?: unknown; who?: unknown }
    const words = typeof who === 'string' ? who.trim().slice(0, longestName) : ''
    const parts: AccountPart[] = []
    for (const section of sections) {
      const part = await section(account, t)
      if (part) parts.push(part)
    }
    const { roles } = account
    const inviting = {
      roles,
      territories: await administeredTerritories(options, roles),
      typed: typed.invite ?? { email: '', role: '', territory: '' },
    }
    const main = accountView(
      {
        account,
        parts,
        done: doneWords.find((word) => word === done),
        profile: typed.profile ?? { name: account.name ?? '', locale: account.locale },
        invite: rolesToGive(inviting, t).length > 0 ? inviting : undefined,
        colleagues: { ...(await colleaguesOf(options, account, words)), words },
        devices: await sessionsOf(db, account.id, now()),
        errors: typed.errors,
      },
      t,
    )
    const frame = { ...(await frameOf(request, locale, options)), path: '/account' }
    const title = t('accounts:account.title')
    return sendFormPage(reply, frame, { title, main }, typed.errors.length > 0)
  }

  const sendErasure = async (
    request: FastifyRequest,
    reply: FastifyReply,
    locale: Locale,
    given: Parameters<typeof erasureView>[0] = { typed: '', errors: [] },
  ) => {
    const t = translator(locale)
    const frame = await frameOf(request, locale, options)
    const title = t('accounts:account.erase.title')
    return sendFormPage(reply, frame, { title, main: erasureView(given, t) }, given.errors.length > 0)
  }
}

/** The role that the form names; whether it may be given is decided where it is given. */
function roleIn({ role, territory }: { role: string; territory: string }): Role {
  return role === 'moderator' || role === 'administrator'
    ? { role, territoryId: territory }
    : { role: 'contributor', organisationId: Number(role.slice('contributor-'.length)) }
}
