// Sets documents with Typst: a few processes work beside the server, others wait in line, nobody waits for ever.
import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { LRUCache } from 'lru-cache'
import { NotSetError } from './not-set.ts'
import type { SetPages, Setting } from './setting.ts'
import { templateHash } from './template-hash.ts'
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
  /** Names what a work gives: works with the same key give the same bytes. A work is not changed once it has its key. */
  keyOf(work: Work): string
  /**
   * A tagged PDF (PDF/UA-1); the same work gives the same bytes, and is set once for all who ask for it at the time.
   * @throws NotSetError when there is too much to do; any other error is a fault of the template or of ours
   */
  pdf(work: Work): Promise<Pdf>
  /** How it would look, kept for whoever asks next; throws as `pdf` does. */
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
  /** Of finished PDFs that are kept. */
  mostKeptBytes: number
  /** The program of a process; only tests give another. */
  program: URL
}

const usualLimits: TypesettingLimits = {
  processes: Math.min(2, availableParallelism()),
  waiting: 12,
  longestMs: 20_000,
  idleMs: 60_000,
  mostKeptBytes: 64 * 1024 * 1024,
  program: new URL('setting-process.ts', import.meta.url),
}

/** No process begins before there is work. */
export function openTypesetting(given: Partial<TypesettingLimits> = {}): Typesetting {
  const limits = { ...usualLimits, ...given }
  const line = new Line(limits)
  const finished = new LRUCache<string, Pdf>({
    maxSize: limits.mostKeptBytes,
    sizeCalculation: ({ bytes }) => bytes.length,
  })
  const previews = new LRUCache<string, Preview>({
    maxSize: limits.mostKeptBytes / 4,
    sizeCalculation: ({ svg }) => svg.length,
  })
  const begun = new Map<string, Promise<Pdf>>()
  const setting = ({ template, ...work }: Work, key: string) => ({ ...work, template: template.href, key })

  async function setPdf(work: Work, key: string): Promise<Pdf> {
    const { bytes, pages } = await line.join({ ...setting(work, key), output: 'pdf' })
    const pdf = { bytes: Buffer.from(bytes), pages }
    finished.set(key, pdf)
    return pdf
  }

  return {
    keyOf,
    async pdf(work) {
      const key = keyOf(work)
      const known = finished.get(key) ?? begun.get(key)
      if (known) return known
      const promise = setPdf(work, key).finally(() => begun.delete(key))
      begun.set(key, promise)
      return promise
    },
    async preview(work) {
      const key = keyOf(work)
      const known = previews.get(key)
      if (known) return known
      const { bytes, pages } = await line.join({ ...setting(work, key), output: 'first-page' })
      const preview = { svg: Buffer.from(bytes).toString(), pages }
      previews.set(key, preview)
      return preview
    },
    close: () => line.close(),
  }
}

/** To read a megabyte takes milliseconds, and a work is asked for its key several times. */
const keys = new WeakMap<Work, string>()

function keyOf(work: Work): string {
  const known = keys.get(work)
  if (known !== undefined) return known
  const { template, date, files } = work
  const hash = createHash('sha256').update(`${template.href}\n${templateHash(template)}\n${date}\n`)
  for (const [name, content] of Object.entries(files))
    hash.update(`${name} ${content.length}\n`).update(content)
  const key = hash.digest('base64url')
  keys.set(work, key)
  return key
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
    const typesetter = this.#free(this.#waiting[0]!.setting.key)
    if (!typesetter) return
    const { setting, resolve, reject } = this.#waiting.shift()!
    void typesetter
      .set(setting, this.#limits.longestMs)
      .then(resolve, reject)
      .finally(() => this.#next())
  }

  /** A process that has nothing to do, the one that knows the document before others, or a new one where there may be one more. */
  #free(key: string): Typesetter | undefined {
    const { processes, program, idleMs } = this.#limits
    const idle = [...this.#typesetters].filter((each) => !each.isAtWork)
    const found = idle.find((each) => each.firstPageOf === key) ?? idle.find((each) => !each.firstPageOf)
    if (found || this.#typesetters.size >= processes) return found ?? idle[0]
    const hired = new Typesetter(program, idleMs, () => {
      this.#typesetters.delete(hired)
      this.#next()
    })
    this.#typesetters.add(hired)
    return hired
  }
}

const closed = () => new Error('typesetting was closed')
