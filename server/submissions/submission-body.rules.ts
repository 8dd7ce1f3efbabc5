// Reads what a program sends: the same rules as for the forms, fields called as the API calls them.
import { emailOf } from '../http/form.rules.ts'
import { withoutHidden } from '../imports/text.rules.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { missingOfNew, readProposal } from './proposal.rules.ts'
import { faultOf, type ProposalFault } from './proposal-fault.rules.ts'
import { oneLine, paragraphs } from './proposal-fields.rules.ts'
import type { ReadTimes } from './proposal-times.rules.ts'
import { submissionLimits } from './submission.rules.ts'
import type { SubmissionKind } from './submission-state.rules.ts'

export type SentBody = {
  kind: SubmissionKind
  placeId?: number
  place?: Record<string, unknown>
  contact: { name?: string; email: string }
  note?: string
}

export type ReadBody = {
  proposed: Proposal
  note: string | null
  contact: { name: string | null; email: string }
  faults: ProposalFault[]
}

/** Reads a body whose shape is checked. */
export function readBody(body: SentBody, readTimes: ReadTimes): ReadBody {
  const { kind, placeId, contact } = body
  const faults: ProposalFault[] = []
  if ((kind === 'new') !== (placeId === undefined)) faults.push(faultOf('placeId', 'required'))
  const { proposal, faults: ofPlace } = readProposal(clean(body.place ?? {}) as Record<string, unknown>, {
    readTimes,
  })
  faults.push(...ofPlace)
  const told = new Set(ofPlace.map(({ field }) => field))
  if (kind === 'new') faults.push(...missingOfNew(proposal).filter(({ field }) => !told.has(field)))
  const note = body.note === undefined ? '' : paragraphs(withoutHidden(body.note.toWellFormed()))
  const name = oneLine((contact.name ?? '').toWellFormed())
  if (kind === 'change' && Object.keys(proposal).length === 0 && faults.length === 0)
    faults.push(faultOf('place', 'required'))
  if ((kind === 'closure' || kind === 'claim') && note === '') faults.push(faultOf('note', 'required'))
  if (kind === 'claim' && note.length > submissionLimits.claimNote)
    faults.push(faultOf('note', 'too-long', String(submissionLimits.claimNote)))
  if (kind === 'claim' && name === '') faults.push(faultOf('contact.name', 'required'))
  faults.push(...beyondKind(kind, proposal))
  const email = emailOf(contact.email)
  if (email === undefined) faults.push(faultOf('contact.email', 'email', contact.email))
  return {
    proposed: proposal,
    note: kind === 'claim' ? `${name} – ${note}` : note || null,
    contact: { name: name || null, email: email ?? '' },
    faults: faults.map((fault) => ({ ...fault, value: fault.value.toWellFormed() })),
  }
}

/** Who says that a place closed, or is their own, changes nothing else of it by that; a claim names whose it is. */
function beyondKind(kind: SubmissionKind, proposal: Proposal): ProposalFault[] {
  if (kind !== 'closure' && kind !== 'claim') return []
  const names = Object.keys(proposal).filter((name) => kind === 'closure' || name !== 'organisation')
  return names.map((name) => faultOf(name, 'unknown-field'))
}

const deepest = 12

/** Texts as the database can keep them: no U+0000, no halves of signs. What is nested deeper than anything of ours goes. */
function clean(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '')
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return null
  if (Array.isArray(value)) return value.map((each) => clean(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [clean(name) as string, clean(each, depth + 1)]),
  )
}
