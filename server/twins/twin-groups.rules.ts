// From pairs of twins to groups, without chains.

/**
 * Joins pairs of ids to groups of two and more; ids ascend inside a group, groups by their first id.
 *
 * `pairs` come best first (decisions of people before all others). Two groups are joined only when `apart` holds
 * for no pair across them: complete linkage on contradictions. Otherwise a record that names two addresses, or a
 * building without a service word, would chain the library to the social centre. Complete linkage on *sameness*
 * would be too much: a record without address is often the same as one of two that are alike, and only likely
 * with the other. Average linkage would let many weak likenesses outvote one contradiction.
 *
 * @param apart are these two known to be different places? Also where a person has said so.
 */
export function groupTwins(pairs: [number, number][], apart: (a: number, b: number) => boolean): number[][] {
  const groupOf = new Map<number, number[]>()
  const own = (id: number): number[] => {
    const group = groupOf.get(id) ?? [id]
    groupOf.set(id, group)
    return group
  }
  for (const [a, b] of pairs) {
    const [left, right] = [own(a), own(b)]
    if (left === right || left.some((one) => right.some((other) => apart(one, other)))) continue
    const joined = [...left, ...right]
    for (const id of joined) groupOf.set(id, joined)
  }
  const groups = [...new Set(groupOf.values())].filter((group) => group.length > 1)
  return groups.map((group) => group.toSorted((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!)
}
