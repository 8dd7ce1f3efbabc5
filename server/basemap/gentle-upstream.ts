import type { ContentKind } from './content.ts'
import { fairLine } from './fair-line.ts'
import type { AskUpstream, UpstreamAnswer } from './upstream.ts'
import { UpstreamError, type UpstreamFault } from './upstream-error.ts'

type Limits = {
  mostAtOnce?: number
  /** Questions of one client, and of all, that wait for their turn; beyond, they are refused at once. */
  mostWaiting?: number
  mostWaitingOfAll?: number
  /** How long a server that failed is left alone. */
  restMs?: number
}

/** Throws UpstreamError, and nothing else. `client` is for whom it is asked; nobody is told. */
export type AskInTurn = (
  address: string,
  kind: ContentKind,
  etag?: string,
  client?: string,
) => Promise<UpstreamAnswer>

/** So many failures one after the other, and a server is away rather than one address of it bad. */
const failuresOfTheDead = 3
const mostRemembered = 1_000

/**
 * The basemap's servers for all readers of the instance: only so many questions run at once, of each client in turn, and what
 * failed a moment ago is not asked again, neither the address nor, when it fails again and again, the server.
 * @param say is told, once each time, that a server went away; which address was asked stays unsaid.
 */
export function gentleUpstream(
  ask: AskUpstream,
  now: () => Date,
  say: (message: string) => void,
  { mostAtOnce = 8, mostWaiting = 64, mostWaitingOfAll = 512, restMs = 30_000 }: Limits = {},
): AskInTurn {
  const line = fairLine({ mostOfOne: mostWaiting, mostOfAll: mostWaitingOfAll })
  const failedUntil = new Map<string, number>()
  const failures = new Map<string, number>()
  let running = 0

  const isResting = (name: string) => (failedUntil.get(name) ?? 0) > now().getTime()
  const rest = (name: string) => {
    failedUntil.delete(name)
    failedUntil.set(name, now().getTime() + restMs)
    if (failedUntil.size > mostRemembered) failedUntil.delete(failedUntil.keys().next().value!)
  }
  const remember = (address: string, host: string, fault: UpstreamFault) => {
    rest(address)
    if (fault !== 'away' && fault !== 'slow') return
    const count = (failures.get(host) ?? 0) + 1
    failures.set(host, count)
    if (count >= failuresOfTheDead) rest(host)
    if (count === failuresOfTheDead) {
      say(`${host} does not answer: the map lives on what is stored, and asks again every ${restMs / 1000} s`)
    }
  }

  return async (address, kind, etag, client = '') => {
    const { host } = new URL(address)
    const refuseResting = () => {
      if (isResting(host) || isResting(address)) throw new UpstreamError('resting')
    }
    refuseResting()
    if (running >= mostAtOnce) await line.wait(client)
    else running += 1
    try {
      refuseResting()
      const answer = await ask(address, kind, etag)
      failures.delete(host)
      failedUntil.delete(host)
      return answer
    } catch (error) {
      const { fault } = error as UpstreamError
      if (fault !== 'resting') remember(address, host, fault)
      throw error
    } finally {
      // Whoever waits takes this place over.
      if (!line.callNext()) running -= 1
    }
  }
}
