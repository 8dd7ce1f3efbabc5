// Asks the thread that evaluates; one for the whole process, begun when it is first needed.
import { Worker } from 'node:worker_threads'
import { isUnread, keepReading } from '../opening-hours/reading.ts'
import type { EvaluationReply, EvaluationRequest } from './evaluate-worker.ts'
import type { Evaluation, Timetable, Window } from './evaluation.rules.ts'

type Waiting = { resolve(evaluation: Evaluation): void; reject(error: Error): void }

/** One question takes seconds; a thread that says nothing for so long will never answer. */
const patienceMs = 5 * 60_000

type Evaluate = (timetables: Timetable[], window: Window, after: Date) => Promise<Evaluation>

/**
 * The dated occurrences of timetables within a window, in the order given.
 * @param after an instant: sessions with an occurrence that ends later still come
 * @throws when the thread ends, or is silent for so long that it is ended; the next question begins another
 */
export const evaluate: Evaluate = evaluatorIn(new URL('./evaluate-worker.ts', import.meta.url), patienceMs)

/** Asks a thread of this file. */
export function evaluatorIn(file: URL, longestSilenceMs: number): Evaluate {
  let current: Thread | undefined
  return (timetables, window, after) => {
    if (!current || current.hasEnded) current = new Thread(file, longestSilenceMs)
    return current.ask({ timetables, window, after: after.toISOString(), unread: unreadHours(timetables) })
  }
}

/** What the thread reads anyway, this one need not read again to tell the week of a place. */
function unreadHours(timetables: readonly Timetable[]): string[] {
  const texts = timetables.flatMap(({ sources }) =>
    sources.flatMap(({ recurrence }) => (recurrence.kind === 'hours' ? recurrence.openingHours : [])),
  )
  return [...new Set(texts)].filter(isUnread)
}

class Thread {
  hasEnded = false
  #worker: Worker
  #longestSilenceMs: number
  #lastId = 0
  /** Of this thread alone: when it ends, those who ask the next one are not told so. */
  #waiting = new Map<number, Waiting>()
  #silence: NodeJS.Timeout | undefined

  constructor(file: URL, longestSilenceMs: number) {
    this.#longestSilenceMs = longestSilenceMs
    this.#worker = new Worker(file)
    this.#worker.on('message', (reply: EvaluationReply) => this.#told(reply))
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', (code) => this.#end(new Error(`the thread that evaluates hours ended (${code})`)))
  }

  ask(question: Omit<EvaluationRequest, 'id'>): Promise<Evaluation> {
    const id = ++this.#lastId
    this.#worker.postMessage({ id, ...question } satisfies EvaluationRequest)
    const { promise, resolve, reject } = Promise.withResolvers<Evaluation>()
    this.#waiting.set(id, { resolve, reject })
    if (this.#waiting.size === 1) this.#listen()
    return promise
  }

  #told(reply: EvaluationReply): void {
    const asker = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    this.#listen()
    if ('error' in reply) asker?.reject(new Error(`Hours could not be evaluated: ${reply.error}`))
    else {
      for (const [text, reading] of reply.readings) keepReading(text, reading)
      asker?.resolve(reply.evaluation)
    }
  }

  /** While somebody waits, the process stays, and silence is measured; a thread without work keeps nobody. */
  #listen(): void {
    clearTimeout(this.#silence)
    if (this.#waiting.size === 0) {
      this.#worker.unref()
      return
    }
    this.#worker.ref()
    this.#silence = setTimeout(() => {
      this.#end(new Error('the thread that evaluates hours does not answer'))
      void this.#worker.terminate()
    }, this.#longestSilenceMs)
  }

  #end(error: Error): void {
    this.hasEnded = true
    clearTimeout(this.#silence)
    for (const asker of this.#waiting.values()) asker.reject(error)
    this.#waiting.clear()
  }
}
