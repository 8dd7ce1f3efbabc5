// QR codes as drawings: one path, black on white.
import { encode } from 'uqr'

/** `path` draws the dark squares on a ground of `size` × `size`, the white border included. */
export type QrCode = { size: number; path: string }

const border = 4

/**
 * A QR code that a cheap phone reads from creased paper (15 % may be lost), with the border of four squares that the
 * standard asks for (ISO/IEC 18004).
 * @param isOneOfMany readers take any of the eight patterns; to choose the most even one costs ten times the rest, which a code
 * on each of hundreds of cards has no time for
 */
export function qrCode(text: string, isOneOfMany = false): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: 0, maskPattern: isOneOfMany ? 0 : -1 })
  const rows = data.map((row, y) =>
    rowRuns(row)
      .map(([from, length]) => `M${from + border} ${y + border}h${length}v1h-${length}z`)
      .join(''),
  )
  return { size: size + 2 * border, path: rows.join('') }
}

/** Dark squares side by side, as `[first, how many]`: drawn in one piece, no hair lines show between them. */
function rowRuns(row: readonly boolean[]): [from: number, length: number][] {
  const runs: [number, number][] = []
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1)
    if (isDark && last && last[0] + last[1] === x) last[1]++
    else if (isDark) runs.push([x, 1])
  }
  return runs
}
