// The figures of a run as a table for people, or as JSON.
import { createHistogram } from 'node:perf_hooks'
import { type AgentsReport, agentsGoal } from './agents.ts'
import type { Answers } from './answers.ts'
import { type DatesAhead, goalPlaces, goals } from './dates-ahead.ts'
import type { Measured } from './load.ts'
import { type PaperReport, paperGoals } from './paper.ts'
import { type TwinsReport, twinsGoal } from './twins.ts'
import { comparisons, growth } from './works.ts'

/**
 * What one work reached: `rates` are the requests per second of each round, `perSecond` their median, `refused` the
 * requests to which the server said that it was too busy.
 */
export type Figures = {
  name: string
  perSecond: number
  rates: number[]
  p50Ms: number
  p99Ms: number
  refused: number
}

export function figuresOf(name: string, rounds: readonly Measured[]): Figures {
  const rates = rounds.map(({ answers, seconds }) => answers / seconds)
  const times = createHistogram()
  for (const round of rounds) times.add(round.times)
  return {
    name,
    perSecond: median(rates),
    rates,
    p50Ms: times.percentile(50) / 1_000,
    p99Ms: times.percentile(99) / 1_000,
    refused: rounds.reduce((sum, { refused }) => sum + refused, 0),
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export type RunReport = {
  places: number
  fillSeconds: number
  figures: Figures[]
  /** Where it was asked for. */
  datesAhead?: DatesAhead
  paper?: PaperReport
  agents?: AgentsReport
  twins?: TwinsReport
}

export type Verdict = { work: string; against: string; ratio: number; goal: string; reached: boolean }

/** Every goal for which both sides were measured. */
export function verdicts(runs: readonly RunReport[]): Verdict[] {
  const found: Verdict[] = []
  for (const { places, figures } of runs) {
    for (const { of, with: other, atLeast } of comparisons) {
      const [work, against] = [figureOf(figures, of), figureOf(figures, other)]
      if (!work || !against) continue
      // Round by round, since both of a round were disturbed alike.
      const ratio = median(work.rates.map((rate, round) => rate / against.rates[round]!))
      const name = runs.length > 1 ? `${of}, ${grouped(places)} places` : of
      found.push({
        work: name,
        against: other,
        ratio,
        goal: `≥ ${Number(atLeast.toFixed(2))}`,
        reached: ratio >= atLeast,
      })
    }
  }
  found.push(...runs.flatMap(({ datesAhead }) => (datesAhead ? verdictsOnDates(datesAhead) : [])))
  found.push(...runs.flatMap(({ paper }) => (paper ? verdictsOnPaper(paper) : [])))
  found.push(...runs.flatMap(({ agents }) => (agents ? verdictsOnAgents(agents) : [])))
  found.push(...runs.flatMap(({ places, twins }) => (twins ? verdictsOnTwins(twins, places) : [])))
  const [first, last] = [runs[0], runs.at(-1)]
  if (!first || !last || first === last) return found
  for (const { of, atMost } of growth) {
    const [small, large] = [figureOf(first.figures, of), figureOf(last.figures, of)]
    if (!small || !large) continue
    const ratio = large.p50Ms / small.p50Ms
    const against = `p50 at ${grouped(first.places)}`
    found.push({
      work: `${of}, p50 at ${grouped(last.places)}`,
      against,
      ratio,
      goal: `≤ ${atMost}`,
      reached: ratio <= atMost,
    })
  }
  return found
}

function verdictsOnDates({ secondsForGoal, writing, idle }: DatesAhead): Verdict[] {
  const { secondsAtMost, p99AtMost } = goals
  const ratio = writing.p99Ms / idle.p99Ms
  return [
    {
      work: `dates of ${grouped(goalPlaces)} places, seconds`,
      against: 'nothing',
      ratio: secondsForGoal,
      goal: `≤ ${secondsAtMost}`,
      reached: secondsForGoal <= secondsAtMost,
    },
    {
      work: 'searches while dates are written ahead, p99',
      against: 'idle',
      ratio,
      goal: `≤ ${p99AtMost}`,
      reached: ratio <= p99AtMost,
    },
  ]
}

const atMost = (work: string, value: number, most: number, against = 'nothing'): Verdict => ({
  work,
  against,
  ratio: value,
  goal: `≤ ${most}`,
  reached: value <= most,
})

function verdictsOnAgents({ waiting, pages }: AgentsReport): Verdict[] {
  return pages
    .filter(({ hasGoal }) => hasGoal)
    .map(({ name, answers }) =>
      atMost(`${name}, ${grouped(waiting)} waiting, p50 ms`, answers.p50Ms, agentsGoal.p50Ms),
    )
}

/** Among more places than the goal speaks of, the figures stand for themselves. */
function verdictsOnTwins({ typed }: TwinsReport, places: number): Verdict[] {
  if (places > twinsGoal.places) return []
  return typed.map(({ name, p95Ms }) => atMost(`twins by ${name}, p95 ms`, p95Ms, twinsGoal.p95Ms))
}

function verdictsOnPaper({ large, small, megabytes, setting, idle }: PaperReport): Verdict[] {
  const goals = paperGoals
  return [
    atMost('400 places in two languages, seconds', large.seconds, goals.large.seconds),
    atMost(
      'the process that sets it, megabytes above idle',
      megabytes.atMost - megabytes.idle,
      goals.large.megabytes,
    ),
    atMost('40 places, seconds', small.seconds, goals.small.seconds),
    atMost('40 places, pages', small.pages, goals.small.pages),
    atMost('40 places, megabytes', small.megabytes, goals.small.megabytes),
    atMost('searches while papers are set, p99', setting.p99Ms / idle.p99Ms, goals.p99AtMost, 'idle'),
  ]
}

function paperText(report: PaperReport): string[] {
  const { large, small, lookedAtSeconds, megabytes, papers, searchesPerSecond, setting, idle } = report
  const sets = { '400 places, two languages': large, '40 places': small }
  return [
    ...table(
      ['directory as PDF', 'first s', 'then s', 'pages', 'MB'],
      Object.entries(sets).map(([name, { firstSeconds, seconds, pages, megabytes }]) => [
        name,
        ...[firstSeconds, seconds].map((each) => each.toFixed(2)),
        String(pages),
        megabytes.toFixed(2),
      ]),
    ),
    `400 places, their first page looked at before: ${lookedAtSeconds.toFixed(2)} s`,
    `a process held ${megabytes.atMost.toFixed(0)} MB at most, ${megabytes.idle.toFixed(0)} MB while it waits`,
    ...answersText(searchesPerSecond, { [`while ${papers} papers are set`]: setting, 'between, idle': idle }),
  ]
}

function figuresText(figures: readonly Figures[]): string[] {
  return [
    ...table(
      ['work', 'requests/s', 'p50 ms', 'p99 ms'],
      figures.map(({ name, perSecond, p50Ms, p99Ms, refused }) => [
        refused > 0 ? `${name} (${refused} refused)` : name,
        grouped(Math.round(perSecond)),
        p50Ms.toFixed(2),
        p99Ms.toFixed(2),
      ]),
    ),
    '',
  ]
}

const agentsText = ({ waiting, pages }: AgentsReport): string[] =>
  timesText(`${grouped(waiting)} submissions wait`, pages)

function twinsText({ typed, asked, found }: TwinsReport): string[] {
  const known = `Of ${grouped(asked)} places that were typed whole, ${grouped(found)} were found.`
  return [...timesText('twins while typing', typed), known, '']
}

function timesText(title: string, rows: readonly { name: string; answers: Answers }[]): string[] {
  return [
    ...table(
      [title, 'answers', 'p50 ms', 'p99 ms', 'longest ms'],
      rows.map(({ name, answers: { count, p50Ms, p99Ms, maxMs } }) => [
        name,
        grouped(count),
        ...[p50Ms, p99Ms, maxMs].map((ms) => ms.toFixed(2)),
      ]),
    ),
    '',
  ]
}

function answersText(searchesPerSecond: number, answers: Record<string, Answers>): string[] {
  const rows = Object.entries(answers).map(([name, each]) => ({ name, answers: each }))
  return timesText(`${searchesPerSecond} searches each second`, rows)
}

function datesText({ places, texts, seconds, searchesPerSecond, writing, idle }: DatesAhead): string[] {
  const pace = `${grouped(places)} places with ${grouped(texts)} texts of hours, 60 days: ${seconds.toFixed(1)} s`
  const answers = { 'while dates are written ahead': writing, 'between, idle': idle }
  return [pace, ...answersText(searchesPerSecond, answers)]
}

const figureOf = (figures: readonly Figures[], name: string) => figures.find((each) => each.name === name)

/** The whole report as text. */
export function reportText(runs: readonly RunReport[]): string {
  const measured = runs.flatMap(({ places, fillSeconds, figures, datesAhead, paper, agents, twins }) => [
    `${grouped(places)} places (filled in ${fillSeconds.toFixed(0)} s)`,
    ...(figures.length > 0 ? figuresText(figures) : ['']),
    ...(datesAhead ? datesText(datesAhead) : []),
    ...(paper ? paperText(paper) : []),
    ...(agents ? agentsText(agents) : []),
    ...(twins ? twinsText(twins) : []),
  ])
  const judged = table(
    ['work', 'beside', 'ratio', 'goal', ''],
    verdicts(runs).map(({ work, against, ratio, goal, reached }) => [
      work,
      against,
      ratio.toFixed(2),
      goal,
      reached ? 'ok' : 'under',
    ]),
  )
  return [...measured, ...judged].join('\n')
}

/** Columns of equal width; the first two are words, the others figures. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  )
  const line = (cells: string[]) =>
    cells
      .map((cell, column) =>
        /^[\d\s.]+$/.test(rows[0]?.[column] ?? '')
          ? cell.padStart(widths[column]!)
          : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)]
}

const grouped = (number: number) => String(number).replaceAll(/\B(?=(\d{3})+$)/g, ' ')
