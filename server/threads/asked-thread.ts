// Asks a thread that computes; one for the whole process, begun when it is first needed.
import { Worker } from 'node:worker_threads'

/** What crosses to the thread, and back. */
export type Asked<Question> = { id: number; question: Question }
export type Answered<Answer> = { id: number; answer: Answer } | { id: number; error: string }

type Limits = {
  /** As errors say it: "the thread that … ended". */
  does: string
  /** One question may take seconds; a thread that says nothing for so long will never answer. */
  longestSilenceMs: number
}

/**
 * Asks a thread of this file, which answers with `answerQuestions`. What is asked throws when the thread cannot answer, ends, or
 * is silent for so long that it is ended; the next question begins another one.
 */
export function askedThread<Question, Answer>(
  file: URL,
  limits: Limits,
): (question: Question) => Promise<Answer> {
  let current: Thread<Question, Answer> | undefined
  return (question) => {
    if (!current || current.hasEnded) current = new Thread(file, limits)
    return current.ask(question)
  }
}

class Thread<Question, Answer> {
  hasEnded = false
  #worker: Worker
  #limits: Limits
  #lastId = 0
  /** Of this thread alone: when it ends, those who ask the next one are not told so. */
  #waiting = new Map<number, PromiseWithResolvers<Answer>>()
  #silence: NodeJS.Timeout | undefined

  constructor(file: URL, limits: Limits) {
    this.#limits = limits
    this.#worker = new Worker(file)
    this.#worker.on('message', (reply: Answered<Answer>) => this.#told(reply))
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', (code) => this.#end(new Error(`the thread that ${limits.does} ended (${code})`)))
  }

  ask(question: Question): Promise<Answer> {
    const id = ++this.#lastId
    this.#worker.postMessage({ id, question } satisfies Asked<Question>)
    const asker = Promise.withResolvers<Answer>()
    this.#waiting.set(id, asker)
    if (this.#waiting.size === 1) this.#listen()
    return asker.promise
  }

  #told(reply: Answered<Answer>): void {
    const asker = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    this.#listen()
    if ('error' in reply)
      asker?.reject(new Error(`the thread that ${this.#limits.does} failed: ${reply.error}`))
    else asker?.resolve(reply.answer)
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
      this.#end(new Error(`the thread that ${this.#limits.does} does not answer`))
      void this.#worker.terminate()
    }, this.#limits.longestSilenceMs)
  }

  #end(error: Error): void {
    this.hasEnded = true
    clearTimeout(this.#silence)
    for (const asker of this.#waiting.values()) asker.reject(error)
    this.#waiting.clear()
  }
}
