// Asks a server on this machine as fast as it answers. The asking shares the cores with the server, so it does as
// little as it can: requests are bytes made beforehand, and of an answer only status and length are read.
import { connect, type Socket } from 'node:net'
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'

export type Request = { path: string; headers?: Record<string, string> }

/** What was measured; times in microseconds. `refused`: the server said that it was too busy (503). */
export type Measured = { answers: number; refused: number; seconds: number; times: RecordableHistogram }

/** A server answered otherwise than expected: the figures would mean nothing. */
export class UnexpectedAnswerError extends Error {}

/**
 * Asks for all requests in turn, again and again, over connections that are kept open.
 * @param status the only status that counts as an answer
 * @throws UnexpectedAnswerError for any other than this and 503
 */
export async function load(
  port: number,
  requests: readonly Request[],
  { clients, seconds, status }: { clients: number; seconds: number; status: number },
): Promise<Measured> {
  const bytes = requests.map((request) => requestBytes(port, request))
  const times = createHistogram()
  let next = 0
  let answers = 0
  let refused = 0
  const start = performance.now()
  const end = start + seconds * 1_000
  const asking = Array.from({ length: clients }, async () => {
    const connection = await open(port)
    try {
      while (performance.now() < end) {
        const request = next++ % bytes.length
        const askedAt = performance.now()
        const answered = await connection.ask(bytes[request]!)
        if (answered === 503) {
          refused += 1
          continue
        }
        if (answered !== status) {
          throw new UnexpectedAnswerError(
            `${requests[request]!.path} answered ${answered} instead of ${status}`,
          )
        }
        times.record(Math.max(1, Math.round((performance.now() - askedAt) * 1_000)))
        answers += 1
      }
    } finally {
      connection.close()
    }
  })
  await Promise.all(asking)
  return { answers, refused, seconds: (performance.now() - start) / 1_000, times }
}

/**
 * Asks for all requests in turn at a steady rate, however long the answers take: as readers do, who know nothing of one
 * another. A request for which all connections are taken waits for one, and its time counts.
 * @throws UnexpectedAnswerError
 */
export async function steadyLoad(
  port: number,
  requests: readonly Request[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Measured> {
  const bytes = requests.map((request) => requestBytes(port, request))
  const times = createHistogram()
  const free = await Promise.all(Array.from({ length: mostAtOnce }, () => open(port)))
  const all = [...free]
  const waiting: (() => void)[] = []
  let failure: unknown
  const askFor = async (request: number) => {
    // The clock starts when we ask: that this process was late to do so is no fault of the server.
    const askedAt = performance.now()
    while (free.length === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    const connection = free.pop()!
    const answered = await connection.ask(bytes[request]!)
    free.push(connection)
    waiting.shift()?.()
    if (answered !== 200)
      throw new UnexpectedAnswerError(`${requests[request]!.path} answered ${answered} instead of 200`)
    times.record(Math.max(1, Math.round((performance.now() - askedAt) * 1_000)))
  }
  const start = performance.now()
  const asked: Promise<void>[] = []
  for (let number = 0; number < perSecond * seconds && !failure; number += 1) {
    await pause(Math.max(0, start + (number * 1_000) / perSecond - performance.now()))
    asked.push(
      askFor(number % bytes.length).catch((error) => {
        failure ??= error
      }),
    )
  }
  await Promise.all(asked)
  for (const connection of all) connection.close()
  if (failure) throw failure
  return { answers: times.count, refused: 0, seconds: (performance.now() - start) / 1_000, times }
}

const mostAtOnce = 16

function requestBytes(port: number, { path, headers = {} }: Request): Buffer {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
}

async function open(port: number) {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let answered: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined
  let head: Buffer | undefined
  let status = 0
  let missing = 0
  const failed = (error: Error) => answered?.reject(error)
  socket.on('error', failed)
  socket.on('close', () => failed(new UnexpectedAnswerError('the server closed the connection')))
  socket.on('data', (chunk: Buffer) => {
    if (status === 0) {
      const read = head ? Buffer.concat([head, chunk]) : chunk
      const headEnd = read.indexOf('\r\n\r\n')
      if (headEnd < 0) {
        head = read
        return
      }
      head = undefined
      const text = read.toString('latin1', 0, headEnd)
      status = Number(text.slice(9, 12))
      const length = /\r\ncontent-length: (\d+)/i.exec(text)
      if (!length && status !== 304) {
        failed(new UnexpectedAnswerError('an answer does not say its length'))
        return
      }
      missing = headEnd + 4 + (status === 304 ? 0 : Number(length?.[1])) - read.length
    } else {
      missing -= chunk.length
    }
    if (missing > 0) return
    const done = status
    status = 0
    answered?.resolve(done)
  })
  await new Promise<void>((resolve, reject) => {
    answered = { resolve: () => resolve(), reject }
    socket.once('connect', resolve)
  })
  return {
    ask: (request: Buffer) =>
      new Promise<number>((resolve, reject) => {
        answered = { resolve, reject }
        socket.write(request)
      }),
    close() {
      answered = undefined
      socket.destroy()
    },
  }
}
