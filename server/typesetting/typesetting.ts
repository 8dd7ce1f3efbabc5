// Sets documents with Typst: a few processes work beside the server, others wait in line, nobody waits for ever.
import { availableParallelism } from 'node:os'
import { NotSetError } from './not-set.ts'
import type { SetPages, Setting } from './setting.ts'
import { Typesetter } from './typesetter.ts'

/** A document to be set. */
export type Work = {
  /** A Typst file; it reads its parts and the data from beside it, the families of letters from `typefaces.json`. */
  template: URL
  /** Day of the document, which a template reads as `sys.inputs.date`: `YYYY-MM-DD`. */
  date: string
  /** Data that stand beside the template for this work alone: JSON (`….json`) or pictures, never Typst. */
  files: Readonly<Record<string, string | Uint8Array>>
}

export type Pdf = { bytes: Buffer; pages: number }
/** The first page as a picture (SVG), and how many pages there are. */
export type Preview = { svg: string; pages: number }

export type Typesetting = {
  /**
   * A tagged PDF (PDF/UA-1); the same work gives the same bytes.
   * @throws NotSetError when there is too much to do; any other error is a fault of the template or of ours
   */
  pdf(work: Work): Promise<Pdf>
  /** How it would look; throws as `pdf` does. */
  preview(work: Work): Promise<Preview>
  /** Ends what is at work; who waits is told so. */
  close(): Promise<void>
}

export type TypesettingLimits = {
  /** At work at the same time. */
  processes: number
  /** Waiting behind those. */
  waiting: number
  /** For one work, from when it begins. */
  longestMs: number
  /** A process without work ends after so long, and gives its memory back. */
  idleMs: number
  /** The program of a process; only tests give another. */
  program: URL
}

const usualLimits: TypesettingLimits = {
  processes: Math.min(2, availableParallelism()),
  waiting: 12,
  longestMs: 20_000,
  idleMs: 60_000,
  program: new URL('setting-process.ts', import.meta.url),
}

/** No process begins before there is work. */
export function openTypesetting(limits: Partial<TypesettingLimits> = {}): Typesetting {
  const line = new Line({ ...usualLimits, ...limits })
  const setting = ({ template, ...work }: Work) => ({ ...work, template: template.href })
  return {
    async pdf(work) {
      const { bytes, pages } = await line.join({ ...setting(work), output: 'pdf' })
      return { bytes: Buffer.from(bytes), pages }
    },
    async preview(work) {
      const { bytes, pages } = await line.join({ ...setting(work), output: 'first-page' })
      return { svg: Buffer.from(bytes).toString(), pages }
    },
    close: () => line.close(),
  }
}

type Waiting = { setting: Setting } & Pick<PromiseWithResolvers<SetPages>, 'resolve' | 'reject'>

/** First come, first served. */
class Line {
  #limits: TypesettingLimits
  #waiting: Waiting[] = []
  #typesetters = new Set<Typesetter>()
  #isClosed = false

  constructor(limits: TypesettingLimits) {
    this.#limits = limits
  }

  join(setting: Setting): Promise<SetPages> {
    const { promise, resolve, reject } = Promise.withResolvers<SetPages>()
    if (this.#isClosed) reject(closed())
    else {
      this.#waiting.push({ setting, resolve, reject })
      this.#next()
      // Whoever came last and found neither a hand nor room.
      if (this.#waiting.length > this.#limits.waiting) this.#waiting.pop()!.reject(new NotSetError('busy'))
    }
    return promise
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { reject } of this.#waiting.splice(0)) reject(closed())
    await Promise.all([...this.#typesetters].map((each) => each.end()))
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const typesetter = this.#free()
    if (!typesetter) return
    const { setting, resolve, reject } = this.#waiting.shift()!
    void typesetter
      .set(setting, this.#limits.longestMs)
      .then(resolve, reject)
      .finally(() => this.#next())
  }

  /** A process that has nothing to do, or a new one where there may be one more. */
  #free(): Typesetter | undefined {
    const { processes, program, idleMs } = this.#limits
    const idle = [...this.#typesetters].find((each) => !each.isAtWork)
    if (idle || this.#typesetters.size >= processes) return idle
    const hired = new Typesetter(program, idleMs, () => this.#typesetters.delete(hired))
    this.#typesetters.add(hired)
    return hired
  }
}

const closed = () => new Error('typesetting was closed')
