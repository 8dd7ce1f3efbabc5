// Which characters a font has: its table `cmap` (OpenType 1.9), in the two forms that cover Unicode.

/**
 * Code points for which a TrueType font has a picture of its own.
 * @throws Error for a font without such a table
 */
export function charactersOf(font: Buffer): Set<number> {
  const cmap = tableOf(font, 'cmap')
  const characters = new Set<number>()
  for (let record = 0; record < font.readUInt16BE(cmap + 2); record++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + record * 8 + 4)
    const format = font.readUInt16BE(at)
    if (format === 4) addSegments(font, at, characters)
    else if (format === 12) addGroups(font, at, characters)
  }
  return characters
}

function tableOf(font: Buffer, tag: string): number {
  for (let table = 0; table < font.readUInt16BE(4); table++) {
    const record = 12 + table * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

/** Format 4: segments of the first 65,536 characters. */
function addSegments(font: Buffer, at: number, characters: Set<number>): void {
  const twice = font.readUInt16BE(at + 6)
  const [ends, starts] = [at + 14, at + 16 + twice]
  const [deltas, ranges] = [starts + twice, starts + 2 * twice]
  for (let segment = 0; segment < twice; segment += 2) {
    const [first, last] = [font.readUInt16BE(starts + segment), font.readUInt16BE(ends + segment)]
    const delta = font.readUInt16BE(deltas + segment)
    const range = font.readUInt16BE(ranges + segment)
    for (let character = first; character <= last && character < 0xffff; character++) {
      const given = range && font.readUInt16BE(ranges + segment + range + (character - first) * 2)
      const glyph = range === 0 ? (character + delta) & 0xffff : given && (given + delta) & 0xffff
      if (glyph !== 0) characters.add(character)
    }
  }
}

/** Format 12: groups of any characters. */
function addGroups(font: Buffer, at: number, characters: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
    const record = at + 16 + group * 12
    const [first, last, glyph] = [0, 4, 8].map((offset) => font.readUInt32BE(record + offset))
    for (let character = first!; character <= last!; character++)
      if (glyph! + character - first! !== 0) characters.add(character)
  }
}
