// Asks the thread that evaluates; one for the whole process, begun when it is first needed.
import { Worker } from 'node:worker_threads'
import type { EvaluationReply, EvaluationRequest } from './evaluate-worker.ts'
import type { Evaluation, Timetable, Window } from './evaluation.rules.ts'

type Waiting = { resolve(evaluation: Evaluation): void; reject(error: Error): void }

let worker: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/**
 * The dated occurrences of timetables within a window, in the order given.
 * @param after an instant: sessions with an occurrence that ends later still come
 * @throws when the thread ends; the next question begins another
 */
export function evaluate(timetables: Timetable[], window: Window, after: Date): Promise<Evaluation> {
  worker ??= begin()
  const id = ++lastId
  const asked = new Promise<Evaluation>((resolve, reject) => waiting.set(id, { resolve, reject }))
  // While somebody waits, the process stays; a thread without work keeps nobody.
  worker.ref()
  worker.postMessage({ id, timetables, window, after: after.toISOString() } satisfies EvaluationRequest)
  return asked
}

function begin(): Worker {
  const thread = new Worker(new URL('./evaluate-worker.ts', import.meta.url))
  thread.on('message', (reply: EvaluationReply) => {
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) thread.unref()
    if ('error' in reply) asker?.reject(new Error(`Hours could not be evaluated: ${reply.error}`))
    else asker?.resolve(reply.evaluation)
  })
  const end = (error: Error) => {
    if (worker === thread) worker = undefined
    for (const asker of waiting.values()) asker.reject(error)
    waiting.clear()
  }
  thread.on('error', end)
  thread.on('exit', (code) => end(new Error(`the thread that evaluates hours ended (${code})`)))
  return thread
}
