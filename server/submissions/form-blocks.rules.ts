// Parts of a form that come several times: a text in another language, a workshop, a language at some hours.
import type { Typed } from './typed.rules.ts'

export type BlockName = 'text' | 'spoken' | 'workshop'

/** So many stand ready, and one more than is used; without script there is no way to ask for another. */
const least = 3
export const mostBlocks = 9

/** The numbers of the blocks that a form shows, from 1. */
export function blocksShown(typed: Typed, name: BlockName): number[] {
  const used = Object.keys(typed).flatMap((field) => {
    const [, number] = new RegExp(`^${name}-([1-9])-`).exec(field) ?? []
    return number ? [Number(number)] : []
  })
  const count = Math.min(mostBlocks, Math.max(least, ...used.map((number) => number + 1)))
  return Array.from({ length: count }, (_, index) => index + 1)
}
