/** What an import did, by row (`repaired` and `warned`: by cell; `gone`: by place). */
export type ImportSummary = {
  read: number
  new: number
  changed: number
  unchanged: number
  gone: number
  outside: number
  repaired: number
  warned: number
  refused: number
  /** Groups of places that the public now sees as one card, with a place of this file in them. */
  twins: number
}

export const emptySummary: Readonly<ImportSummary> = {
  read: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  gone: 0,
  outside: 0,
  repaired: 0,
  warned: 0,
  refused: 0,
  twins: 0,
}
