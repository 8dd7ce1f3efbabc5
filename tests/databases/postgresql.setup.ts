// One PostgreSQL server for the run, with a migrated template from which each test file gets its copy.
import { CompiledQuery } from 'kysely'
import type { TestProject } from 'vitest/node'
import { DatabaseAwayError, openDatabase } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { makeQueues } from './post-office.ts'
import { findPostgresqlBinaries } from './postgresql-binaries.ts'
import { type Cluster, NoClusterError, startCluster } from './postgresql-cluster.ts'
import { skipProject } from './skipped.ts'

const template = 'template_migrated'

export default async function setup(project: TestProject): Promise<() => void> {
  const binaries = findPostgresqlBinaries()
  if (!binaries) {
    const { PG_BIN } = process.env
    return skip(
      project,
      PG_BIN
        ? `no PostgreSQL server in PG_BIN (${PG_BIN})`
        : 'no PostgreSQL server in the PATH or under /usr/lib/postgresql, and no PG_BIN that names its folder',
    )
  }
  let cluster: Cluster | undefined
  try {
    cluster = await startCluster(binaries)
    await migrateTemplate(cluster)
  } catch (error) {
    cluster?.stop()
    if (error instanceof NoClusterError || error instanceof DatabaseAwayError) {
      return skip(project, `the PostgreSQL in ${binaries} cannot be used: ${error.message}`)
    }
    throw error
  }
  project.provide('database', { templateUrl: cluster.urlOf(template) })
  return cluster.stop
}

function skip(project: TestProject, reason: string): () => void {
  project.provide('database', { skip: reason })
  return skipProject(project, reason)
}

async function migrateTemplate(cluster: Cluster): Promise<void> {
  const server = await openDatabase({ databaseUrl: cluster.urlOf('postgres'), dataDir: '' })
  await server.db.executeQuery(CompiledQuery.raw(`create database ${template}`))
  await server.close()
  const database = await openDatabase({ databaseUrl: cluster.urlOf(template), dataDir: '' })
  await migrate(database)
  await makeQueues(database)
  await database.close()
}
