// A PostgreSQL server of its own for one run of the tests, in a temporary folder, gone afterwards.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { atProcessEnd } from './process-end.ts'

export type Cluster = {
  /** The address of a database on this server. */
  urlOf(database: string): string
  /** Stops the server and removes its folder, within this call. May be called twice. */
  stop(): void
}

/** Why there is no server, in words for the report of the tests. */
export class NoClusterError extends Error {}

/** Nothing is kept, so nothing needs to reach the disk. The zone is not UTC, so that nothing can lean on the server's. */
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'listen_addresses=',
  'timezone=Indian/Reunion',
]

/**
 * Makes and starts a server that listens on a Unix socket in its own folder only.
 * @throws NoClusterError when this machine does not allow one.
 */
export async function startCluster(binaries: string): Promise<Cluster> {
  if (process.platform === 'win32') throw new NoClusterError('the tests reach PostgreSQL by a Unix socket')
  const owner = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'reperes-pg-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const options = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  let server: ChildProcess | undefined
  const stop = () => {
    // At once, but with its shared memory given back.
    server?.kill('SIGQUIT')
    server = undefined
    waitUntilGone(join(data, 'postmaster.pid'))
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
  atProcessEnd(stop)
  try {
    await promisify(execFile)(
      join(binaries, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
      options,
    )
    const settingOptions = settings.flatMap((setting) => ['-c', setting])
    server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', folder, '-p', '5432', ...settingOptions], {
      ...options,
      stdio: 'ignore',
    })
    const urlOf = (database: string) => `postgresql://postgres@${encodeURIComponent(folder)}:5432/${database}`
    await untilItAnswers(urlOf('postgres'), server)
    return { urlOf, stop }
  } catch (error) {
    stop()
    throw error
  }
}

/** PostgreSQL refuses to run as root: then as the user `postgres`, whom its package has made. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString())
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    throw new NoClusterError('PostgreSQL does not run as root, and there is no user "postgres"')
  }
}

async function untilItAnswers(url: string, server: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client(url)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null || Date.now() > giveUpAt) {
        throw new NoClusterError(`the server does not start (${(error as Error).message})`)
      }
      await pause(50)
    }
  }
}

/** Blocks, for a process that ends waits for no promise; at most some seconds. */
function waitUntilGone(file: string): void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4))
  for (let left = 200; left > 0 && existsSync(file); left -= 1) Atomics.wait(sleeper, 0, 0, 20)
}
