import type { ContentKind } from './content.ts'
import type { DiskCache, StoredAnswer } from './disk-cache.ts'
import type { AskInTurn } from './gentle-upstream.ts'
import { UpstreamError } from './upstream-error.ts'

/** One thing that the basemap's servers have. */
export type Part = {
  /** The name it is kept under, whatever address it has today. */
  key: string
  address: string
  kind: ContentKind
  freshForMs: number
  /** For whom it is asked; `undefined`: for the relay itself. */
  client?: string | undefined
}

export type KeptAnswer = StoredAnswer & {
  /** Not yet so old that it was asked again. */
  fresh: boolean
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * Answers from what is kept. What is missing is fetched, once for all who ask at the same time; what is old is given
 * as it is and fetched behind the reader's back, so that a server that is away changes nothing that was seen before.
 */
export function keptAnswers(
  ask: AskInTurn,
  cache: DiskCache,
  now: () => Date,
): (part: Part) => Promise<KeptAnswer> {
  const underWay = new Map<string, Promise<StoredAnswer>>()

  const refresh = (part: Part, stored: StoredAnswer | undefined): Promise<StoredAnswer> => {
    const fetching = underWay.get(part.key)
    if (fetching) return fetching
    const started = fetchPart(ask, part, stored, now)
      .then((answer) => {
        cache.write(part.key, answer)
        return answer
      })
      .finally(() => underWay.delete(part.key))
    underWay.set(part.key, started)
    return started
  }

  return async (part) => {
    const stored = cache.read(part.key)
    if (!stored) return { ...(await refresh(part, undefined)), fresh: true }
    const freshForMs = stored.state === 'found' ? part.freshForMs : Math.min(part.freshForMs, dayMs)
    const age = now().getTime() - stored.fetchedAt.getTime()
    const fresh = age < freshForMs && stored.address === part.address
    if (!fresh) refresh(part, stored).catch(() => undefined)
    return { ...stored, fresh }
  }
}

async function fetchPart(
  ask: AskInTurn,
  { address, kind, client }: Part,
  stored: StoredAnswer | undefined,
  now: () => Date,
): Promise<StoredAnswer> {
  const known = stored?.address === address ? stored : undefined
  const answer = await ask(address, kind, known?.etag, client)
  const fetchedAt = now()
  if (answer.state === 'unchanged') {
    if (known) return { ...known, fetchedAt }
    throw new UpstreamError('unusable', 'says that nothing changed, unasked')
  }
  if (answer.state === 'found') return { address, fetchedAt, ...answer }
  // What was there stays: servers take the tiles of last week's map away before everybody knows this week's.
  if (answer.state === 'unknown' && stored?.state === 'found') throw new UpstreamError('unusable')
  return { address, fetchedAt, ...answer, ...noContent }
}

const noContent = { body: Buffer.alloc(0), contentType: '', gzipped: false, etag: undefined }
