// Asks the thread that draws maps.
import { askedThread } from '../../threads/asked-thread.ts'
import type { DrawnGroup, Grounds, GroundsQuestion, SheetsQuestion } from './map-sheets.rules.ts'

export type DrawingQuestion = { grounds: GroundsQuestion } | { sheets: SheetsQuestion }
export type DrawingAnswer = { grounds: Grounds } | { sheets: DrawnGroup[] }

const ask = askedThread<DrawingQuestion, DrawingAnswer>(
  new URL('./drawing-worker.actions.ts', import.meta.url),
  {
    does: 'draws maps',
    longestSilenceMs: 60_000,
  },
)

/** `groundsOf`, meanwhile others are answered. */
export async function drawGrounds(grounds: GroundsQuestion): Promise<Grounds> {
  return ((await ask({ grounds })) as { grounds: Grounds }).grounds
}

/** `sheetsOf`, meanwhile others are answered. */
export async function drawSheets(sheets: SheetsQuestion): Promise<DrawnGroup[]> {
  return ((await ask({ sheets })) as { sheets: DrawnGroup[] }).sheets
}
