// The other side of `askedThread`: a thread that answers one question after the other.
import { readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Answered, Asked } from './asked-thread.ts'

/** To be called once, in the file of a thread. An error of `answer` is told to whoever asked. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Answer): void {
  const port = parentPort!
  port.on('message', ({ id, question }: Asked<Question>) => {
    try {
      port.postMessage({ id, answer: answer(question) } satisfies Answered<Answer>)
    } catch (error) {
      port.postMessage({ id, error: (error as Error).stack ?? String(error) } satisfies Answered<Answer>)
    }
  })
}

/** This thread works when others have nothing to do, where each has a priority of its own (Linux). */
export function giveWayToOthers(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, constants.priority.PRIORITY_LOW)
  } catch {
    // Elsewhere it is as important as they are.
  }
}
