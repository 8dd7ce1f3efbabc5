// What every command shares: settings, the database brought up to date, and an orderly end.
import { type OpenDatabase, openDatabase } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { type Config, readConfig } from '../config.ts'
import { keepTerritories } from '../territories/territories.actions.ts'
import { sayAndExit } from './say.ts'

/**
 * Runs a command on the database of this instance and ends the process: 0 when it did what was asked, 1 with one
 * sentence when it could not.
 * @param name what the user typed, for whoever finds the folder in use
 */
export function runCommand(
  name: string,
  work: (context: { config: Config; db: OpenDatabase['db']; database: OpenDatabase }) => Promise<void>,
): void {
  inDatabase(name, work).then(() => process.exit(0), sayAndExit)
}

async function inDatabase(name: string, work: Parameters<typeof runCommand>[1]): Promise<void> {
  const config = readConfig()
  // A command may take its time; the limit on statements is for readers who wait.
  const database = await openDatabase({ ...config, statementTimeoutMs: 0, holder: name })
  try {
    await migrate(database)
    await keepTerritories(database.db, config.territory)
    await work({ config, db: database.db, database })
  } finally {
    await database.close()
  }
}

/** Writes a line for a person, on the error stream: the output stays for data. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
