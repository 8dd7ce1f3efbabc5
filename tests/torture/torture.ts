// `npm run torture`: kills a process again and again while it takes submissions in and decides on them, on PostgreSQL and
// on the embedded database, and looks whether anything was lost, done twice or done by half.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { findPostgresqlBinaries } from '../databases/postgresql-binaries.ts'
import { startCluster } from '../databases/postgresql-cluster.ts'
import { type Acknowledged, emptyAcknowledged, faultsOf } from './faults.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '25' } } })
const kills = Number(values.kills)

let faults = 0
faults += await torture('embedded', 'none')
const binaries = findPostgresqlBinaries()
if (!binaries) say('postgresql: not tried, there is none here')
else {
  const cluster = await startCluster(binaries)
  const admin = new pg.Client({ connectionString: cluster.urlOf('postgres') })
  await admin.connect()
  await admin.query('create database torture')
  await admin.end()
  faults += await torture('postgresql', cluster.urlOf('torture'))
  cluster.stop()
}
process.exitCode = faults === 0 ? 0 : 1

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** @returns how many faults were found, each of them printed */
async function torture(kind: string, databaseUrl: string): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'reperes-torture-'))
  const told = emptyAcknowledged()
  try {
    for (let number = 1; number <= kills; number += 1) await liveAndDie(dataDir, databaseUrl, told, 'SIGKILL')
    await liveAndDie(dataDir, databaseUrl, told, 'SIGTERM')
    const found = await faultsOf(
      { dataDir, databaseUrl: databaseUrl === 'none' ? undefined : databaseUrl },
      told,
    )
    const { sent, published, refused } = told
    say(
      `${kind}: killed ${kills} times; ${sent.size} sent, ${published.size} published, ${refused.size} refused; ` +
        `${found.length === 0 ? 'nothing lost, nothing twice' : `${found.length} faults`}`,
    )
    for (const fault of found) say(`  ${fault}`)
    return found.length
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Starts a process where the one before stopped, and ends it at a moment of chance. */
async function liveAndDie(
  dataDir: string,
  databaseUrl: string,
  told: Acknowledged,
  signal: 'SIGKILL' | 'SIGTERM',
): Promise<void> {
  const script = join(import.meta.dirname, 'victim.ts')
  const victim = spawn(process.execPath, [script, dataDir, databaseUrl, String(told.next)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<number | null>((resolve) => victim.once('exit', resolve))
  const worked = Promise.withResolvers<void>()
  void gone.then(() => worked.resolve())
  // A busy machine is slow to begin: the moment is counted in deeds, and then by chance within the next.
  let deeds = signal === 'SIGTERM' ? 4 : Math.floor(Math.random() * 6)
  createInterface({ input: victim.stdout }).on('line', (line) => {
    const [what, number = '0'] = line.split(' ')
    if (what !== 'ready') take(told, what!, Number(number))
    if (deeds === 0) worked.resolve()
    deeds -= 1
  })
  await worked.promise
  await pause(Math.random() * 400)
  victim.kill(signal)
  const code = await gone
  if (signal === 'SIGTERM' && code !== 0) throw new Error(`The last process ended with ${code}.`)
  if (victim.signalCode === null && code !== 0) throw new Error(`A process ended by itself, with ${code}.`)
}

/** What is tried next is what was not told to be whole: a person who hears nothing sends the form once more. */
function take(told: Acknowledged, what: string, number: number): void {
  if (what === 'sent') told.sent.add(number)
  if (what === 'published') told.published.add(number)
  if (what === 'published-again') told.again.add(number)
  if (what === 'refused') told.refused.add(number)
  const isWhole =
    what === 'refused' || what === 'published-again' || (what === 'published' && number % 4 !== 0)
  told.next = isWhole ? number + 1 : number
}
