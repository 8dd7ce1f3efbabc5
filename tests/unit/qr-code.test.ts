import { describe, expect, it } from 'vitest'
import { qrCode } from '../../server/http/qr-code.ts'

/** The squares that a path draws, row by row: dark is `true`. */
function squaresOf({ size, path }: { size: number; path: string }): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(length); i++) rows[Number(y)]![Number(x) + i] = true
  }
  return rows
}

describe('A QR code', () => {
  const squares = squaresOf(qrCode('https://reperes.example/fr/places/123456'))

  it('that is one of many has the same size, marks and border', () => {
    const many = squaresOf(qrCode('https://reperes.example/fr/places/123456', true))
    expect(many.length).toBe(squares.length)
    const corner = (rows: boolean[][]) => rows.slice(0, 12).map((row) => row.slice(0, 12))
    expect(corner(many)).toEqual(corner(squares))
    expect(many).not.toEqual(squares)
  })

  it('has a white border of four squares, without which phones do not see it', () => {
    const border = squares.flatMap((row, y) =>
      row.filter((_, x) => Math.min(x, y, squares.length - 1 - x, squares.length - 1 - y) < 4),
    )
    expect(border.length).toBeGreaterThan(400)
    expect(border.every((isDark) => !isDark)).toBe(true)
  })

  it('has its three marks in the corners', () => {
    const mark = ['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']
    const far = squares.length - 4 - 7
    for (const [left, top] of [
      [4, 4],
      [far, 4],
      [4, far],
    ] as const) {
      const seen = squares.slice(top, top + 7).map((row) =>
        row
          .slice(left, left + 7)
          .map(Number)
          .join(''),
      )
      expect(seen).toEqual(mark)
    }
  })

  it('of a short address has squares large enough for paper: a millimetre each on 37 mm', () => {
    expect(squares.length).toBeLessThanOrEqual(41)
  })
})
