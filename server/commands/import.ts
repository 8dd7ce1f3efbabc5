// npm run import -- FILE|URL|- [--source NAME] [--licence NAME] [--complete] [--dry-run] [--json]
//                              [--refused FILE] [--faults FILE] [--keep-demo]
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { OpenDatabase } from '../../db/connect.ts'
import { schoolCalendar } from '../../seeds/reference.ts'
import type { Config } from '../config.ts'
import { type OpenedInput, openInput } from '../files/open-input.ts'
import { addressService, type Geocoder, noGeocoder } from '../geocoding/address-service.ts'
import { importRows } from '../imports/import.actions.ts'
import type { ImportSummary } from '../imports/import-summary.rules.ts'
import { analyse } from '../imports/imports.queries.ts'
import { absentColumns } from '../imports/standard-columns.rules.ts'
import { dayInFrance } from '../sessions/day.rules.ts'
import { calendarEnding } from '../sessions/holidays.rules.ts'
import { faultReport } from './fault-report.ts'
import { progressBar } from './progress.ts'
import { rowsOfFile } from './rows-of-file.ts'
import { sayAndExit } from './say.ts'
import { runCommand, say } from './session.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run import -- FILE|URL|- [options]

Reads places from a file of the national standard (v1.0.2 or v0; CSV, UTF-8 or Windows-1252).

  --source NAME     the source of every row, whatever its "source" column says
  --licence NAME    the licence of these sources, shown with each place
  --complete        the file holds all that its sources have here: what it no longer has is gone
  --dry-run         does everything, says what it did, and takes it back
  --json            the summary as JSON on the output
  --refused FILE    the rows that were refused, as CSV, with the reasons
  --faults FILE     every fault as CSV: row, column, value, rule, what was done, in words
  --keep-demo       keeps the invented places`

const options = {
  source: { type: 'string' },
  licence: { type: 'string' },
  complete: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  refused: { type: 'string' },
  faults: { type: 'string' },
  'keep-demo': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

type Arguments = NonNullable<ReturnType<typeof readArguments>>

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [from, ...others] = positionals
    if (values.help) return undefined
    if (from === undefined || others.length > 0)
      throw new Error('name one file, one address, or - for the standard input')
    return { ...values, from }
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.\n\n${usage}`)
  }
}

async function begin(): Promise<void> {
  const given = readArguments()
  if (!given) {
    process.stdout.write(`${usage}\n`)
    return
  }
  refuseOverwriting(given)
  // Before the database is opened: a file that is not there is told at once.
  const input = await openInput(given.from, { stdin: process.stdin })
  // Until its rows are read there is nobody else to tell; then they say it themselves.
  input.stream.on('error', () => undefined)
  runCommand('npm run import', ({ config, db }) => importFile(given, input, config, db))
}

async function importFile(
  given: Arguments,
  input: OpenedInput,
  config: Config,
  db: OpenDatabase['db'],
): Promise<void> {
  const report = await faultReport({ refused: given.refused, faults: given.faults })
  const progress = progressBar(input.totalBytes)
  const rows = rowsOfFile(input.stream, {
    onBytes: progress.add,
    onHeader(header) {
      const absent = absentColumns(header.columns)
      if (absent.length > 0)
        say(`The file has no column ${absent.join(', ')}: what its sources said there before is taken back.`)
      report.header(header)
    },
    onRow: report.row,
  })
  const service = config.geocoderUrl ? addressService(config.geocoderUrl) : noGeocoder
  let isSilent = false
  const geocoder: Geocoder = {
    async search(question) {
      const found = await service.search(question)
      isSilent ||= found === undefined
      return found
    },
  }
  const summary = await importRows({ db, geocoder, now: () => new Date() }, rows, {
    fileName: input.name,
    source: given.source,
    licence: given.licence,
    complete: given.complete,
    dryRun: given['dry-run'],
    keepDemonstration: given['keep-demo'],
    territory: config.territory,
  }).finally(progress.stop)
  // What was taken in stands, whether or not the planner hears of it.
  if (!given['dry-run']) await analyse(db).catch(() => undefined)
  if (given.json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  else for (const line of [...report.inWords(), ...summaryInWords(summary, given['dry-run'])]) say(line)
  const ending = calendarEnding(await schoolCalendar(), dayInFrance(new Date()))
  if (ending) say(ending)
  if (isSilent)
    say(
      'The address service did not answer: rows without a position stand at the centre of their commune, marked approximate. Import the file again later to place them.',
    )
  if (!given.licence && summary.new > 0)
    say('No licence was given: pages will say so. Use --licence "Licence Ouverte 2.0".')
  await report.close()
}

/** A report written over the file that is being read would destroy it. */
function refuseOverwriting({ from, refused, faults }: Arguments): void {
  const files = [from, refused, faults].filter((file) => file !== undefined).map((file) => resolve(file))
  const twice = files.find((file, index) => files.indexOf(file) !== index)
  if (twice) throw new UsageError(`${twice} is named twice: give each report a file of its own.`)
}

function summaryInWords(summary: ImportSummary, dryRun: boolean): string[] {
  const figures = Object.entries(summary).map(
    ([name, count]) => `  ${name.padEnd(10)}${String(count).padStart(8)}`,
  )
  return [dryRun ? 'Nothing was kept (dry run). It would have been:' : 'Done:', ...figures]
}

begin().catch(sayAndExit)
