// The closed list of what can go wrong on the wire (RFC 9457); texts are in `errors.json`.

import type { ParameterFault } from './http/parameters.rules.ts'

export const problemStatus = {
  'bad-request': 400,
  /** Fields of a submission cannot be taken; the answer lists them. */
  'bad-submission': 400,
  'bad-parameter': 400,
  'unknown-parameter': 400,
  /** A program asks for what one must be signed in for. */
  'sign-in-required': 401,
  /** Signed in, without the role that is asked for. */
  'not-allowed': 403,
  /** A page of others sends one of our forms. */
  'foreign-form': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  /** The key of a submission was used for another. */
  'key-conflict': 409,
  gone: 410,
  'payload-too-large': 413,
  'too-many-requests': 429,
  internal: 500,
  'service-unavailable': 503,
  /** The address service does not answer; our own names are understood. */
  'addresses-away': 503,
  /** So many papers wait to be set that no more is taken. */
  'paper-busy': 503,
  /** A paper was given up: it took too long to be set. */
  'paper-too-long': 503,
} as const

export type ProblemType = keyof typeof problemStatus

/** Thrown by routes; the error handler makes an answer of it, in the reader's language. */
export class Problem extends Error {
  readonly type: ProblemType
  /** What the texts speak of: the parameter, the reason, what was expected. */
  readonly parameters: Readonly<Record<string, string>>

  constructor(type: ProblemType, parameters: Readonly<Record<string, string>> = {}) {
    super(`${type} ${JSON.stringify(parameters)}`)
    this.type = type
    this.parameters = parameters
  }
}

/** Refuses a request whose parameters cannot be used, naming the first. */
export function refuse(faults: readonly ParameterFault[]): void {
  const [first] = faults
  if (first) throw new Problem('bad-parameter', { expected: '', ...first })
}
