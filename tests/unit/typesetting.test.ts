// Who waits for paper: how many are served at a time, what becomes of work that never ends, and of processes without work.
import { execFileSync } from 'node:child_process'
import { setTimeout as later } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { NotSetError } from '../../server/typesetting/not-set.ts'
import {
  openTypesetting,
  type Typesetting,
  type TypesettingLimits,
} from '../../server/typesetting/typesetting.ts'

let opened: Typesetting | undefined
afterEach(() => opened?.close())

const program = new URL('slow-setting.ts', import.meta.url)
function typesettingWith(limits: Partial<TypesettingLimits> = {}): Typesetting {
  opened = openTypesetting({ program, processes: 1, longestMs: 20_000, ...limits })
  return opened
}

let last = 0
/** Each work is another one: what is the same is set once. */
const work = (name: string, files: Record<string, string> = { 'n.json': String(++last) }) => ({
  template: new URL(`templates/${name}.typ`, import.meta.url),
  date: '2026-11-26',
  files,
})
const pidOf = async (setting: Promise<{ bytes: Buffer }>) =>
  (await setting).bytes.toString().split(' ').at(-1)
const isRunning = (pid: string | undefined) => {
  try {
    return process.kill(Number(pid), 0)
  } catch {
    return false
  }
}

it('one process sets what comes one after the other', async () => {
  const typesetting = typesettingWith()
  const [first, second] = await Promise.all([
    pidOf(typesetting.pdf(work('quick'))),
    pidOf(typesetting.pdf(work('quick'))),
  ])
  expect(first).toBe(second)
})

it('Léa, who finds all hands busy and the line full, is told so at once; those before her are served', async () => {
  const typesetting = typesettingWith({ processes: 2, waiting: 1 })
  const before = [1, 2, 3].map(() => typesetting.pdf(work('late')))
  await expect(typesetting.pdf(work('late'))).rejects.toMatchObject({ reason: 'busy' })
  expect(await Promise.all(before)).toHaveLength(3)
})

it('a document that never ends is given up, its process is killed, and the next one is set by another', async () => {
  const typesetting = typesettingWith({ longestMs: 3_000 })
  const endless = typesetting.pdf(work('endless'))
  const next = typesetting.pdf(work('quick'))
  await expect(endless).rejects.toBeInstanceOf(NotSetError)
  await expect(endless).rejects.toMatchObject({ reason: 'too-long' })
  expect((await next).pages).toBe(1)
})

it('a process that dies with its work takes nobody else along', async () => {
  const typesetting = typesettingWith()
  const both = await Promise.allSettled([typesetting.pdf(work('dies')), typesetting.pdf(work('quick'))])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

it('what Typst says of a faulty template is what the error says', async () => {
  await expect(typesettingWith().pdf(work('faulty'))).rejects.toThrow('expected length, found string')
})

it('a process without work ends, and its memory is given back', async () => {
  const typesetting = typesettingWith({ idleMs: 50 })
  const pid = await pidOf(typesetting.pdf(work('quick')))
  await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
  expect((await typesetting.pdf(work('quick'))).pages).toBe(1)
})

it('a process that a large document filled with memory sets no other one', async () => {
  const typesetting = typesettingWith()
  const large = await pidOf(typesetting.pdf(work('large')))
  expect(await pidOf(typesetting.pdf(work('quick')))).not.toBe(large)
  await expect.poll(() => isRunning(large), { timeout: 10_000 }).toBe(false)
})

it('Léa looks at two first pages, then takes both papers: each is set by the process that knows it', async () => {
  const typesetting = typesettingWith({ processes: 2 })
  const [one, other] = [work('quick'), work('quick')]
  const lookedAt = async (each: typeof one) => (await typesetting.preview(each)).svg.split(' ').at(-1)
  const [first, second] = [await lookedAt(one), await lookedAt(other)]
  expect(second).not.toBe(first)
  expect(await pidOf(typesetting.pdf(other))).toBe(second)
  expect(await pidOf(typesetting.pdf(one))).toBe(first)
  // With nothing to go on with, anybody's work will do.
  expect([first, second]).toContain(await pidOf(typesetting.pdf(work('quick'))))
})

it('the same document is set once for all who ask for it meanwhile and later', async () => {
  const typesetting = typesettingWith({ processes: 2 })
  const same = { 'document.json': '{"title":"Neudorf"}' }
  const [first, second] = await Promise.all([
    typesetting.pdf(work('late', same)),
    typesetting.pdf(work('late', same)),
  ])
  expect(second).toBe(first)
  expect(await typesetting.pdf(work('late', same))).toBe(first)
  const key = typesetting.keyOf(work('late', same))
  expect(typesetting.keyOf(work('late', { 'document.json': '{"title":"Meinau"}' }))).not.toBe(key)
})

it('finished papers are kept up to so many bytes, the least asked for go first', async () => {
  const typesetting = typesettingWith({ mostKeptBytes: 20 })
  const [first, second] = [work('quick'), work('quick')]
  const [setFirst, setSecond] = [await typesetting.pdf(first), await typesetting.pdf(second)]
  expect(await typesetting.pdf(second)).toBe(setSecond)
  expect(await typesetting.pdf(first)).not.toBe(setFirst)
})

it('who waits when the server stops is told so, and nothing goes on', async () => {
  const typesetting = typesettingWith({ longestMs: 60_000 })
  const waiting = Promise.allSettled([typesetting.pdf(work('endless')), typesetting.pdf(work('quick'))])
  await later(200)
  await typesetting.close()
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

it.skipIf(process.platform !== 'linux')(
  'whoever gives way is an idle process, or at least of the lowest priority',
  () => {
    const program = new URL('../../server/typesetting/giving-way.ts', import.meta.url).href
    const code = `const { giveWay } = await import('${program}'); giveWay();
    const { readFileSync } = await import('node:fs');
    console.log(readFileSync('/proc/self/stat', 'utf8').replace(/^.*\\) /, ''))`
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', code]).toString().split(' ')
    // Fields 19 and 41 of proc(5), after the first two: niceness, and the policy, of which 5 is SCHED_IDLE.
    expect(told[16]).toBe('19')
    expect(hasChrt() ? told[38] : '5').toBe('5')
  },
)

function hasChrt(): boolean {
  try {
    execFileSync('chrt', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
