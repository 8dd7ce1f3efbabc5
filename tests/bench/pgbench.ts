// The same SQL without our server: what the application sends for a request, sent by pgbench.
// `-M extended`, because the application's driver also sends each statement parsed anew with unnamed parameters: the
// planner sees the values in both. (`prepared` would spare the planning, which the application does not.)
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createHistogram } from 'node:perf_hooks'
import { promisify } from 'node:util'
import type { CompiledQuery, KyselyPlugin } from 'kysely'
import { openDatabase } from '../../db/connect.ts'
import { findPostgresqlBinaries } from '../databases/postgresql-binaries.ts'
import type { Measured, Request } from './load.ts'
import { benchApp } from './server.ts'

const clients = 4
/** pgbench takes at most 128 scripts. */
export const mostScripts = 120

/** The program, or `undefined` where there is none. */
export function findPgbench(): string | undefined {
  const folders = [findPostgresqlBinaries() ?? '', ...(process.env.PATH ?? '').split(delimiter)]
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file))
}

/**
 * What the application asks the database for each request, as pgbench scripts.
 * Each request is made twice and the second counts: what the application remembers, it does not ask again.
 */
export async function scriptsOf(databaseUrl: string, requests: readonly Request[]): Promise<string[]> {
  const database = await openDatabase({ databaseUrl, dataDir: '' })
  const sent: CompiledQuery[] = []
  const executor = database.db.getExecutor()
  const recorder: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      sent.push(executor.compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const app = await benchApp(databaseUrl, database.db.withPlugin(recorder))
  try {
    const scripts: string[] = []
    for (const { path } of requests.slice(0, mostScripts)) {
      await app.inject(path)
      sent.length = 0
      await app.inject(path)
      scripts.push(sent.map((query) => `${withValues(query)};\n`).join(''))
    }
    return scripts
  } finally {
    await app.close()
    await database.close()
  }
}

function withValues({ sql, parameters }: CompiledQuery): string {
  return sql.replaceAll(/\$(\d+)/g, (_, number) => literal(parameters[Number(number) - 1]))
}

/** Without a type, as the driver sends it. pgbench would read a colon as the name of a variable. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return `array[${value.map(literal).join(',')}]`
  const text = value instanceof Date ? value.toISOString() : String(value)
  return `E'${text.replaceAll(/['\\:]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`)}'`
}

/** Runs scripts in random order. Times are of whole scripts, thus of whole requests. */
export async function runPgbench(
  program: string,
  databaseUrl: string,
  scripts: readonly string[],
  seconds: number,
): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'reperes-pgbench-'))
  try {
    const files = scripts.map((_, index) => join(folder, `${index}.sql`))
    await Promise.all(files.map((file, index) => writeFile(file, scripts[index]!)))
    const flags = ['-n', '-M', 'extended', '-c', String(clients), '-T', String(seconds), '--random-seed=1']
    const log = ['--log', `--log-prefix=${join(folder, 'times')}`]
    await promisify(execFile)(
      program,
      [...flags, ...log, ...files.flatMap((file) => ['-f', file]), databaseUrl],
      { maxBuffer: 1 << 26 },
    )
    return await timesIn(folder, seconds)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One line for each script that ran: client, number, microseconds, … */
async function timesIn(folder: string, seconds: number): Promise<Measured> {
  const times = createHistogram()
  for (const file of await readdir(folder)) {
    if (!file.startsWith('times')) continue
    for (const line of (await readFile(join(folder, file), 'utf8')).split('\n')) {
      if (line !== '') times.record(Math.max(1, Number(line.split(' ')[2])))
    }
  }
  return { answers: times.count, refused: 0, seconds, times }
}
