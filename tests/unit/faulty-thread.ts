// A thread that answers, dies or falls silent, as the number of the place asks.
import { parentPort } from 'node:worker_threads'
import type { EvaluationAnswer, EvaluationQuestion } from '../../server/recurrence/evaluate-worker.ts'
import type { Answered, Asked } from '../../server/threads/asked-thread.ts'

export const answers = 1
export const dies = 2
export const fallsSilent = 3

parentPort?.on('message', ({ id, question }: Asked<EvaluationQuestion>) => {
  const place = question.timetables[0]!.placeId
  if (place === dies) throw new Error('struck by lightning')
  while (place === fallsSilent);
  const answer: EvaluationAnswer = { evaluation: { rows: [], dated: [], coming: [] }, readings: [] }
  parentPort!.postMessage({ id, answer } satisfies Answered<EvaluationAnswer>)
})
