// The tables of printed directories.
import type { Json, WrittenOnce } from './schema.ts'

/** One printing of a directory: published facts of one day, nothing of whoever asked for it. */
export interface EditionTable {
  /** Ten digits, as they stand on the paper. */
  number: string
  /** SHA-256 of all that it says. */
  hash: string
  made_at: WrittenOnce<Date>
  /** What leads to the same directory on another day. */
  parameters: Json<object>
  /** What is needed to tell later what changed. */
  facts: Json<object>
}
