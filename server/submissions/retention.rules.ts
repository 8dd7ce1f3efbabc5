// How long what was sent is kept.

/** Drafts and what was never confirmed are forgotten after so many days. */
export const draftDays = 7

export const unsentBefore = (now: Date): Date => new Date(now.getTime() - draftDays * 24 * 3_600_000)

/** What was refused or taken back before then has no sender any more: 6 months before. */
export function contactForgottenBefore(now: Date): Date {
  const before = new Date(now)
  before.setUTCMonth(before.getUTCMonth() - 6)
  return before
}
