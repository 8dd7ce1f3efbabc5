/** Why an answer cannot be had; `resting`: the server failed a moment ago and is left alone. */
export type UpstreamFault = 'away' | 'slow' | 'busy' | 'resting' | 'unusable'

/** The basemap's servers do not give what is needed. The message never holds an address. */
export class UpstreamError extends Error {
  readonly fault: UpstreamFault

  constructor(fault: UpstreamFault, message: string = fault) {
    super(message)
    this.fault = fault
  }
}
