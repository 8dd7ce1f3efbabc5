import { expect, it } from 'vitest'
import { clearOfCard } from '../../client/map/clear-of-card.ts'

const map = { width: 800, height: 700 }
const card = { left: 16, right: 416, top: 400, bottom: 650 }

it('leaves a place where it is seen', () => {
  expect(clearOfCard({ x: 600, y: 500 }, card, map)).toEqual({ x: 600, y: 500 })
  expect(clearOfCard({ x: 200, y: 380 }, card, map)).toEqual({ x: 200, y: 380 })
})

it('brings a place from under its card to the free side, at the same height', () => {
  expect(clearOfCard({ x: 200, y: 500 }, card, map)).toEqual({ x: 608, y: 500 })
  const rightToLeft = { ...card, left: 384, right: 784 }
  expect(clearOfCard({ x: 500, y: 500 }, rightToLeft, map)).toEqual({ x: 192, y: 500 })
  // Its mark stands above it, and would be cut by the card.
  expect(clearOfCard({ x: 430, y: 500 }, card, map).x).toBe(608)
})

it('brings it above the card where there is no room beside', () => {
  const narrow = { width: 460, height: 700 }
  expect(clearOfCard({ x: 200, y: 500 }, card, narrow)).toEqual({ x: 200, y: 218 })
  const full = { ...card, top: 20 }
  expect(clearOfCard({ x: 200, y: 500 }, full, narrow)).toEqual({ x: 200, y: 500 })
})
