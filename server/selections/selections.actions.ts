// What becomes of a selection: it gets a code, is found by it, and is forgotten.
import { randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import type { Dependencies } from '../dependencies.ts'
import type { MinuteLimit } from '../http/request-limit.ts'
import { type Basket, endedBefore, endOfSelection, readLanguages } from './selection.rules.ts'
import { codeLength, codeSigns } from './selection-code.rules.ts'
import { findSelection, forgetSelections, insertSelection } from './selections.queries.ts'

/** What a code leads to; of what has ended nothing is told but that it has. */
export type FoundSelection = ({ state: 'open'; ends: Date } & Basket) | { state: 'ended' }

/** Puts a selection under a new code. @returns the code */
export async function shareSelection(
  { db }: Pick<Dependencies, 'db'>,
  { places, languages }: Basket,
  now: Date,
): Promise<string> {
  for (;;) {
    const code = newSelectionCode()
    // One of thousands of millions may be taken: another is not.
    if (await insertSelection(db, { code, places, languages, createdAt: now })) return code
  }
}

function newSelectionCode(): string {
  return Array.from({ length: codeLength }, () => codeSigns[randomInt(codeSigns.length)]).join('')
}

/** The selection of a code, as `readSelectionCode` reads it; `undefined` when there never was one. */
export async function selectionOfCode(
  db: Kysely<Database>,
  code: string,
  now: Date,
): Promise<FoundSelection | undefined> {
  const found = await findSelection(db, code)
  if (!found) return undefined
  // It ends on its day, whenever it is forgotten.
  if (found.forgotten_at !== null || found.created_at <= endedBefore(now)) return { state: 'ended' }
  return {
    state: 'open',
    places: found.places,
    languages: readLanguages(found.languages.join()) ?? ['fr'],
    ends: endOfSelection(found.created_at),
  }
}

/** Who looks a code up, and how many wrong ones each client tried, wherever codes are read. */
export type CodeReader = { codeTries: MinuteLimit; client: string }

/**
 * The same for somebody who may be guessing. What leads to a selection is not counted.
 * @param client its IP address
 * @throws Problem `too-many-requests`
 */
export async function triedSelection(
  { db, now, codeTries, client }: Pick<Dependencies, 'db' | 'now'> & CodeReader,
  code: string,
): Promise<FoundSelection | undefined> {
  codeTries.take(client)
  const found = await selectionOfCode(db, code, now())
  if (found?.state === 'open') codeTries.giveBack(client)
  return found
}

/** Called once a day; any number of processes may. @returns how many selections lost their places */
export async function forgetOldSelections({ db }: Pick<Dependencies, 'db'>, now: Date): Promise<number> {
  return forgetSelections(db, endedBefore(now), now)
}
