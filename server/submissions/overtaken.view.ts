// Nothing was sent, since something changed meanwhile: what it was.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { same } from '../history/difference.rules.ts'
import { recurrenceInWords, sessionName } from '../schedule/schedule-words.view.ts'
import type { SessionSaid } from '../sessions/session.rules.ts'
import { type Line, linesView } from './proposal-lines.view.ts'

/** @param sessions what became of them, each in a sentence */
export function overtakenView(
  { title, lines, sessions = [] }: { title: string; lines: readonly Line[]; sessions?: readonly string[] },
  t: Translate,
): TemplateResult {
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus><h2>${title}</h2><p>${t('add:receipt.overtaken.text')}</p>${linesView(lines, t)}${sessions.length === 0 ? nothing : html`<ul class="points">${sessions.map((each) => html`<li>${each}</li>`)}</ul>`}</div>`
}

/** What became of sessions, each in a sentence: added, taken out, changed. */
export function sessionsSince(
  before: readonly SessionSaid[],
  after: readonly SessionSaid[],
  t: Translate,
): string[] {
  const tell = (what: 'added' | 'gone' | 'changed', session: SessionSaid) =>
    t(`schedule:changed.${what}`, { name: sessionName(session, t), when: recurrenceInWords(session, t) })
  const gone = before.filter(({ id }) => !after.some((session) => session.id === id))
  const others = after.flatMap((session) => {
    const was = before.find(({ id }) => id === session.id)
    if (!was) return [tell('added', session)]
    return same(was, session) ? [] : [tell('changed', session)]
  })
  return [...others, ...gone.map((session) => tell('gone', session))]
}
