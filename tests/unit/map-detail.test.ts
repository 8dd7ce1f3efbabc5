// The name of a second map at its frame on the first.
import { describe, expect, it } from 'vitest'
import type { PaperPoint } from '../../server/directory/directory-document.rules.ts'
import { labelShape, placeLabel } from '../../server/directory/map/detail-label.rules.ts'
import { distanceToRectangle } from '../../server/directory/map/paper-geometry.rules.ts'

const sheet = { widthMm: 180, heightMm: 200 }
const words = ['Plan de détail', 'خريطة مفصلة']
const frame = { left: 60, top: 60, right: 103, bottom: 105 }
const everywhereIn = ({ left, top, right, bottom }: typeof frame): PaperPoint[] =>
  Array.from({ length: 400 }, (_, index) => [
    left + ((index % 20) * (right - left)) / 19,
    top + (Math.floor(index / 20) * (bottom - top)) / 19,
  ])

describe('The name of a second map', () => {
  it('has its languages side by side where the frame is as wide, else one over the other', () => {
    expect(labelShape(words, 9, 80).lines).toEqual(['Plan de détail · خريطة مفصلة'])
    expect(labelShape(words, 18, 43).lines).toEqual(words)
    expect(labelShape(['Detail', 'Detail'], 18, 43).lines).toEqual(['Detail'])
  })

  it('stands in a corner of the frame where no point is', () => {
    const { rectangle } = placeLabel(frame, [[62, 62]], labelShape(['Plan'], 9, 43), sheet)
    expect(rectangle).toMatchObject({ top: frame.top, right: frame.right })
  })

  it('stands over a full frame, whole on the sheet, also where it is wider', () => {
    const right = { ...frame, left: 136, right: 179 }
    const { rectangle } = placeLabel(right, everywhereIn(right), labelShape(words, 18, 43), sheet)
    expect(rectangle.bottom).toBe(right.top)
    expect(rectangle.right).toBeLessThan(sheet.widthMm)
    expect(rectangle.left).toBeLessThan(right.left)
  })

  it('stands under it rather than over points around it', () => {
    const around: PaperPoint[] = [
      [70, 50],
      [100, 52],
    ]
    const { rectangle } = placeLabel(
      frame,
      [...everywhereIn(frame), ...around],
      labelShape(words, 18, 43),
      sheet,
    )
    expect(rectangle.top).toBe(frame.bottom)
    for (const point of around) expect(distanceToRectangle(point, rectangle)).toBeGreaterThan(1)
  })
})
