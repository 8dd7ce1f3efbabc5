// The daily work of privacy: what is old enough is forgotten, what will soon be is told to whom it belongs.
import { forgetOldAccounts, forgetOldSignIns } from '../accounts/retention.actions.ts'
import type { Dependencies } from '../dependencies.ts'
import { forgetOldEditions } from '../directory/editions.actions.ts'
import { siteAddress } from '../http/address.ts'
import { forgetLetters, outboxDays, outboxFolder } from '../mail/outbox.ts'
import { personalData } from '../personal-data.ts'
import { forgetChanges } from '../places/match-counts.queries.ts'
import { forgetOldSelections } from '../selections/selections.actions.ts'
import { forgetOldSubmissions } from '../submissions/retention.actions.ts'
import { type Attempt, attemptsToldTo } from './attempt.ts'
import { everyHalfHour } from './half-hourly.ts'

type Needs = Pick<Dependencies, 'db' | 'now' | 'letters' | 'config'>
type Log = { info(message: object, text: string): void; warn(message: object, text: string): void }

/** Forgets from now on, each thing for itself. The log says how many, never who. @returns ends it */
export function keepForgetting(needs: Needs, log: Log): () => Promise<void> {
  const attempt = attemptsToldTo(log, 'old data could not be forgotten')
  return everyHalfHour(async () => {
    const forgotten = await forgetAll(needs, attempt)
    if (Object.values(forgotten).some((count) => count > 0)) log.info(forgotten, 'old data were forgotten')
  })
}

const outboxBefore = (now: Date) => new Date(now.getTime() - outboxDays * 24 * 3_600_000)

async function forgetAll(needs: Needs, attempt: Attempt): Promise<Record<string, number>> {
  const now = needs.now()
  const { dataDir } = needs.config
  const accounts = { ...needs, parts: personalData, origin: siteAddress(needs.config) }
  return {
    ...(await forgetOldSignIns(needs, now, attempt)),
    ...(await forgetOldAccounts(accounts, now, attempt)),
    ...(await forgetOldSubmissions(needs, now, attempt)),
    selections: await attempt('selections', () => forgetOldSelections(needs, now)),
    editions: await attempt('editions', () => forgetOldEditions(needs, now)),
    changes: await attempt('changes', () => forgetChanges(needs.db)),
    outbox: await attempt('outbox', () => forgetLetters(outboxFolder(dataDir), outboxBefore(now))),
  }
}
