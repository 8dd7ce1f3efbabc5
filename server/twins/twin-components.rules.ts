// Pairs of ids in parts that have no id in common, so that each part can be grouped by itself.

type IdPair = [a: number, b: number]

/**
 * The pairs in parts of about `size` pairs: pairs that are linked, also by others, stand in one part, in the order
 * in which they came. A part is larger only when that many are linked.
 */
export function partsOf(pairs: IdPair[], size: number): IdPair[][] {
  const linked = new Map<number, number>()
  const root = (id: number): number => {
    let at = id
    for (let next = linked.get(at); next !== undefined; next = linked.get(at)) at = next
    // Shortens the way for the next who asks.
    if (at !== id) linked.set(id, at)
    return at
  }
  for (const [a, b] of pairs) {
    const [left, right] = [root(a), root(b)]
    if (left !== right) linked.set(right, left)
  }
  const components = Map.groupBy(pairs, ([a]) => root(a))
  const parts: IdPair[][] = []
  let part: IdPair[] = []
  for (const component of components.values()) {
    if (part.length > 0 && part.length + component.length > size) {
      parts.push(part)
      part = []
    }
    for (const pair of component) part.push(pair)
  }
  if (part.length > 0) parts.push(part)
  return parts
}
