import type { JobsLog } from './jobs.ts'

const quietMs = 60_000

/** A log for troubles that come again each second while they last: each is told once a minute. */
export function saidOnce(log: JobsLog): (text: string, reason: string) => void {
  const saidAt = new Map<string, number>()
  return (text, reason) => {
    const said = `${text}: ${reason}`
    const now = Date.now()
    if (now - (saidAt.get(said) ?? -quietMs) < quietMs) return
    if (saidAt.size > 100) saidAt.clear()
    saidAt.set(said, now)
    log.warn({ reason }, text)
  }
}
