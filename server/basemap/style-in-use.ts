import { textOf } from './content.ts'
import type { KeptAnswer, Part } from './kept-answers.ts'
import { type Read, type RelayedStyle, relayStyle, tilejsonAddresses } from './relayed-style.ts'
import { UpstreamError } from './upstream-error.ts'

type StyleNeeds = {
  styleAddress: string
  get: (name: string, address: string, kind: Part['kind']) => Promise<KeptAnswer>
  now: () => Date
  say: (message: string) => void
}

/** How long a style that was read is used before the kept one is looked at again, which also other processes renew. */
const inMemoryMs = 60_000

/**
 * The style as it is now. A reader waits for it once; after that, what was read last is given, or the failure told,
 * while the next one is fetched behind.
 * @returns throws UpstreamError while there is none
 */
export function styleInUse(needs: StyleNeeds): () => Promise<RelayedStyle> {
  const { styleAddress, now, say } = needs
  let loading: Promise<RelayedStyle> | undefined
  let loaded: { style: RelayedStyle; untilMs: number } | undefined
  let failed = false

  const load = async (): Promise<RelayedStyle> => {
    try {
      const style = await readStyle(needs)
      loaded = { style, untilMs: now().getTime() + inMemoryMs }
      failed = false
      return style
    } catch (error) {
      const { host } = new URL(styleAddress)
      const instead = loaded ? 'the last one stays' : 'the map is drawn on paper'
      if (!failed) say(`the style of ${host} cannot be had (${(error as Error).message}): ${instead}`)
      failed = true
      throw error
    } finally {
      loading = undefined
    }
  }

  return async () => {
    if (loaded && now().getTime() < loaded.untilMs) return loaded.style
    loading ??= load()
    const next = loading
    // It may be that nobody waits for it.
    next.catch(() => undefined)
    if (loaded) return loaded.style
    if (failed) throw new UpstreamError('resting')
    return next
  }
}

async function readStyle({ styleAddress, get }: StyleNeeds): Promise<RelayedStyle> {
  const read = async (name: string, address: string, kind: 'style' | 'tilejson'): Promise<Read> => {
    const kept = await get(name, address, kind)
    return { json: JSON.parse(await textOf(kept)), address }
  }
  const style = await read('style', styleAddress, 'style')
  const tilejsons = await Promise.all(
    [...tilejsonAddresses(style)].map(
      async ([id, address]) => [id, await read(`tilejson ${id}`, address, 'tilejson')] as const,
    ),
  )
  return relayStyle(style, new Map(tilejsons))
}
