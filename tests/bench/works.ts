// What is measured, with what it is compared, and what is to be reached (ratios of requests per second).
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { load, type Measured, type Request } from './load.ts'
import { mostScripts, runPgbench, scriptsOf } from './pgbench.ts'
import { makeRequests } from './requests.ts'
import type { Ports } from './server.ts'

/** One thing that runs for so many seconds. */
export type Spell = { name: string; run: (seconds: number) => Promise<Measured> }

export type Comparison = { of: string; with: string; atLeast: number }

/** Goals of one run. */
export const comparisons: Comparison[] = [
  { of: 'bounding box', with: 'bounding box, its SQL in pgbench', atLeast: 0.55 },
  { of: 'nearest 20 with a filter', with: 'nearest 20, its SQL in pgbench', atLeast: 0.7 },
  { of: 'words', with: 'words by trigrams', atLeast: 15 },
  { of: 'one place', with: 'Fastify select 1', atLeast: 0.8 },
  { of: 'unchanged (304)', with: 'Fastify hello', atLeast: 0.75 },
  { of: 'nearest 20, open at 10:30', with: 'nearest 20 with a filter', atLeast: 1 / 1.3 },
  { of: 'page with 20 results', with: 'nearest 20 with a filter', atLeast: 0.25 },
]

/** Works whose median may grow from the smallest to the largest number of places, and how much. */
export const growth = [
  { of: 'nearest 20 with a filter', atMost: 1.5 },
  { of: 'one place', atMost: 1.5 },
]

export type Bench = {
  db: Kysely<Database>
  databaseUrl: string
  ports: Ports
  clients: number
  /** pgbench, or `undefined` for none. */
  pgbench: string | undefined
  /** Was the table of trigrams made? */
  trigrams: boolean
  wanted: (name: string) => boolean
}

/** Everything to run, each work beside what it is compared with. */
export async function spells(bench: Bench): Promise<Spell[]> {
  const { db, ports, pgbench, databaseUrl, clients } = bench
  const requests = await makeRequests(db)
  const asked = (name: string, port: number, list: readonly Request[], status = 200): Spell => ({
    name,
    run: (seconds) => load(port, list, { clients, seconds, status }),
  })
  const sameSql = async (name: string, list: readonly Request[]): Promise<Spell[]> => {
    if (!pgbench || !bench.wanted(name)) return []
    const scripts = await scriptsOf(databaseUrl, list)
    return [{ name, run: (seconds) => runPgbench(pgbench, databaseUrl, scripts, seconds) }]
  }
  const app = (name: string, list: readonly Request[], status?: number) =>
    asked(name, ports.app, list, status)
  const plain = (name: string, path: string) => asked(name, ports.comparison, [{ path }])
  const nearest = requests.nearest.slice(0, mostScripts)
  const all = [
    app('bounding box', requests.box),
    ...(await sameSql('bounding box, its SQL in pgbench', requests.box)),
    app('nearest 20 with a filter', nearest),
    ...(await sameSql('nearest 20, its SQL in pgbench', nearest)),
    app('nearest 20, open at 10:30', requests.open.slice(0, mostScripts)),
    app('nearest 20, open at night', requests.openAtNight.slice(0, mostScripts)),
    app('page with 20 results', requests.page.slice(0, mostScripts)),
    app('words', requests.words),
    ...(bench.trigrams ? [asked('words by trigrams', ports.comparison, requests.trigrams)] : []),
    app('one place', requests.place),
    plain('Fastify select 1', '/select-1'),
    app('unchanged (304)', await withTags(ports.app, requests.place.slice(0, 500)), 304),
    plain('Fastify hello', '/hello'),
  ]
  return all.filter(({ name }) => bench.wanted(name))
}

/** The requests of somebody who has the answer already. */
async function withTags(port: number, requests: readonly Request[]): Promise<Request[]> {
  return Promise.all(
    requests.map(async ({ path }) => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`)
      await answer.arrayBuffer()
      return { path, headers: { 'if-none-match': answer.headers.get('etag') ?? '' } }
    }),
  )
}
