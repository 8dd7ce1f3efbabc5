// Brings the tables up to date: every migration of the folder that this database has not seen, forward only.
import { readdir } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DatabaseAwayError, type OpenDatabase } from './connect.ts'
import type { Database } from './schema.ts'

const folder = new URL('./migrations/', import.meta.url)

/**
 * Runs what is missing, one process at a time: others that start beside it wait. All or nothing; nothing to do is
 * quick.
 * @throws the error of the migration that failed; DatabaseAwayError when PostgreSQL lacks an extension.
 */
export async function migrate(database: OpenDatabase): Promise<void> {
  await database.db.connection().execute(async (connection) => {
    const migrator = new Migrator({ db: connection, provider: { getMigrations } })
    const onServer = database.kind === 'postgresql'
    if (onServer) await refuseWithoutExtensions(connection)
    // An index on a large table takes its time, and so does the wait for another process that migrates.
    if (onServer) await sql`set statement_timeout = 0`.execute(connection)
    const { error } = await migrator.migrateToLatest()
    if (onServer) await sql`reset statement_timeout`.execute(connection)
    if (error) throw error
  })
  await database.learnGeometryTypes()
}

/** By name, without the ending; addresses instead of paths, for Windows. */
async function getMigrations(): Promise<Record<string, Migration>> {
  const migrations: Record<string, Migration> = {}
  for (const file of await readdir(folder)) {
    if (!file.endsWith('.ts')) continue
    migrations[file.slice(0, -'.ts'.length)] = await import(new URL(file, folder).href)
  }
  return migrations
}

async function refuseWithoutExtensions(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(array['postgis', 'pg_trgm']) as name
    where name not in (select name from pg_available_extensions)`.execute(db)
  const [missing] = rows
  if (!missing) return
  const where = missing.name === 'postgis' ? 'postgresql-postgis on Debian' : 'postgresql-contrib'
  throw new DatabaseAwayError(
    `This PostgreSQL lacks the extension ${missing.name}: install its package (such as ${where}) on the server, then start again.`,
  )
}
