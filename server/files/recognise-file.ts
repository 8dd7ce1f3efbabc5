// What a file is, by its first bytes: a CSV file, or something else that can be named in a sentence.

const magicNumbers: readonly (readonly [bytes: readonly number[], kind: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a ZIP archive or an Excel or LibreOffice workbook'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x42, 0x5a, 0x68], 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0xff, 0xfe], 'a text in UTF-16'],
  [[0xfe, 0xff], 'a text in UTF-16'],
]

/** Names what the sample is when it cannot be CSV, `null` when it may be. */
export function kindOtherThanCsv(sample: Buffer): string | null {
  for (const [bytes, kind] of magicNumbers) {
    if (bytes.every((byte, index) => sample[index] === byte)) return kind
  }
  const start = sample.toString('latin1', 0, 512).trimStart().toLowerCase()
  if (/^<(?:!doctype\s+html|html|head|body|script)/.test(start)) return 'an HTML page'
  if (start.startsWith('<')) return 'an XML document'
  if (/^\{\s*["}]/.test(start) || /^\[\s*[[{"\]]/.test(start)) return 'a JSON document'
  const end = sample.indexOf(0x0a)
  const firstLine = sample.subarray(0, end < 0 ? sample.length : end)
  return firstLine.includes(0) ? 'a binary file' : null
}

/** The separator of a header line: whichever of comma and semicolon stands there more often outside quotes. */
export function separatorOf(text: string): ',' | ';' {
  let commas = 0
  let semicolons = 0
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n' || character === '\r') break
    else if (character === ',') commas += 1
    else if (character === ';') semicolons += 1
  }
  return semicolons > commas ? ';' : ','
}
