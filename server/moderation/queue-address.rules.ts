// What of the queue is looked at, as its address says it: a page of it can be kept and shared between agents.
import { type SubmissionKind, submissionKinds } from '../submissions/submission-state.rules.ts'

export const queueStates = ['waiting', 'asked', 'decided'] as const
export type QueueState = (typeof queueStates)[number]

/** Where one entry stands in the order of the queue: an instant in milliseconds, and its number. */
export type QueuePosition = { at: number; id: number }

export type QueueFilter = {
  state: QueueState
  kind: SubmissionKind | null
  /** Inside those of the agent. */
  territory: string | null
  words: string
  /** What comes after this one; `null`: from the start. */
  after: QueuePosition | null
}

export const wholeQueue: QueueFilter = {
  state: 'waiting',
  kind: null,
  territory: null,
  words: '',
  after: null,
}

const longestWords = 100

/** Reads an address; what it does not understand is left out. */
export function readQueueFilter(query: Readonly<Record<string, unknown>>): QueueFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
  return {
    state: queueStates.find((each) => each === text('state')) ?? 'waiting',
    kind: submissionKinds.find((each) => each === text('kind')) ?? null,
    territory: /^[a-z]+-[\w-]{1,80}$/.test(text('territory')) ? text('territory') : null,
    words: text('q').slice(0, longestWords),
    after: positionOf(text('after')),
  }
}

/** The filter as the end of an address, with its question mark; empty where nothing is filtered. */
export function queueQuery(filter: QueueFilter): string {
  const { state, kind, territory, words, after } = filter
  const query = new URLSearchParams()
  if (state !== 'waiting') query.set('state', state)
  if (kind) query.set('kind', kind)
  if (territory) query.set('territory', territory)
  if (words) query.set('q', words)
  if (after) query.set('after', `${after.at}-${after.id}`)
  return query.size > 0 ? `?${query}` : ''
}

/** Does it leave anything out? */
export function isNarrowed({ kind, territory, words }: QueueFilter): boolean {
  return Boolean(kind || territory || words)
}

function positionOf(text: string): QueuePosition | null {
  const [, at, id] = /^(\d{1,14})-(\d{1,15})$/.exec(text) ?? []
  return at && id ? { at: Number(at), id: Number(id) } : null
}
