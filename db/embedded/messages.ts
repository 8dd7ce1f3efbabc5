// What crosses between the application and the worker thread that runs the embedded database.
import type { Results } from '@electric-sql/pglite'

/** Where the database comes from: a folder (created when absent), or a dump, kept in memory only. */
export type EmbeddedSource = { folder: string } | { dumpFile: string }

export type WorkerRequest =
  | { kind: 'query'; sql: string; parameters: unknown[]; rowMode: 'array' | 'object' }
  | { kind: 'exec'; sql: string }
  | { kind: 'learn-geometry-types' }
  | { kind: 'dump'; file: string }
  | { kind: 'close' }

export type WorkerReply = { id: number } & ({ result: unknown } | { error: TransferredError })

export type QueryResults<T = Record<string, unknown>> = Pick<
  Results<T>,
  'rows' | 'fields' | 'affectedRows' | 'command'
>

/** The reply with this number says that the database is open, or why not. */
export const openingReply = 0

/** An error's own fields: structured cloning would drop those of PostgreSQL. */
export type TransferredError = { message: string; name: string; stack?: string } & Partial<
  Record<(typeof errorFields)[number], string>
>

export const errorFields = [
  'code',
  'severity',
  'detail',
  'hint',
  'position',
  'where',
  'schema',
  'table',
  'column',
  'dataType',
  'constraint',
  'routine',
] as const
