// `npm run bench:page`: what the pages cost a reader with an old phone, each figure beside its budget. It needs
// Chromium. Times move with whatever else the machine does; weights do not.
import { createServer } from 'node:net'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { findChromium } from '../../browser/chromium.ts'
import { type Figure, isOver, tableOf } from './figures.ts'
import { filterTimes } from './filter-time.ts'
import { lighthouseScores } from './lighthouse.ts'
import { type MeasuredSite, openMeasuredSite } from './measured-site.ts'
import { pageFigures, pagesOf } from './pages.ts'
import { panTimes } from './pan.ts'

const usage = 'npm run bench:page [-- --only pages,filter,lighthouse,pan --rounds N]'
const parts = ['pages', 'filter', 'lighthouse', 'pan'] as const
type Part = (typeof parts)[number]
type Options = { only: readonly Part[]; rounds: number }
type Chapter = { title: string; figures: Figure[] }

/** What this machine lacks, or what the command line says that nobody understands. */
class CannotBenchError extends Error {}

const say = (text: string) => process.stderr.write(`${text}\n`)

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const chromium = findChromium()
  if ('skip' in chromium) throw new CannotBenchError(chromium.skip)
  const before = loadavg()[0]!
  const chapters: Chapter[] = []
  for (const site of sites) chapters.push(...(await measureOn(site, options)))
  const load = `${before.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`
  const machine = `${availableParallelism()} cores shared by browser, server and database; load of the machine ${load}`
  process.stdout.write(`${machine}\n\n${tableOf(chapters)}\n`)
  if (chapters.some(({ figures }) => figures.some(isOver))) process.exitCode = 1
}

type Work = { part: Part; title: string; measure: () => Promise<Figure[]> }

/** What is measured on each site, by its number of places. */
const sites: {
  places: number
  parts: Part[]
  work: (site: MeasuredSite, rounds: number) => Promise<Work[]>
}[] = [
  {
    places: 1_000,
    parts: ['pages', 'filter', 'lighthouse'],
    work: async (site, rounds) => [
      ...(await pagesOf(site)).map(
        (page): Work => ({
          part: 'pages',
          title: `${page.title}, on an old phone`,
          measure: () => pageFigures(site, page, rounds),
        }),
      ),
      {
        part: 'filter',
        title: 'list of 1,000 places, processor × 4 slower',
        measure: () => filterTimes(site),
      },
      {
        part: 'lighthouse',
        title: 'list of 1,000 places, Lighthouse (mobile)',
        measure: () => lighthouseScores(site, rounds),
      },
    ],
  },
  {
    places: 5_000,
    parts: ['pan'],
    work: async (site) => [
      { part: 'pan', title: 'wide map, WebGL drawn by the processor', measure: () => panTimes(site) },
    ],
  },
]

async function measureOn(
  { places, parts, work }: (typeof sites)[number],
  options: Options,
): Promise<Chapter[]> {
  if (!parts.some((part) => options.only.includes(part))) return []
  say(`bringing ${places} places`)
  const site = await openMeasuredSite(places, await freePort())
  const chapters: Chapter[] = []
  try {
    for (const { part, title, measure } of await work(site, options.rounds)) {
      if (!options.only.includes(part)) continue
      say(`measuring: ${title}`)
      chapters.push({ title, figures: await measure() })
    }
  } finally {
    await site.close()
  }
  return chapters
}

function readOptions(args: string[]): Options {
  const values = readArguments(args)
  const wanted = (values.only ?? parts.join()).split(',')
  const only = parts.filter((part) => wanted.includes(part))
  const rounds = Number(values.rounds ?? 3)
  const isKnown = only.length === wanted.length && Number.isInteger(rounds) && rounds > 0
  if (!isKnown) throw new CannotBenchError(usage)
  return { only, rounds }
}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({ args, options: { only: text, rounds: text } }).values
  } catch {
    throw new CannotBenchError(usage)
  }
}

/** A port on which nobody listens. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

main().catch((error: unknown) => {
  say(error instanceof CannotBenchError ? error.message : String((error as Error).stack))
  process.exitCode = 1
})
