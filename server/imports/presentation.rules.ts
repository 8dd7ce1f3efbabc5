// The two texts that present a place: a summary of one card's length, and a description.
import { textLimits } from './fault.rules.ts'
import type { RowReport } from './row-report.rules.ts'
import { cleanLine, cleanParagraphs, shorten } from './text.rules.ts'

export type Presentation = { summary: string | null; description: string | null }

/**
 * A summary longer than the standard's 280 characters is cut at the end of a sentence or a word; its whole text becomes the description
 * when there is none, and is kept as given in any case.
 */
export function cleanPresentation(report: RowReport): Presentation {
  const whole = cleanLine(report, 'presentation_resume', textLimits.description)
  const description = cleanParagraphs(report, 'presentation_detail', textLimits.description)
  if (whole === null || whole.length <= textLimits.summary) return { summary: whole, description }
  const summary = shorten(whole, textLimits.summary)
  report.repaired('presentation_resume', 'summary-too-long', summary)
  return { summary, description: description ?? whole }
}
