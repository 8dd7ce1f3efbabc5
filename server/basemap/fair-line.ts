import { UpstreamError } from './upstream-error.ts'

type Limits = { mostOfOne: number; mostOfAll: number }

/** Those who wait for their turn. */
export type FairLine = {
  /** Comes back when it is this client's turn. @throws UpstreamError when the client, or all together, wait for too much. */
  wait(client: string): Promise<void>
  /** Calls whoever is next. `false` when nobody waits. */
  callNext(): boolean
}

/** A line for each client, served in turn: who asks for a thousand tiles delays another reader by one. */
export function fairLine({ mostOfOne, mostOfAll }: Limits): FairLine {
  const lines = new Map<string, (() => void)[]>()
  let length = 0
  return {
    async wait(client) {
      const line = lines.get(client) ?? []
      if (line.length >= mostOfOne || length >= mostOfAll) throw new UpstreamError('busy')
      length += 1
      lines.set(client, line)
      await new Promise<void>((resolve) => line.push(resolve))
    },
    callNext() {
      const [next] = lines
      if (!next) return false
      const [client, line] = next
      // Behind all others, where this client still waits for something.
      lines.delete(client)
      const call = line.shift()!
      if (line.length > 0) lines.set(client, line)
      length -= 1
      call()
      return true
    },
  }
}
