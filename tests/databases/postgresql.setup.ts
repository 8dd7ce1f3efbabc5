// One PostgreSQL server for the run, with the templates from which each test file gets its copy.
import type { TestProject } from 'vitest/node'
import { DatabaseAwayError } from '../../db/connect.ts'
import { findPostgresqlBinaries } from './postgresql-binaries.ts'
import { type Cluster, NoClusterError, startCluster } from './postgresql-cluster.ts'
import { skipProject } from './skipped.ts'
import { templatesOn } from './templates.ts'

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
    project.provide('database', await templatesOn(cluster))
  } catch (error) {
    cluster?.stop()
    if (error instanceof NoClusterError || error instanceof DatabaseAwayError) {
      return skip(project, `the PostgreSQL in ${binaries} cannot be used: ${error.message}`)
    }
    throw error
  }
  return cluster.stop
}

function skip(project: TestProject, reason: string): () => void {
  project.provide('database', { skip: reason })
  return skipProject(project, reason)
}
