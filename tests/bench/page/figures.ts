// A figure beside its budget, and the table of all.

export type Figure = {
  what: string
  value: number
  unit: 'ms' | 'kB' | 'requests' | 'points' | ''
  /** The most that it may be, or the least; without either it is told for information. */
  atMost?: number
  atLeast?: number
  /** In words, behind the figure. */
  note?: string
}

export const isOver = ({ value, atMost = Infinity, atLeast = -Infinity }: Figure): boolean =>
  !(value <= atMost && value >= atLeast)

/** `share` from 0 to 1: 0.5 is the median, 0.95 what nineteen of twenty stay under. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}

export const median = (numbers: readonly number[]) => quantile(numbers, 0.5)

/** One line for each figure under the heads of its chapter. */
export function tableOf(chapters: readonly { title: string; figures: readonly Figure[] }[]): string {
  const rows = chapters.flatMap(({ title, figures }) => [
    [title, '', '', ''],
    ...figures.map((figure) => [`  ${figure.what}`, withUnit(figure), budgetOf(figure), verdictOf(figure)]),
  ])
  const all = [['', 'figure', 'budget', ''], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]!.length)))
  const line = ([what, value, budget, verdict]: string[]) =>
    `${what!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${budget!.padStart(widths[2]!)}  ${verdict}`.trimEnd()
  return all.map(line).join('\n')
}

const withUnit = ({ value, unit }: Figure) => `${rounded(value)} ${unit}`.trim()

function rounded(value: number): string {
  return Math.abs(value) < 100 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value))
}

function budgetOf({ atMost, atLeast, unit }: Figure): string {
  if (atMost !== undefined) return `≤ ${atMost} ${unit}`.trim()
  return atLeast === undefined ? '' : `≥ ${atLeast} ${unit}`.trim()
}

function verdictOf(figure: Figure): string {
  const hasBudget = figure.atMost !== undefined || figure.atLeast !== undefined
  const verdict = hasBudget ? (isOver(figure) ? 'OVER' : 'ok') : ''
  return [verdict, figure.note].filter(Boolean).join('  ')
}
