// What differs between two versions of one thing: the history keeps that, and no more.

/**
 * Do two values, as JSON has them, say the same? Lists compare in order, objects name by name in any order: what comes
 * back from the database has its names in another one (`jsonb` sorts them). A name without a value says nothing.
 */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!isWhole(a) || !isWhole(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [saidIn(a), saidIn(b)]
  return one.size === other.size && [...one].every(([name, value]) => same(value, other.get(name)))
}

const isWhole = (value: unknown): value is object => typeof value === 'object' && value !== null
const saidIn = (whole: object) => new Map(Object.entries(whole).filter(([, value]) => value !== undefined))

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
