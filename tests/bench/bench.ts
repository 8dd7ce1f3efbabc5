// `npm run bench`: how fast the application answers beside what bounds it, measured in one run on one machine.
// Figures move by a quarter from run to run; the ratios are what to look at (goals: works.ts).
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { CompiledQuery } from 'kysely'
import { openDatabase } from '../../db/connect.ts'
import { findPostgresqlBinaries } from '../databases/postgresql-binaries.ts'
import { NoClusterError, startCluster } from '../databases/postgresql-cluster.ts'
import { agents, measureAgents } from './agents.ts'
import { datesAhead, measureDatesAhead } from './dates-ahead.ts'
import { fillDatabase, NotEmptyError } from './fill-database.ts'
import type { Measured } from './load.ts'
import { type Options, readOptions, UsageError } from './options.ts'
import { measurePaper, paper } from './paper.ts'
import { findPgbench } from './pgbench.ts'
import { type Figures, figuresOf, type RunReport, reportText, verdicts } from './report.ts'
import { makeRequests } from './requests.ts'
import type { Ports } from './server.ts'
import { prepareTrigrams } from './trigrams.ts'
import { measureTwins, twins } from './twins.ts'
import { type Spell, spells } from './works.ts'

/** Above, the index of trigrams takes longer to make than all else together. */
const mostForTrigrams = 100_000

const say = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const source = await databaseSource(options)
  try {
    const before = loadavg()[0]!
    const runs: RunReport[] = []
    for (const places of options.places)
      runs.push(await benchWith(await source.empty(places), places, options))
    const machine = { cores: availableParallelism(), loadBefore: before, loadAfter: loadavg()[0]! }
    const text = options.json
      ? JSON.stringify({ machine, clients: options.clients, runs, verdicts: verdicts(runs) }, null, 2)
      : `${options.clients} clients, ${machine.cores} cores shared by asking, answering and the database; ` +
        `load of the machine ${before.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after\n\n${reportText(runs)}`
    process.stdout.write(`${text}\n`)
  } finally {
    source.stop()
  }
}

type DatabaseSource = { empty(places: number): Promise<string>; stop(): void }

/** The empty database that DATABASE_URL names, or a server of our own that is gone afterwards. */
async function databaseSource({ places }: Options): Promise<DatabaseSource> {
  const { DATABASE_URL } = process.env
  if (DATABASE_URL) {
    if (places.length > 1) throw new UsageError('With DATABASE_URL, give one number of places.')
    return { empty: async () => DATABASE_URL, stop: () => {} }
  }
  const binaries = findPostgresqlBinaries()
  if (!binaries) throw new NoClusterError('there is no PostgreSQL on this machine (PG_BIN names its folder)')
  const cluster = await startCluster(binaries)
  return {
    async empty(count) {
      const server = await openDatabase({ databaseUrl: cluster.urlOf('postgres'), dataDir: '' })
      await server.db.executeQuery(CompiledQuery.raw(`create database bench_${count}`))
      await server.close()
      return cluster.urlOf(`bench_${count}`)
    },
    stop: cluster.stop,
  }
}

async function benchWith(databaseUrl: string, places: number, options: Options): Promise<RunReport> {
  const start = performance.now()
  await fillDatabase(databaseUrl, places, (done) => {
    if (done % 100_000 === 0) say(`${done} places written`)
  })
  const fillSeconds = (performance.now() - start) / 1_000
  say(`${places} places are ready after ${fillSeconds.toFixed(0)} s`)
  return { places, fillSeconds, ...(await measureAll(databaseUrl, places <= mostForTrigrams, options)) }
}

async function measureAll(
  databaseUrl: string,
  trigrams: boolean,
  options: Options,
): Promise<Omit<RunReport, 'places' | 'fillSeconds'>> {
  const database = await openDatabase({ databaseUrl, dataDir: '', statementTimeoutMs: 0 })
  if (trigrams) await prepareTrigrams(database.db)
  const server = fork(new URL('server.ts', import.meta.url), [databaseUrl])
  try {
    const ports = await Promise.race([portsOf(server), untilItFails(server)])
    const { clients, only } = options
    const wanted = (name: string) => !only || only.some((part) => name.includes(part))
    const pgbench = findPgbench()
    if (!pgbench) say('There is no pgbench on this machine: nothing is measured beside its SQL.')
    const all = await spells({ db: database.db, databaseUrl, ports, clients, pgbench, trigrams, wanted })
    const figures = all.length > 0 ? await inRounds(all, options.rounds) : []
    const measured: Omit<RunReport, 'places' | 'fillSeconds'> = { figures }
    if (wanted(twins)) {
      say(`measuring: ${twins}`)
      measured.twins = await measureTwins(database.db)
    }
    if (wanted(agents)) {
      say(`measuring: ${agents}`)
      measured.agents = await measureAgents(database.db, ports.app)
    }
    if (!wanted(datesAhead) && !wanted(paper)) return measured
    const { nearest } = await makeRequests(database.db)
    if (wanted(paper)) {
      say(`measuring: ${paper}`)
      measured.paper = await measurePaper(ports.app, nearest)
    }
    if (wanted(datesAhead)) {
      say(`measuring: ${datesAhead}`)
      measured.datesAhead = await measureDatesAhead(database.db, server, ports.app, nearest)
    }
    return measured
  } finally {
    if (server.connected) server.disconnect()
    await database.close()
  }
}

async function portsOf(server: ChildProcess): Promise<Ports> {
  const [ports] = await once(server, 'message')
  return ports
}

async function untilItFails(server: ChildProcess): Promise<never> {
  await once(server, 'exit')
  throw new Error('The server that was to be measured has ended: see above.')
}

/**
 * Each spell for a second, and all others, again and again: what disturbs the machine for a while does not fall on one
 * alone. The first round is not counted: code has to be compiled and data to be read into memory.
 */
async function inRounds(all: Spell[], rounds: number): Promise<Figures[]> {
  for (const { name, run } of all) {
    say(`warming up: ${name}`)
    await run(1)
  }
  const measured = all.map((): Measured[] => [])
  for (let round = 1; round <= rounds; round += 1) {
    say(`measuring: round ${round} of ${rounds}`)
    for (const [index, { run }] of all.entries()) measured[index]!.push(await run(1))
  }
  return all.map(({ name }, index) => figuresOf(name, measured[index]!))
}

main().catch((error: unknown) => {
  const known = [UsageError, NoClusterError, NotEmptyError].some((kind) => error instanceof kind)
  say(known ? (error as Error).message : String((error as Error).stack))
  process.exitCode = 1
})
