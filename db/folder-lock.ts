// One process at a time may use a data folder: two that open one embedded database lose rows without an error.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

/** Another process uses the folder. The message is one sentence: which process, and what to do. */
export class FolderLockedError extends Error {}

export type FolderLock = {
  /** Gives the folder free. May be called twice. */
  release(): void
}

type Holder = { pid: number; command: string; since: string }

/** Also keeps the locks from being collected as garbage, which would open the folder to others. */
const held = new Set<DatabaseSync>()

const sqliteBusy = 5

/**
 * Takes the folder for this process, or refuses at once. The lock is SQLite's exclusive lock on an empty file: the
 * operating system drops it with the process, however it dies, so that no lock is ever stale and none is ever taken
 * over. The file must not be opened in any other way by this process (closing it there would drop the lock).
 * @param folder an existing folder.
 * @param holderDescription what the user started, such as `npm run import`; told to whoever is refused.
 * @throws FolderLockedError when another process, or this one, already holds it.
 */
export function lockFolder(folder: string, holderDescription: string): FolderLock {
  const lock = openLockFile(join(folder, 'database.lock'))
  // A hint for the message, nothing more: it may be older than the lock, or missing.
  const holderFile = join(folder, 'database.lock.json')
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error
    throw new FolderLockedError(refusal(folder, readHolder(holderFile)))
  }
  held.add(lock)
  const holder: Holder = { pid: process.pid, command: holderDescription, since: new Date().toISOString() }
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`)
  return {
    release() {
      if (!held.delete(lock)) return
      // Before the lock goes, or it could be the next holder's.
      rmSync(holderFile, { force: true })
      lock.close()
    },
  }
}

function refusal(folder: string, holder: Holder | undefined): string {
  const by = holder
    ? `"${holder.command}" (process ${holder.pid}, since ${holder.since})`
    : 'another process that has not said its name'
  return `The folder ${folder} is in use by ${by}: stop that first, or set DATA_DIR to another folder.`
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

/** Some releases of Node 24 announce on first use that `node:sqlite` is experimental: not the user's concern. */
function openLockFile(file: string): DatabaseSync {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    const sqlite = process.getBuiltinModule('node:sqlite')
    return new sqlite.DatabaseSync(file)
  } finally {
    process.emitWarning = emitWarning
  }
}
