// npm run stops -- FILE|URL|- [--unit NAME [--organisation NAME]] [--complete] [--dry-run] [--json]
import { parseArgs } from 'node:util'
import type { OpenDatabase } from '../../db/connect.ts'
import { translator } from '../../i18n/translate.ts'
import type { Config } from '../config.ts'
import { type OpenedInput, openInput } from '../files/open-input.ts'
import { readTable } from '../files/read-table.ts'
import { addressService, noGeocoder } from '../geocoding/address-service.ts'
import { demonstrationIsShown } from '../history/sources.queries.ts'
import { analyse } from '../imports/imports.queries.ts'
import { importStops } from '../mobile-units/stops-import.actions.ts'
import {
  missingStopColumns,
  type StopFault,
  stopColumns,
  stopHeader,
} from '../mobile-units/stops-row.rules.ts'
import type { StopWarning } from '../mobile-units/stops-warnings.rules.ts'
import type { StopsSummary } from '../mobile-units/take-stop.actions.ts'
import { untilSilent } from '../places/settle.actions.ts'
import { holidayName } from '../sessions/holidays.view.ts'
import { sayAndExit } from './say.ts'
import { runCommand, say } from './session.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run stops -- FILE|URL|- [options]

Reads the stops of mobile units from CSV, a row for each: start, end, name, address, lon, lat, note
(or début, fin, nom, adresse, longitude, latitude, remarque), and unit (unité) unless --unit is given.
Times are 2026-12-01T09:00, 2026-12-01 09:00 or 01/12/2026 09:00. A note that begins with "annulé" or
"cancelled" cancels the stop. The same file twice changes nothing. Stops of one unit that overlap,
and stops on a public holiday, are taken in and told.

  --unit NAME      the unit of every row; it is created when it is unknown
  --organisation NAME
                   who runs that unit: its people (npm run invite) enter its round from then on
  --complete       the file holds all stops between its first and its last: others there are taken away
  --dry-run        does everything, says what it did, and takes it back
  --json           the summary as JSON on the output`

const options = {
  unit: { type: 'string' },
  organisation: { type: 'string' },
  complete: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
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
    const unit = values.unit?.trim()
    if (unit === '' || (unit?.length ?? 0) > 250) throw new Error('--unit wants a name of 1 to 250 letters')
    const organisation = values.organisation?.trim()
    if (organisation !== undefined && unit === undefined) throw new Error('--organisation wants --unit')
    if (organisation === '' || (organisation?.length ?? 0) > 250)
      throw new Error('--organisation wants a name of 1 to 250 letters')
    return { ...values, unit, organisation, from }
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
  // Before the database is opened: a file that is not there is told at once.
  const input = await openInput(given.from, { stdin: process.stdin })
  // Until its rows are read there is nobody else to tell; then they say it themselves.
  input.stream.on('error', () => undefined)
  runCommand('npm run stops', ({ config, db }) => importFile(given, input, config, db))
}

async function importFile(
  given: Arguments,
  input: OpenedInput,
  config: Config,
  db: OpenDatabase['db'],
): Promise<void> {
  const rows = readTable(input.stream, {
    knownColumns: stopColumns,
    wantedHeader: stopHeader,
    missing: (columns) => missingStopColumns(columns, given.unit !== undefined),
    onHeader({ unknownColumns }) {
      if (unknownColumns.length > 0) say(`Not read: the columns ${unknownColumns.join(', ')}.`)
    },
  })
  const geocoder = config.geocoderUrl ? untilSilent(addressService(config.geocoderUrl)) : noGeocoder
  const summary = await importStops({ db, geocoder, now: () => new Date() }, rows, {
    fileName: input.name,
    unit: given.unit,
    organisation: given.organisation,
    complete: given.complete,
    dryRun: given['dry-run'],
  })
  // What was taken in stands, whether or not the planner hears of it.
  if (!given['dry-run']) await analyse(db).catch(() => undefined)
  if (given.json) process.stdout.write(`${JSON.stringify(summary)}\n`)
  else for (const line of inWords(summary, given['dry-run'])) say(line)
  if (await demonstrationIsShown(db)) say('Invented places are still shown: npm run demo -- --remove.')
}

const sentences: Record<StopFault['reason'], string> = {
  'line-short': 'ends early: it has fewer cells than the header',
  'line-long': 'has more cells than the header (put a text that holds the separator in quotation marks)',
  'start-missing': 'says no start',
  'start-not-a-date': 'has a start that is no date and time',
  'end-missing': 'says no end',
  'end-not-a-date': 'has an end that is no date and time',
  'end-before-start': 'ends before it starts',
  'longer-than-a-day': 'lasts longer than a day',
  'name-missing': 'has no name',
  'too-long': 'has a text that is too long',
  'point-not-degrees': 'has a longitude or latitude that is no number of degrees',
  'point-incomplete': 'has a longitude without latitude, or the reverse',
  'point-outside-france': 'lies outside France (are longitude and latitude exchanged?)',
  'point-missing': 'has neither a point nor an address',
  'address-not-found': 'has no point, and the address service gave none for its address',
  'unit-missing': 'names no unit',
  'unit-unknown': 'names a unit that is unknown (create it with --unit)',
  twice: 'is in the file already',
}

/** The sentence of a row that was refused. */
function faultInWords({ line, reason, value }: StopFault): string {
  return `line ${line} ${sentences[reason]}${value === '' ? '' : `: ${value}`}`
}

/** What was taken in, and somebody may want to look at. */
function warningInWords(warning: StopWarning): string {
  const { line, reason, value } = warning
  if (reason === 'overlaps')
    return `line ${line} begins before another stop of the same unit has ended: ${value}`
  const holiday = holidayName({ kind: 'public-holiday', code: warning.holiday }, translator('en'))
  return `line ${line} is on a public holiday (${holiday}): ${value}`
}

function inWords(summary: StopsSummary, dryRun: boolean): string[] {
  const { faults, warnings, createdUnit, kept, ...counts } = summary
  const figures = Object.entries(counts).map(
    ([name, count]) => `  ${name.padEnd(10)}${String(count).padStart(8)}`,
  )
  return [
    ...faults.map(faultInWords),
    ...warnings.map((warning) => `Look at it: ${warningInWords(warning)}`),
    ...(createdUnit === null
      ? []
      : [`"${createdUnit}" was unknown: a bus of this name was created, for its operator to complete.`]),
    ...(kept === 0 ? [] : [`${kept} stops that the file lacks were kept: a refused row may be one of them.`]),
    ...(counts.past === 0 ? [] : [`${counts.past} stops are over: they are kept, and nobody is shown them.`]),
    ...(counts.later === 0
      ? []
      : [`${counts.later} stops are more than a year ahead: they are shown when they are nearer.`]),
    dryRun ? 'Nothing was kept (dry run). It would have been:' : 'Done:',
    ...figures,
  ]
}

begin().catch(sayAndExit)
