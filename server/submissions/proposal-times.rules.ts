// The part of a proposal that speaks of time. Reading it needs the libraries of hours and recurrences, so it is handed in.
import type { Proposal } from '../places/place-record.rules.ts'
import type { ProposalFault } from './proposal-fault.rules.ts'

/** Reads `openingHours`, `sessions` and `closures` of what is given. */
export type ReadTimes = (input: Readonly<Record<string, unknown>>) => {
  proposal: Pick<Proposal, 'openingHours' | 'openingHoursGiven' | 'sessions' | 'closures'>
  faults: ProposalFault[]
}

/** How many sessions, and closures, a place may have: beyond, it is a mistake. */
export const mostSessions = 200
export const mostClosures = 50
