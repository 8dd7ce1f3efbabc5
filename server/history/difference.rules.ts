// What differs between two versions of one thing: the history keeps that, and no more.

/** Are two values the same? Lists compare in order, objects by their text. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** The values that differ, as they were and as they are. */
export type Difference<T> = { before: Partial<T>; after: Partial<T> }

/** Only what differs, by its name in `after`; `undefined` when nothing does. What `after` does not name stays. */
export function difference<T extends object>(before: T, after: Partial<T>): Difference<T> | undefined {
  const names = (Object.keys(after) as (keyof T)[]).filter((name) => !same(before[name], after[name]))
  if (names.length === 0) return undefined
  const pick = (whole: Partial<T>) =>
    Object.fromEntries(names.map((name) => [name, whole[name]])) as Partial<T>
  return { before: pick(before), after: pick(after) }
}
