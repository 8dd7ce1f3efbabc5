// Places that may be one: which to look at, and the decision on each pair.
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { translator } from '../../i18n/translate.ts'
import { mayModerate } from '../accounts/roles.rules.ts'
import type { Dependencies } from '../dependencies.ts'
import { accountOf } from '../http/access.ts'
import { sentText } from '../http/form.rules.ts'
import { AnyQuery, frameOf, localeInAddress, numberInAddress, sendPage, sentForm } from '../http/pages.ts'
import { elsewhere, page } from '../http/problem.schema.ts'
import { weekOf } from '../opening-hours/week.ts'
import { readRecords } from '../places/place-record.queries.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { fieldDifferences } from '../places/record-difference.rules.ts'
import { Problem } from '../problems.ts'
import { distanceMetres } from '../twins/twin-address.rules.ts'
import { scopeOf } from './agent-scope.rules.ts'
import { decideTwins } from './twin-decisions.actions.ts'
import { countPairs, readPair, readPairs } from './twin-pairs.queries.ts'
import { readPairFilter, type TwinDecision } from './twin-pairs.rules.ts'
import { pairAddress, pairListView, pairView } from './twins.view.ts'

const config = { access: 'moderator' } as const
const pageSize = 50
const params = Type.Object({ locale: Type.String(), a: Type.String(), b: Type.String() })
type Asked = FastifyRequest<{ Params: { locale: string; a: string; b: string } }>

export const twinsPages: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { db } = dependencies

  app.get(
    '/:locale/moderation/twins',
    {
      config,
      schema: {
        params: Type.Object({ locale: Type.String() }),
        querystring: AnyQuery,
        response: { 200: page },
      },
    },
    async (request, reply) => {
      const locale = localeInAddress(request.params.locale)
      const t = translator(locale)
      const scope = scopeOf(accountOf(request).roles).ids
      const filter = readPairFilter(request.query)
      const [rows, counts, frame] = await Promise.all([
        readPairs(db, scope, filter, pageSize + 1),
        countPairs(db, scope),
        frameOf(request, locale, dependencies),
      ])
      const pairs = rows.slice(0, pageSize)
      const next = rows.length > pageSize ? pairs.at(-1)! : null
      const main = pairListView({ filter, pairs, counts, next, isDone: request.query.done !== undefined }, t)
      const title = t('moderation:twins.title')
      return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' })
    },
  )

  app.get(
    '/:locale/moderation/twins/:a/:b',
    { config, schema: { params, querystring: AnyQuery, response: { 200: page, 404: page } } },
    (request, reply) => sendPair(request, reply, 200),
  )

  app.post(
    '/:locale/moderation/twins/:a/:b',
    { config, schema: { params, querystring: AnyQuery, response: { 303: elsewhere, 404: page, 409: page } } },
    async (request, reply) => {
      const form = sentForm(request)
      const said = (name: string): TwinDecision | null =>
        (['same', 'different'] as const).find((each) => each === sentText(form, name)) ?? null
      const decided = { seen: said('seen'), decision: said('decision') }
      const outcome = await decideTwins(dependencies, accountOf(request), idsOf(request), decided)
      if (outcome === 'unknown') throw new Problem('not-found')
      if (outcome === 'overtaken') return sendPair(request, reply, 409)
      const next = await nextOf(request)
      const list = `/${localeInAddress(request.params.locale)}/moderation/twins?done=1`
      return reply.redirect(next ?? list, 303)
    },
  )

  const idsOf = ({ params: { a, b } }: Asked): [number, number] => [numberInAddress(a), numberInAddress(b)]

  /** The address of the next pair in the order of the list. */
  const nextOf = async (request: Asked): Promise<string | null> => {
    const [a, b] = idsOf(request)
    const locale = localeInAddress(request.params.locale)
    const { state } = readPairFilter(request.query as Record<string, unknown>)
    const scope = scopeOf(accountOf(request).roles).ids
    const here = await readPair(db, [a, b])
    const after = here ? { score: here.score, a, b } : null
    const [next] = await readPairs(db, scope, { state, after }, 1)
    return next && (next.a !== a || next.b !== b) ? pairAddress(next, { state }, { locale }) : null
  }

  const sendPair = async (request: Asked, reply: FastifyReply, status: 200 | 409) => {
    const locale = localeInAddress(request.params.locale)
    const t = translator(locale)
    const ids = idsOf(request)
    const { roles } = accountOf(request)
    const [one, other] = await readRecords(db, ids)
    const isTheirs = [one, other].every((kept) => kept && mayModerate(roles, kept.stored.territories))
    if (!one || !other || !isTheirs || ids[0] >= ids[1]) throw new Problem('not-found')
    const [found, next, frame] = await Promise.all([
      readPair(db, ids),
      nextOf(request),
      frameOf(request, locale, dependencies),
    ])
    const [from, to] = [one.record.lonLat, other.record.lonLat]
    const main = pairView(
      {
        filter: readPairFilter(request.query as Record<string, unknown>),
        places: [one.stored, other.stored],
        found,
        distanceMetres: from && to ? distanceMetres(from, to) : null,
        differences: fieldDifferences(one.record, other.record, weekOf).filter(({ field }) =>
          isTelling(field),
        ),
        weekOf,
        next,
        isOvertaken: status === 409,
      },
      t,
    )
    const title = `${one.record.name} – ${other.record.name}`
    return sendPage(reply, frame, { title, main, noIndex: true, className: 'moderation-page' }, status)
  }
}

/** By which one tells places apart; what each offers beside would fill screens. */
const telling: readonly (keyof PlaceRecord)[] = [
  'name',
  'kind',
  'organisation',
  'pivot',
  'address',
  'addressComplement',
  'postalCode',
  'commune',
  'services',
  'languages',
  'phone',
  'emails',
  'websites',
  'openingHours',
  'openingHoursGiven',
  'summary',
]
const isTelling = (field: keyof PlaceRecord) => telling.includes(field)
