// One process that sets documents, one after the other. A process and not a thread: Typst is native code, and a thread that
// was told to end went on for the 70 seconds of its work; a process is gone at once, and its memory with it.
import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { NotSetError } from './not-set.ts'
import type { SetPages, Setting, SettingReply } from './setting.ts'

/** All that the process sees of the environment: no secret, no font of the machine. */
const environment = {
  // The fonts are ours alone: the same work gives the same bytes on each machine, and searching others takes 200 ms.
  FONTCONFIG_FILE: fileURLToPath(new URL('no-fonts.conf', import.meta.url)),
  // Who searches comes before it on each of them: see `setting-process.ts`.
  RAYON_NUM_THREADS: String(availableParallelism()),
}

export class Typesetter {
  #process: ChildProcess
  #idleMs: number
  #onEnd: () => void
  #asked: PromiseWithResolvers<SetPages> | undefined
  /** Of the work while there is one, of idleness when there is none. */
  #clock: NodeJS.Timeout | undefined
  #hasEnded = Promise.withResolvers<void>()
  #firstPageOf: string | undefined

  /** @param onEnd it works no more: whoever has work must hire another */
  constructor(program: URL, idleMs: number, onEnd: () => void) {
    this.#idleMs = idleMs
    this.#onEnd = onEnd
    this.#process = fork(program, { env: environment, execArgv: [], serialization: 'advanced' })
    const end = (error: Error) => {
      clearTimeout(this.#clock)
      this.#onEnd()
      this.#done()?.reject(error)
      this.#hasEnded.resolve()
    }
    this.#process.on('message', (reply: SettingReply) => this.#told(reply))
    this.#process.on('error', end)
    this.#process.once('exit', (code, signal) =>
      end(new Error(`the process that sets documents ended (${signal ?? code})`)),
    )
  }

  get isAtWork(): boolean {
    return this.#asked !== undefined
  }

  /** The key of the document whose first page it has just set: it knows the rest of it too. */
  get firstPageOf(): string | undefined {
    return this.#firstPageOf
  }

  /** @throws NotSetError after that time: the process is ended with its work */
  set(setting: Setting, longestMs: number): Promise<SetPages> {
    clearTimeout(this.#clock)
    const asked = Promise.withResolvers<SetPages>()
    this.#asked = asked
    this.#firstPageOf = setting.output === 'first-page' ? setting.key : undefined
    this.#keepsServer(true)
    this.#process.send(setting)
    this.#clock = setTimeout(() => {
      asked.reject(new NotSetError('too-long'))
      void this.end()
    }, longestMs)
    return asked.promise
  }

  /** Ends the process, whatever it does. */
  async end(): Promise<void> {
    this.#keepsServer(true)
    this.#process.kill('SIGKILL')
    await this.#hasEnded.promise
  }

  #told(reply: SettingReply): void {
    clearTimeout(this.#clock)
    // Without work it keeps nobody: neither the server from ending, nor memory for long.
    this.#keepsServer(false)
    const asked = this.#done()
    if (reply.isFull) this.#retire()
    else this.#clock = setTimeout(() => this.#retire(), this.#idleMs).unref()
    if ('fault' in reply) asked?.reject(new Error(`Typst: ${reply.fault}`))
    else asked?.resolve(reply)
  }

  /** Ends with no work in hand, and gets no more before its end is heard of. */
  #retire(): void {
    this.#onEnd()
    void this.end()
  }

  #keepsServer(does: boolean): void {
    for (const each of [this.#process, this.#process.channel]) does ? each?.ref() : each?.unref()
  }

  #done(): PromiseWithResolvers<SetPages> | undefined {
    const asked = this.#asked
    this.#asked = undefined
    return asked
  }
}
