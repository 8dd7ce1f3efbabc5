// Numbers that are too many for one sheet, parted among several of the same ground.

/**
 * As few groups as it takes, in the order of the numbers and of one size, for each to have room on a sheet of its own.
 * @param draw the sheet of a group; `null` when it has no room for it
 * @throws when a sheet has no room for one number
 */
export function drawnInGroups<Each, Drawn>(
  numbers: readonly Each[],
  draw: (group: readonly Each[]) => Drawn | null,
): Drawn[] {
  for (let count = 1; count <= numbers.length; count += 1) {
    const drawn = drawnAll(inGroups(numbers, count), draw)
    if (drawn) return drawn
  }
  throw new Error('A map has no room for one number.')
}

function drawnAll<Each, Drawn>(
  groups: readonly Each[],
  draw: (group: Each) => Drawn | null,
): Drawn[] | undefined {
  const drawn: Drawn[] = []
  for (const group of groups) {
    const sheet = draw(group)
    if (sheet === null) return undefined
    drawn.push(sheet)
  }
  return drawn
}

function inGroups<Each>(all: readonly Each[], count: number): Each[][] {
  const size = Math.ceil(all.length / count)
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  )
}
