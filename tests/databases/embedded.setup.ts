// One migrated embedded database for the run, as a dump from which each test file restores its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { embeddedDatabase } from '../../db/connect.ts'
import { EmbeddedClient } from '../../db/embedded/client.ts'
import { migrate } from '../../db/migrate.ts'
import { makeQueues } from './post-office.ts'
import { atProcessEnd } from './process-end.ts'

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'reperes-embedded-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  atProcessEnd(remove)
  const dumpFile = join(folder, 'migrated.tar')
  const client = new EmbeddedClient({ folder: join(folder, 'database') })
  const database = await embeddedDatabase(client)
  await migrate(database)
  await makeQueues(database)
  await client.dump(dumpFile)
  await database.close()
  project.provide('database', { dumpFile })
  return remove
}
