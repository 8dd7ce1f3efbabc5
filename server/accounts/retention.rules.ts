// How long accounts and what leads to them are kept.

const day = 24 * 3_600_000

/** A question to sign in: its wrong codes are counted for a day. */
export const signInKeptMs = day
/** A warning comes so long before an idle account is erased. */
const warnedMs = 30 * day

/** An account is idle that was not used since then: 24 months before. */
export function idleSince(now: Date): Date {
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - 24)
  return since
}

/** Who was not seen since then is warned: they will be idle in 30 days. */
export function warnedSince(now: Date): Date {
  return idleSince(new Date(now.getTime() + warnedMs))
}

/** Before this moment an account is not erased: 24 months after the last visit, and 30 days after the warning. */
export function idleEnd(lastSeenAt: Date, warnedAt: Date): Date {
  const idle = new Date(lastSeenAt)
  idle.setUTCMonth(idle.getUTCMonth() + 24)
  return new Date(Math.max(idle.getTime(), warnedAt.getTime() + warnedMs))
}

/** Warnings before this moment are old enough for erasing. */
export function warnedLongAgo(now: Date): Date {
  return new Date(now.getTime() - warnedMs)
}
