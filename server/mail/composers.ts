// Who writes what a letter says. A domain gives its composers to `server/letters.ts`.
import type { Dependencies } from '../dependencies.ts'
import type { Letter, LetterOrder } from './letter.rules.ts'

export type ComposerNeeds = Pick<Dependencies, 'db' | 'now' | 'config'>

/**
 * Writes the letter that an order speaks of, when it is sent; `null` when nobody is to be told any more. It is asked
 * again for the same order after a sending that failed, and after a crash.
 */
export type Composer = (order: LetterOrder, needs: ComposerNeeds) => Promise<Letter | null>

/** By the kind of the order. */
export type Composers = Record<string, Composer>

/**
 * Is told how a letter ended: the mail server took it, or refused it for good. Twice at times, as a letter may leave twice.
 */
export type LetterEnd = (order: LetterOrder, end: Ended, needs: ComposerNeeds) => Promise<void>

/** `to`: the address that it was written to, which may no longer be the one that is kept. */
export type Ended = { isTaken: boolean; to: string }

/** By the kind of the order; most letters end unnoticed. */
export type LetterEnds = Record<string, LetterEnd>
