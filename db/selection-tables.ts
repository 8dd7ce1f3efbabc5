// The table of short lists that people put together and share by a code.
import type { WrittenOnce } from './schema.ts'

export interface SelectionTable {
  code: WrittenOnce<string>
  /** In their order on the sheet; empty once the list has ended. */
  places: number[]
  /** Of the sheet. */
  languages: string[]
  created_at: WrittenOnce<Date>
  forgotten_at: Date | null
}
