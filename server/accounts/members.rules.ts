// Who shares somebody's work, as the account shows them.
import { fold } from '../../i18n/fold.ts'
import type { Role } from './roles.rules.ts'

/** `of`: name of the organisation or territory; `person`: a name where they gave one, else their address. */
export type Member = { roleId: number; accountId: number; role: Role['role']; of: string; person: string }

/** How many are read; where there are more, a name finds the others. */
export const mostMembers = 200

export type Members = { members: readonly Member[]; isCut: boolean }

/** Is this part of a name or address, or of what the role is for? Accents and capitals do not matter; empty words name everybody. */
export function isNamedBy(words: string, { person, email, of }: Member & { email: string }): boolean {
  const folded = fold(words)
  return words === '' || (folded !== '' && fold([person, email, of].join(' ')).includes(folded))
}
