// Starts the service: settings, database, territories, demonstration, the browser's part, then listening.

import type { AddressInfo } from 'node:net'
import { openDatabase } from '../db/connect.ts'
import { migrate } from '../db/migrate.ts'
import { buildApp } from './app.ts'
import { noBasemap, relayedBasemap } from './basemap/basemap.ts'
import { sayAndExit } from './commands/say.ts'
import { readConfig } from './config.ts'
import { addressService, noGeocoder } from './geocoding/address-service.ts'
import { gentleGeocoder } from './geocoding/gentle-geocoder.ts'
import { buildClientIfStale, readClientAssets } from './http/client-build.ts'
import { isReadHere } from './http/loopback.ts'
import { keepDemonstration } from './imports/demonstration.actions.ts'
import { keepForgetting } from './jobs/forget.actions.ts'
import { type JobsLog, openJobs } from './jobs/jobs.ts'
import { keepRolling } from './jobs/roll-forward.actions.ts'
import { composers, letterEnds } from './letters.ts'
import { lettersThrough } from './mail/letters.ts'
import { outboxFolder, outboxIn, outboxMailer } from './mail/outbox.ts'
import { outboxAddress } from './mail/outbox.view.ts'
import { sendLetters } from './mail/send-letters.ts'
import { smtpMailer } from './mail/smtp-mailer.ts'
import { renewUnits } from './mobile-units/unit-publication.actions.ts'
import { renewCards } from './places/publication.actions.ts'
import { keepTerritories } from './territories/territories.actions.ts'
import { openTypesetting } from './typesetting/typesetting.ts'

async function start(): Promise<void> {
  const config = readConfig()
  const database = await openDatabase({ ...config, holder: 'npm start' })
  const { db } = database
  const assets = buildClientIfStale().then(readClientAssets)
  // An error of the build is told where it is awaited.
  assets.catch(() => undefined)
  await migrate(database)
  await keepTerritories(db, config.territory)
  await renewCards(db, new Date(), (count) =>
    process.stderr.write(`Writing ${count} cards of places anew, as this version shows them…\n`),
  )
  await renewUnits(db, new Date())
  const demonstration = config.demonstration
    ? await keepDemonstration(db, config.territory, new Date())
    : 'none'
  const { basemapStyle: styleAddress, dataDir, mail } = config
  const folder = outboxFolder(dataDir)
  const told: { log?: JobsLog } = {}
  const jobs = await openJobs(database, { warn: (message, text) => told.log?.warn(message, text) })
  const now = () => new Date()
  const dependencies = {
    db,
    now,
    geocoder: config.geocoderUrl ? gentleGeocoder(addressService(config.geocoderUrl)) : noGeocoder,
    basemap: styleAddress ? relayedBasemap({ styleAddress, dataDir, now }) : noBasemap,
    letters: lettersThrough(jobs),
    outbox: mail.server ? undefined : await outboxIn(folder),
    typesetting: openTypesetting(),
    config,
    assets: await assets,
  }
  const app = await buildApp(dependencies, { level: config.logLevel, base: null })
  told.log = app.log
  if (demonstration === 'loaded')
    app.log.warn('demonstration places were loaded: they are invented (DEMO=0 prevents it)')
  if (demonstration === 'present') app.log.warn('demonstration places are shown: they are invented')
  const endings = [keepRolling(db, now, app.log), keepForgetting(dependencies, app.log)]
  const mailer = mail.server ? smtpMailer(mail.server, mail.from) : outboxMailer(folder, mail.from)
  await sendLetters(jobs, { composers, ends: letterEnds, needs: dependencies, mailer, log: app.log })
  app.addHook('onClose', async () => {
    await Promise.all([...endings.map((end) => end()), jobs.close(), dependencies.typesetting.close()])
    await mailer.close()
    await database.close()
  })
  const stop = () => void app.close().then(() => process.exit(0))
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
  if (config.startedByNpm) whenParentEnds(stop)
  await app.listen({
    host: config.host,
    port: config.port,
    listenTextResolver: (address) => `ready at ${address} (${database.kind} database, ${config.territory})`,
  })
  const { outbox } = dependencies
  if (outbox && isReadHere(config)) {
    const { port } = app.server.address() as AddressInfo
    const address = outboxAddress(`http://127.0.0.1:${port}`, outbox.key)
    app.log.info(`there is no mail server: read the letters on this machine at ${address}`)
  }
}

/** A signal to npm ends the shell between npm and this process, which passes nothing on: we would stay, unseen. */
function whenParentEnds(stop: () => void): void {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 500)
  watch.unref()
}

start().catch(sayAndExit)
