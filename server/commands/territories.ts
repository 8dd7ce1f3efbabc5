// npm run territories -- FILE|URL [--kind commune|neighbourhood] [--source NAME]
import { buffer } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { openInput } from '../files/open-input.ts'
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

function begin() {
  const { from, kind, source } = readArguments()
  runCommand('npm run territories', async ({ db }) => {
    const { stream, name } = await openInput(from, { stdin: process.stdin })
    const outlines = outlinesOf(await readGeoJson(stream, name), kind)
    if (outlines.length === 0)
      throw new UsageError(`${name} holds no outline of a ${kind}: GeoJSON with polygons is expected.`)
    const { taken, unknown } = await bringOutlines(db, outlines, source ?? name)
    say(
      `${taken} outlines were taken, ${unknown.length} are of no ${kind} here${unknown.length > 0 ? ` (${unknown.slice(0, 10).join(', ')}${unknown.length > 10 ? ', …' : ''})` : ''}.`,
    )
    if (taken > 0) say(`${await relocatePlaces(db)} places lie elsewhere than was thought.`)
  })
}

async function readGeoJson(
  stream: AsyncIterable<Buffer> & NodeJS.ReadableStream,
  name: string,
): Promise<unknown> {
  const bytes = await buffer(stream)
  if (bytes.length > mostBytes)
    throw new UsageError(`${name} is larger than 300 MB: simplify the outlines first.`)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(
      `${name} is not GeoJSON (${(error as Error).message}): export the outlines as GeoJSON and try again.`,
    )
  }
}

try {
  begin()
} catch (error) {
  sayAndExit(error)
}
