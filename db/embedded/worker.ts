// The embedded database in a thread of its own: a long query leaves the application free to answer.
import { existsSync, openAsBlob, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type Results } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { postgis } from '@electric-sql/pglite-postgis'
import { geometryTypesQuery, parseGeometry, scalarParsers } from '../geometry-parser.ts'
import {
  type EmbeddedSource,
  errorFields,
  openingReply,
  type QueryResults,
  type TransferredError,
  type WorkerReply,
  type WorkerRequest,
} from './messages.ts'

const port = parentPort!

function reply(message: WorkerReply): void {
  port.postMessage(message)
}

try {
  const database = await open(workerData as EmbeddedSource)
  // PGlite takes calls in the order in which they were made; the client decides whose turn it is.
  port.on('message', async ({ id, ...request }: { id: number } & WorkerRequest) => {
    try {
      reply({ id, result: await answer(database, request) })
    } catch (error) {
      reply({ id, error: transferable(error) })
    }
  })
  reply({ id: openingReply, result: undefined })
} catch (error) {
  reply({ id: openingReply, error: transferable(error) })
}

async function open(source: EmbeddedSource): Promise<PGlite> {
  const options = { extensions: { postgis, pg_trgm }, parsers: scalarParsers }
  const database =
    'dumpFile' in source
      ? await PGlite.create({ ...options, loadDataDir: await openAsBlob(source.dumpFile) })
      : await openFolder(source.folder, (dataDir) => PGlite.create({ ...options, dataDir }))
  await learnGeometryTypes(database)
  return database
}

/** A first start that was cut off leaves half a database, in which nobody has written yet: begin it again. */
async function openFolder(folder: string, openIn: (folder: string) => Promise<PGlite>): Promise<PGlite> {
  const unfinished = `${folder}.unfinished`
  if (existsSync(unfinished)) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(folder)) writeFileSync(unfinished, '')
  const database = await openIn(folder)
  rmSync(unfinished, { force: true })
  return database
}

async function learnGeometryTypes(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ oid: number }>(geometryTypesQuery)
  for (const { oid } of rows) database.parsers[oid] = parseGeometry
}

async function answer(database: PGlite, request: WorkerRequest): Promise<unknown> {
  switch (request.kind) {
    case 'query':
      return plain(await database.query(request.sql, request.parameters, { rowMode: request.rowMode }))
    case 'exec':
      return (await database.exec(request.sql)).map(plain)
    case 'learn-geometry-types':
      return learnGeometryTypes(database)
    case 'dump': {
      const dump = await database.dumpDataDir('none')
      return writeFile(request.file, dump.stream())
    }
    case 'close':
      return database.close()
  }
}

function plain({ rows, fields, affectedRows, command }: Results): QueryResults {
  return {
    rows,
    fields,
    ...(affectedRows === undefined ? {} : { affectedRows }),
    ...(command === undefined ? {} : { command }),
  }
}

function transferable(thrown: unknown): TransferredError {
  const error = (thrown instanceof Error ? thrown : new Error(String(thrown))) as Error & TransferredError
  const transferred: TransferredError = { message: error.message, name: error.name }
  if (error.stack) transferred.stack = error.stack
  for (const field of errorFields) if (error[field]) transferred[field] = error[field]
  return transferred
}
