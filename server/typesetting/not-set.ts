// Why a document was not set, where neither the document nor its template is to blame.

/** So many wait that no more is taken (`busy`), or it took too long and was given up (`too-long`). */
export class NotSetError extends Error {
  readonly reason: 'busy' | 'too-long'

  constructor(reason: 'busy' | 'too-long') {
    super(reason === 'busy' ? 'too many documents wait to be set' : 'a document took too long to be set')
    this.reason = reason
  }
}
