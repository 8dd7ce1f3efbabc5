// The tables of people who have an account: what they answer for, how they come in, where they are signed in.
import type { Generated } from 'kysely'
import type { WrittenOnce } from './schema.ts'

export interface AccountTable {
  id: Generated<number>
  /** Lower-cased; `null` once erased. */
  email: string | null
  name: string | null
  /** Of the letters that we write to them. */
  locale: string
  created_at: WrittenOnce<Date>
  last_seen_at: Date
  /** When they were told that the account will be erased unless they come back. */
  warned_at: Date | null
  erased_at: Date | null
}

/** A contributor speaks for an organisation; a moderator and an administrator answer for a territory and all inside it. */
export interface AccountRoleTable {
  id: Generated<number>
  account_id: number
  role: 'contributor' | 'moderator' | 'administrator'
  organisation_id: number | null
  territory_id: string | null
  /** `null`: the command line, or somebody whose account is gone. */
  granted_by: number | null
  granted_at: Date
}

/** A role that somebody had. Organisation and territory are both `null` once what it was for is gone. */
export interface RoleTakenBackTable extends AccountRoleTable {
  /** `null`: the command line. */
  taken_by: number | null
  taken_at: WrittenOnce<Date>
}

/** Somebody asked to sign in. The hashes are there once the letter is written. */
export interface SignInTable {
  id: Generated<number>
  email: string
  locale: string
  /** Of the cookie of the browser that asked. */
  browser_hash: string
  token_hash: string | null
  code_hash: string | null
  /** Wrong codes so far. */
  tries: Generated<number>
  /** Asked too often: no letter. */
  withheld: Generated<boolean>
  /** Path to go to afterwards. */
  next: string | null
  created_at: WrittenOnce<Date>
  expires_at: Date
  used_at: Date | null
}

export interface AccountSessionTable {
  id: Generated<number>
  account_id: number
  token_hash: string
  /** In short words: `Firefox, Linux`. */
  device: string
  created_at: WrittenOnce<Date>
  last_seen_at: Date
  expires_at: Date
}
