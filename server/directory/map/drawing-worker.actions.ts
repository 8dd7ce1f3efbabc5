// The thread that draws maps: a thousand numbers take a second to find their places, and searches must be answered meanwhile.
import { answerQuestions, giveWayToOthers } from '../../threads/answer-questions.ts'
import type { DrawingAnswer, DrawingQuestion } from './drawing-thread.actions.ts'
import { groundsOf, sheetsOf } from './map-sheets.rules.ts'

giveWayToOthers()
answerQuestions<DrawingQuestion, DrawingAnswer>((question) =>
  'grounds' in question ? { grounds: groundsOf(question.grounds) } : { sheets: sheetsOf(question.sheets) },
)
