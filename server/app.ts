// The whole application, built without listening.
import { hash } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import etag from '@fastify/etag'
import formBody from '@fastify/formbody'
import staticFiles from '@fastify/static'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyServerOptions, LogController } from 'fastify'
import { accountPages } from './accounts/account.pages.ts'
import { membersPages } from './accounts/members.pages.ts'
import { readSignedIn } from './accounts/sessions.actions.ts'
import { signInPages } from './accounts/sign-in.pages.ts'
import { addressesApi } from './addresses/addresses.api.ts'
import { agendaPages } from './agenda/agenda.pages.ts'
import { calendarsApi } from './agenda/calendars.api.ts'
import { sessionsApi } from './agenda/sessions.api.ts'
import { basemapApi } from './basemap/basemap.api.ts'
import type { Dependencies } from './dependencies.ts'
import { builderPages } from './directory/builder.pages.ts'
import { editionPages } from './directory/editions.pages.ts'
import { htmlDirectoryPages } from './directory/html-directory.pages.ts'
import { paperPages } from './directory/paper.pages.ts'
import { findPages } from './finder/find.pages.ts'
import { enforceAccess, requireRouteRules } from './http/access.ts'
import { clientAssetsFolder } from './http/client-build.ts'
import { answerErrors, answerUnreadableAddress } from './http/errors.ts'
import { healthApi } from './http/health.api.ts'
import { hourlyLimit, minuteLimit } from './http/request-limit.ts'
import { logRequests } from './http/request-log.ts'
import { refuseForeignForms } from './http/same-origin.ts'
import { setSecurityHeaders } from './http/security-headers.ts'
import { answerUnreadableRequest } from './http/unreadable-request.ts'
import { informationPages } from './information/information.pages.ts'
import { outboxPages } from './mail/outbox.pages.ts'
import { mobilePages } from './mobile-units/mobile.pages.ts'
import { mobileUnitsApi } from './mobile-units/mobile-units.api.ts'
import { moderationPages, moderationSection } from './moderation/moderation.pages.ts'
import { ogcApi } from './open-data/ogc.api.ts'
import { personalData } from './personal-data.ts'
import { placePages } from './places/place.pages.ts'
import { placesApi } from './places/places.api.ts'
import { myPlaces } from './schedule/own-places.actions.ts'
import { schedulePages } from './schedule/schedule.pages.ts'
import { basketPages } from './selections/basket.pages.ts'
import { selectionPages } from './selections/selection.pages.ts'
import { startPages } from './start/start.pages.ts'
import { addPages } from './submissions/add.pages.ts'
import { addSendPages } from './submissions/add-send.pages.ts'
import { addStepsPages } from './submissions/add-steps.pages.ts'
import { confirmationPages } from './submissions/confirmation.pages.ts'
import { askedOfMe, mySubmissions } from './submissions/own-submissions.actions.ts'
import { proposePages } from './submissions/propose.pages.ts'
import { receiptPages } from './submissions/receipt.pages.ts'
import { submissionsApi } from './submissions/submissions.api.ts'
import { territoriesApi } from './territories/territories.api.ts'

/** What one client may send in an hour: a library's readers share one address. */
const submissionsPerHourAndClient = 30

/** Codes of selections that one client may try in vain in a minute: at this pace, finding one of ten thousand takes a month. */
const wrongCodesInMinute = 40

/**
 * Builds the application from its dependencies.
 * @param logger Fastify's logger options; silent unless told
 */
export async function buildApp(dependencies: Dependencies, logger: FastifyServerOptions['logger'] = false) {
  const app = Fastify({
    logger,
    bodyLimit: 64 * 1024,
    requestTimeout: 30_000,
    trustProxy: dependencies.config.trustProxy.length > 0 && dependencies.config.trustProxy,
    // Addresses hold searches and may hold what somebody typed: the log says what was asked for, not what.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    clientErrorHandler: answerUnreadableRequest,
    frameworkErrors: (_, request, reply) => void answerUnreadableAddress(request, reply, dependencies),
  }).withTypeProvider<TypeBoxTypeProvider>()

  const codeTries = minuteLimit(wrongCodesInMinute)
  const limit = hourlyLimit(dependencies, 'submissions', submissionsPerHourAndClient)
  requireRouteRules(app)
  logRequests(app)
  setSecurityHeaders(app)
  answerErrors(app, dependencies)
  // Read on the few routes that need them (`hook: false`): most readers have none.
  await app.register(cookie, { hook: false })
  refuseForeignForms(app, dependencies.config)
  enforceAccess(app, dependencies.config, (request, reply) => readSignedIn(dependencies, request, reply))
  await app.register(compress, { global: true, encodings: ['br', 'gzip'], threshold: 1_024 })
  // In one call: half the time of the plugin's own hash for a small answer.
  await app.register(etag, { weak: true, hashFn: (bytes) => hash('sha1', bytes, 'base64') })
  await app.register(
    async (api) => {
      await api.register(cors, {
        origin: '*',
        methods: ['GET', 'HEAD'],
        credentials: false,
        strictPreflight: false,
      })
      await api.register(swagger, {
        openapi: {
          openapi: '3.0.3',
          info: {
            title: 'Repères',
            description: 'Places where people get help with digital life.',
            version: '1.0.0',
          },
          // Paths in the document begin after it; the API's own route names the whole address.
          servers: [{ url: '/api' }],
        },
      })
      await api.register(ogcApi, dependencies)
      await api.register(placesApi, dependencies)
      await api.register(sessionsApi, dependencies)
      await api.register(mobileUnitsApi, dependencies)
      await api.register(territoriesApi, dependencies)
      await api.register(addressesApi, dependencies)
      await api.register(submissionsApi, { ...dependencies, limit })
    },
    { prefix: '/api' },
  )
  await app.register(async (pages) => {
    await pages.register(formBody)
    await pages.register(healthApi, dependencies)
    await pages.register(startPages, dependencies)
    await pages.register(findPages, dependencies)
    await pages.register(agendaPages, dependencies)
    await pages.register(calendarsApi, dependencies)
    await pages.register(informationPages, dependencies)
    await pages.register(placePages, dependencies)
    await pages.register(mobilePages, dependencies)
    await pages.register(paperPages, { ...dependencies, codeTries })
    await pages.register(editionPages, dependencies)
    await pages.register(schedulePages, dependencies)
    await pages.register(builderPages, { ...dependencies, codeTries })
    await pages.register(htmlDirectoryPages, { ...dependencies, codeTries })
    await pages.register(basketPages, dependencies)
    await pages.register(selectionPages, { ...dependencies, codeTries })
    await pages.register(signInPages, dependencies)
    const sections = [
      moderationSection(dependencies),
      askedOfMe(dependencies),
      myPlaces(dependencies),
      mySubmissions(dependencies),
    ]
    await pages.register(accountPages, { ...dependencies, sections, personalData })
    await pages.register(membersPages, dependencies)
    await pages.register(moderationPages, dependencies)
    await pages.register(addPages, { ...dependencies, limit })
    await pages.register(addStepsPages, { ...dependencies, limit })
    await pages.register(addSendPages, { ...dependencies, limit })
    await pages.register(proposePages, { ...dependencies, limit })
    await pages.register(receiptPages, { ...dependencies, limit })
    await pages.register(confirmationPages, dependencies)
    await pages.register(basemapApi, dependencies)
    await pages.register(outboxPages, dependencies)
    await pages.register(staticFiles, {
      root: clientAssetsFolder,
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      wildcard: true,
      preCompressed: true,
    })
  })
  return app
}
