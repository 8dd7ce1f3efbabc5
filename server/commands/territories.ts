// npm run territories -- FILE|URL [--kind commune|neighbourhood] [--source NAME]
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { openInput } from '../files/open-input.ts'
import { UnreadableFileError } from '../files/unreadable-file-error.ts'
import { lockImports } from '../imports/imports.queries.ts'
import { relocateStops } from '../mobile-units/stop-relocation.actions.ts'
import { relocatePlaces } from '../places/relocation.actions.ts'
import { outlinesOf } from '../territories/outlines.rules.ts'
import { bringOutlines } from '../territories/territories.actions.ts'
import { sayAndExit } from './say.ts'
import { runCommand, say } from './session.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run territories -- FILE|URL|- [options]

Brings real outlines from GeoJSON (also gzipped): communes by INSEE code, neighbourhoods by name.
They replace approximate ones, and every place learns anew where it lies.

  --kind KIND      commune (default) or neighbourhood
  --source NAME    who drew them, kept beside the outlines; the file's name unless told`

/** Outlines of all communes of France at 100 m weigh 30 MB; ten times that is no file of outlines. */
const mostBytes = 300 * 1024 * 1024

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      options: { kind: { type: 'string', default: 'commune' }, source: { type: 'string' } },
      allowPositionals: true,
    })
    const [from, ...others] = positionals
    const { kind, source } = values
    if (from === undefined || others.length > 0) throw new Error('name one file or address')
    if (kind !== 'commune' && kind !== 'neighbourhood') throw new Error(`"${kind}" is no kind of outline`)
    return { from, kind, source } as const
  } catch (error) {
    throw new UsageError(`${(error as Error).message}.\n\n${usage}`)
  }
}

async function begin(): Promise<void> {
  const { from, kind, source } = readArguments()
  // Before the database is opened: a file that cannot be used is told at once.
  const { stream, name } = await openInput(from, { stdin: process.stdin })
  const outlines = outlinesOf(parseGeoJson(await readBytes(stream, name), name), kind)
  if (outlines.length === 0)
    throw new UsageError(`${name} holds no outline of a ${kind}: GeoJSON with polygons is expected.`)
  runCommand('npm run territories', async ({ db }) => {
    const lines = await db.transaction().execute(async (trx) => {
      // An import beside it would place its rows by the outlines before.
      await lockImports(trx)
      // Shown to the public: a path would tell of this machine.
      const taken = await bringOutlines(trx, outlines, source ?? basename(name))
      if (taken.taken === 0) return [takenInWords(taken, kind)]
      const places = await relocatePlaces(trx, new Date())
      const stops = await relocateStops(trx, new Date())
      return [
        takenInWords(taken, kind),
        `${places} places lie elsewhere than was thought.`,
        ...(stops > 0 ? [`So do ${stops} stops of mobile units.`] : []),
      ]
    })
    for (const line of lines) say(line)
  })
}

function takenInWords({ taken, unknown }: { taken: number; unknown: string[] }, kind: string): string {
  const examples = unknown.length > 10 ? [...unknown.slice(0, 10), '…'] : unknown
  const named = examples.length > 0 ? ` (${examples.join(', ')})` : ''
  return `${taken} outlines were taken, ${unknown.length} are of no ${kind} here${named}.`
}

/** The bytes of a file, unpacked where they are gzipped. */
async function readBytes(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > mostBytes)
        throw new UsageError(`${name} is larger than 300 MB: simplify the outlines first.`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UnreadableFileError('connection-lost', { reason: (error as Error).message }, error)
  }
  const bytes = Buffer.concat(chunks)
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    throw new UsageError(`${name} cannot be unpacked (${(error as Error).message}): download it again.`)
  }
}

function parseGeoJson(bytes: Buffer, name: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new UsageError(`${name} is not GeoJSON: export the outlines as GeoJSON and try again.`)
  }
}

begin().catch(sayAndExit)
