// Databases made once for a run, from which each test file gets its copy: migrated ones, empty or with the demonstration.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { embeddedDatabase, type OpenDatabase, openDatabase } from '../../db/connect.ts'
import { EmbeddedClient } from '../../db/embedded/client.ts'
import { migrate } from '../../db/migrate.ts'
import { fillWithWholeDemonstration } from './filled-app.ts'
import { makeQueues } from './post-office.ts'
import { findPostgresqlBinaries } from './postgresql-binaries.ts'
import { type Cluster, NoClusterError, startCluster } from './postgresql-cluster.ts'

/** Addresses of databases on a PostgreSQL server, or files from which embedded databases are read. */
export type Copied =
  | { templateUrl: string; demonstrationUrl: string }
  | { dumpFile: string; demonstrationDump: string }

/** What is in a copy: the demonstration is without its bus and bike unless it is whole. */
export type Holding = 'nothing' | 'demonstration' | 'whole demonstration'

/** Makes the databases that are copied on a server. */
export async function templatesOn(cluster: Cluster): Promise<Copied> {
  const [migrated, filled] = ['template_migrated', 'template_demonstration']
  await onServer(cluster.urlOf('postgres'), (server) => server.query(`create database ${migrated}`))
  const database = await openDatabase({ databaseUrl: cluster.urlOf(migrated), dataDir: '' })
  await migrate(database)
  await makeQueues(database)
  await database.close()
  await onServer(cluster.urlOf('postgres'), (server) =>
    server.query(`create database ${filled} template ${migrated}`),
  )
  const demonstration = await openDatabase({ databaseUrl: cluster.urlOf(filled), dataDir: '' })
  await fillWithWholeDemonstration(demonstration.db)
  await demonstration.close()
  return { templateUrl: cluster.urlOf(migrated), demonstrationUrl: cluster.urlOf(filled) }
}

/** Writes the files from which embedded databases are read into a folder. */
export async function dumpsIn(folder: string): Promise<Copied> {
  const [dumpFile, demonstrationDump] = [join(folder, 'migrated.tar'), join(folder, 'demonstration.tar')]
  const client = new EmbeddedClient({ folder: join(folder, 'database') })
  const database = await embeddedDatabase(client)
  await migrate(database)
  await makeQueues(database)
  await client.dump(dumpFile)
  await fillWithWholeDemonstration(database.db)
  await client.dump(demonstrationDump)
  await database.close()
  return { dumpFile, demonstrationDump }
}

/** The same on PostgreSQL where it is found, else embedded, with files in a folder of the caller's. */
export async function makeDatabases(folder: string): Promise<{ source: Copied; stop(): void }> {
  const cluster = await startCluster(findPostgresqlBinaries() ?? '').catch((error) => {
    if (error instanceof NoClusterError || error.code === 'ENOENT') return undefined
    throw error
  })
  if (!cluster) return { source: await dumpsIn(folder), stop: () => {} }
  try {
    return { source: await templatesOn(cluster), stop: cluster.stop }
  } catch (error) {
    cluster.stop()
    throw error
  }
}

/** A copy of one's own, gone when it is closed. */
export async function copyOf(source: Copied, holding: Holding): Promise<OpenDatabase> {
  const isEmpty = holding === 'nothing'
  const opened =
    'dumpFile' in source
      ? await restore(isEmpty ? source.dumpFile : source.demonstrationDump)
      : await clone(isEmpty ? source.templateUrl : source.demonstrationUrl)
  if (holding === 'demonstration') await opened.db.deleteFrom('mobile_unit').execute()
  return opened
}

function restore(dumpFile: string): Promise<OpenDatabase> {
  return embeddedDatabase(new EmbeddedClient({ dumpFile }))
}

/** A copy of the template, dropped when it is closed. */
async function clone(templateUrl: string): Promise<OpenDatabase> {
  const template = new URL(templateUrl).pathname.slice(1)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const url = inDatabase(templateUrl, name)
  await onServer(templateUrl, async (server) => {
    const { rows } = await server.query(`select current_setting('server_version_num')::int as version`)
    // Copying files takes a third of the time of the other strategy, which is the only one before version 15.
    const strategy = rows[0].version >= 150_000 ? 'strategy file_copy' : ''
    await server.query(`create database ${name} template ${template} ${strategy}`)
  })
  const opened = await openDatabase({ databaseUrl: url, dataDir: '' })
  return {
    ...opened,
    async close() {
      await opened.close()
      await onServer(templateUrl, (server) => server.query(`drop database if exists ${name} with (force)`))
    },
  }
}

async function onServer(url: string, work: (server: pg.Client) => Promise<unknown>): Promise<void> {
  const server = new pg.Client(inDatabase(url, 'postgres'))
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
}

/** The same server, another database. */
function inDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
