/**
 * A date whose "local" time is what a clock on the wall shows, whatever the time zone of the process.
 *
 * The `opening_hours` library computes with the local getters and setters of `Date`. In a process that runs in
 * New York, 02:30 does not exist on 8 March 2026 although a place in Strasbourg may well be open then. Here the
 * local fields are the UTC fields: no hour is ever missing or repeated, and results do not depend on `TZ`.
 * Only the members that the library uses are replaced.
 */
export class WallClockDate extends Date {
  constructor(...parts: [] | [value: number | string | Date] | WallClockParts) {
    super(isParts(parts) ? Date.UTC(...parts) : (parts[0] ?? Date.now()))
  }

  override getFullYear(): number {
    return this.getUTCFullYear()
  }
  override getMonth(): number {
    return this.getUTCMonth()
  }
  override getDate(): number {
    return this.getUTCDate()
  }
  override getDay(): number {
    return this.getUTCDay()
  }
  override getHours(): number {
    return this.getUTCHours()
  }
  override getMinutes(): number {
    return this.getUTCMinutes()
  }
  override setDate(day: number): number {
    return this.setUTCDate(day)
  }
  override setHours(...parts: [hours: number, minutes?: number, seconds?: number, ms?: number]): number {
    return this.setUTCHours(...(parts as [number]))
  }
}

type WallClockParts = [year: number, month: number, day?: number, hours?: number, minutes?: number]

function isParts(parts: unknown[]): parts is WallClockParts {
  return parts.length > 1
}
