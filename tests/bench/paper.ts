// How long directories take to be set, how much memory that takes, and what searches notice of it.
import { readdirSync, readFileSync } from 'node:fs'
import { openTypesetting, type Typesetting, type Work } from '../../server/typesetting/typesetting.ts'
import { inventedDirectory, workOfDocument } from '../directory/invented-directory.ts'
import { type Answers, answersOf } from './answers.ts'
import { type Measured, type Request, steadyLoad } from './load.ts'

export const paper = 'directory as PDF'

export const paperGoals = {
  large: { seconds: 2, megabytes: 400 },
  small: { seconds: 0.4, pages: 12, megabytes: 2 },
  p99AtMost: 2,
}

export type PaperReport = {
  /** 400 places in two languages, with their map; 40 in one. The first is set by a process that is just begun. */
  large: SetPaper
  small: SetPaper
  /** The first of them again, when its first page has been looked at: as the builder shows it before. */
  lookedAtSeconds: number
  /** What a process that sets held at most, and what one holds that waits; 0 where the system does not tell. */
  megabytes: { atMost: number; idle: number }
  /** Made by the server meanwhile. */
  papers: number
  searchesPerSecond: number
  setting: Answers
  idle: Answers
}
export type SetPaper = { firstSeconds: number; seconds: number; pages: number; megabytes: number }

/** Few for this server, as on a good day. */
const perSecond = 50
const turnSeconds = 3
const turns = 4
/** Of the directories that are asked for meanwhile. */
const radiusMetres = 5_000

/**
 * Sets invented directories in processes of their own, as the server does; then asks the server for searches while it gathers,
 * draws and sets directories around points of those searches.
 */
export async function measurePaper(port: number, requests: readonly Request[]): Promise<PaperReport> {
  const set = await measureSetting()
  const ask = () => steadyLoad(port, requests, { perSecond, seconds: turnSeconds })
  const points = requests.flatMap(({ path }) => new URLSearchParams(path.split('?')[1]).get('near') ?? [])
  await ask()
  // The first papers of a server are made by code that is not compiled yet.
  const warm = keepBusy(port, points)
  await ask()
  await warm()
  const idle: Measured[] = []
  const setting: Measured[] = []
  let papers = 0
  // By turns, so that what disturbs the machine for a while falls on both.
  for (let turn = 0; turn < turns; turn++) {
    idle.push(await ask())
    const stop = keepBusy(port, points)
    setting.push(await ask())
    papers += await stop()
  }
  return {
    ...set,
    papers,
    searchesPerSecond: perSecond,
    setting: answersOf(setting),
    idle: answersOf(idle),
  }
}

const largeInvention: Invention = { places: 400, languages: ['fr', 'ar'] }

async function measureSetting(): Promise<
  Pick<PaperReport, 'large' | 'small' | 'lookedAtSeconds' | 'megabytes'>
> {
  const idleMegabytes = await heldWhileIdle()
  const typesetting = openTypesetting()
  const mostMegabytes = watchedMemory()
  try {
    const large = await setTimed(typesetting, largeInvention)
    const lookedAt = await workFor(largeInvention)
    await typesetting.preview(lookedAt)
    const start = performance.now()
    await typesetting.pdf(lookedAt)
    const lookedAtSeconds = (performance.now() - start) / 1_000
    const small = await setTimed(typesetting, { places: 40 })
    return { large, small, lookedAtSeconds, megabytes: { atMost: mostMegabytes(), idle: idleMegabytes } }
  } finally {
    mostMegabytes()
    await typesetting.close()
  }
}

type Invention = Parameters<typeof inventedDirectory>[0]

let last = 0
/** Each is another one: what was set before is kept. */
const workFor = (invention: Invention): Promise<Work> =>
  workOfDocument(inventedDirectory({ ...invention, area: `Neudorf ${++last}` }))

async function setTimed(typesetting: Typesetting, invention: Invention): Promise<SetPaper> {
  const times: number[] = []
  for (let round = 0; round < 4; round++) {
    const work = await workFor(invention)
    const start = performance.now()
    const { pages, bytes } = await typesetting.pdf(work)
    times.push((performance.now() - start) / 1_000)
    if (round === 3)
      return {
        firstSeconds: times[0]!,
        seconds: median(times.slice(1)),
        pages,
        megabytes: bytes.length / 1e6,
      }
  }
  throw new Error('no round was the last')
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!

let nextPoint = 0

/** Asks the server for one paper after the other, two at a time, each for another reader. @returns how to stop it; then: how many it made */
function keepBusy(port: number, points: readonly string[]): () => Promise<number> {
  let isStopped = false
  const hands = [0, 1].map(async () => {
    let made = 0
    while (!isStopped) {
      const near = points[nextPoint++ % points.length]!
      const address = `/fr/directory.pdf?near=${near}&radius=${radiusMetres + nextPoint}&print=fr,ar`
      const headers = { 'x-forwarded-for': `10.0.${nextPoint >> 8}.${nextPoint & 255}` }
      const answer = await fetch(`http://127.0.0.1:${port}${address}`, { headers })
      await answer.arrayBuffer()
      if (answer.ok) made++
    }
    return made
  })
  return async () => {
    isStopped = true
    return (await Promise.all(hands)).reduce((sum, made) => sum + made, 0)
  }
}

/** What a process holds that waits for work, having set one place. */
async function heldWhileIdle(): Promise<number> {
  const typesetting = openTypesetting()
  try {
    await typesetting.pdf(await workFor({ ...largeInvention, places: 1 }))
    return Math.max(0, ...heldMegabytes())
  } finally {
    await typesetting.close()
  }
}

/** Looks how much memory processes that set documents hold. @returns how to stop it; then: the most that one held */
function watchedMemory(): () => number {
  let most = 0
  const looking = setInterval(() => {
    most = Math.max(most, ...heldMegabytes())
  }, 20)
  return () => {
    clearInterval(looking)
    return most
  }
}

/** What each of them holds at this moment (Linux). */
function heldMegabytes(): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      if (!/^\d+$/.test(name) || !readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('setting-process'))
        return []
      const status = readFileSync(`/proc/${name}/status`, 'utf8')
      const held = status.includes(`\nPPid:\t${process.pid}\n`) && /VmRSS:\s+(\d+)/.exec(status)
      return held ? [Number(held[1]) / 1_000] : []
    } catch {
      // It has ended, or the system does not tell.
      return []
    }
  })
}
