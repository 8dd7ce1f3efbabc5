// Finds the programs of a PostgreSQL server on this machine.
import { accessSync, constants, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where Debian and Ubuntu keep one folder for each version. */
const distributionFolder = '/usr/lib/postgresql'

/** The folder with `initdb` and `postgres`: `PG_BIN`, then the PATH, then the highest version of the distribution. */
export function findPostgresqlBinaries(): string | undefined {
  const { PG_BIN, PATH = '' } = process.env
  // Named on purpose: another version is not taken in its place.
  if (PG_BIN) return hasServer(PG_BIN) ? PG_BIN : undefined
  return [...PATH.split(delimiter), ...distributionFolders()].find(hasServer)
}

function distributionFolders(): string[] {
  try {
    return readdirSync(distributionFolder)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(distributionFolder, version, 'bin'))
  } catch {
    return []
  }
}

function hasServer(folder: string): boolean {
  return folder !== '' && ['initdb', 'postgres'].every((program) => isExecutable(join(folder, program)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
