// Lighthouse on the list page, as on a phone. It slows nothing down: it computes what a slow phone would have taken.
import lighthouse, { type Result } from 'lighthouse'
import type { Figure } from './figures.ts'
import type { MeasuredSite } from './measured-site.ts'

const goals = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 }

/** The scores of the middle run of several, and the audits that cost them something. */
export async function lighthouseScores(site: MeasuredSite, runs: number): Promise<Figure[]> {
  const results: Result[] = []
  for (let run = 0; run < runs; run += 1) {
    const options = { port: site.browserPort, logLevel: 'error', onlyCategories: Object.keys(goals) } as const
    results.push((await lighthouse(`${site.address}/fr/find`, options))!.lhr)
  }
  const sorted = results.toSorted((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'))
  const middle = sorted[(sorted.length - 1) >> 1]!
  return Object.entries(goals).flatMap(([name, atLeast]): Figure[] => [
    {
      what: middle.categories[name]!.title,
      value: scoreOf(middle, name),
      unit: '',
      atLeast,
      note: missed(middle, name),
    },
  ])
}

const scoreOf = ({ categories }: Result, name: string) => Math.round((categories[name]!.score ?? 0) * 100)

/** The audits of a category that count and are not perfect, by name, with what they say. */
function missed({ categories, audits }: Result, name: string): string {
  return categories[name]!.auditRefs.filter(({ weight }) => weight > 0)
    .map(({ id }) => audits[id]!)
    .filter(({ score }) => score !== null && score < 1)
    .map(({ id, displayValue, score }) => `${id} ${displayValue ?? ''} (${Math.round(score! * 100)})`)
    .join('; ')
}
