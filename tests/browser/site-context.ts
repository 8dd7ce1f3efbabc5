// The site with its invented places, listening, for journeys in a real browser.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedDatabase, type OpenDatabase, openDatabase } from '../../db/connect.ts'
import { EmbeddedClient } from '../../db/embedded/client.ts'
import { migrate } from '../../db/migrate.ts'
import type { Dependencies } from '../../server/dependencies.ts'
import { buildClientIfStale, readClientAssets } from '../../server/http/client-build.ts'
import { type App, appOn, fillWithDemonstration } from '../databases/filled-app.ts'
import { findPostgresqlBinaries } from '../databases/postgresql-binaries.ts'
import { NoClusterError, startCluster } from '../databases/postgresql-cluster.ts'

export type Site = {
  app: App
  database: OpenDatabase
  /** Where it listens, without a slash at the end. */
  address: string
  /** For what a journey leaves on the disk; it goes with the site. */
  folder: string
  close: () => Promise<void>
}

/** Starts the site on PostgreSQL where there is one, else on the embedded database. */
export async function startSite(more: Partial<Dependencies> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-browser-'))
  const cluster = await startCluster(findPostgresqlBinaries() ?? '').catch((error) => {
    if (error instanceof NoClusterError || error.code === 'ENOENT') return undefined
    throw error
  })
  const database = cluster
    ? await openDatabase({ databaseUrl: cluster.urlOf('postgres'), dataDir: '' })
    : await embeddedDatabase(new EmbeddedClient({ folder: join(folder, 'database') }))
  await migrate(database)
  await fillWithDemonstration(database.db)
  await buildClientIfStale()
  const app = await appOn(database.db, { assets: await readClientAssets(), ...more })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const close = async () => {
    await app.close()
    await database.close()
    cluster?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { app, database, address, folder, close }
}
