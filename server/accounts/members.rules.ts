// Who shares somebody's work, as the account shows them.
import type { Role } from './roles.rules.ts'

/** `of`: name of the organisation or territory; `person`: a name where they gave one, else their address. */
export type Member = { roleId: number; accountId: number; role: Role['role']; of: string; person: string }

/** How many are read; where there are more, a name finds the others. */
export const mostMembers = 200

export type Members = { members: readonly Member[]; isCut: boolean }
