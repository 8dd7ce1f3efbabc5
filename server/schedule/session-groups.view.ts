// What comes again and again: the stops of a unit with their rounds, the workshops of a place.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { addressLine } from '../places/place-address.rules.ts'
import { roundOf } from './round.rules.ts'
import { knownStops, type Schedule } from './schedule.rules.ts'
import { type SchedulePageName, schedulePath } from './schedule-path.rules.ts'
import { recurrenceInWords, sessionName } from './schedule-words.view.ts'
import { canEnd, isOver, keyOf, sessionAt } from './session-list.rules.ts'

export function sessionGroups(schedule: Schedule, today: string, t: Translate): TemplateResult {
  const { subject, sessions } = schedule
  if (sessions.length === 0) return html`<p>${t(`schedule:none.${subject.kind}`)}</p>`
  const groups =
    subject.kind === 'unit'
      ? knownStops(sessions, keyOf).map(({ place, keys }) => ({
          name: place.name,
          about: addressLine(place),
          keys,
        }))
      : sessions.map((session, index) => ({
          name: sessionName(session, t),
          about: t(`time:kinds.${session.kind}`),
          keys: [keyOf(session, index)],
        }))
  const isRunning = ({ keys }: Group) => keys.some((key) => !isOver(sessionAt(sessions, key)!, today))
  const over = groups.filter((group) => !isRunning(group))
  const view = (group: Group) => groupView(group, schedule, today, t)
  return html`<div class="schedule-groups">${groups.filter(isRunning).map(view)}</div>
${over.length > 0 ? html`<details class="folded"><summary>${t('schedule:ended', { count: over.length })}</summary><div class="schedule-groups">${over.map(view)}</div></details>` : nothing}`
}

type Group = { name: string; about: string; keys: string[] }

function groupView({ name, about, keys }: Group, schedule: Schedule, today: string, t: Translate) {
  const { subject, sessions } = schedule
  const path = (page: SchedulePageName, key: string) => `${schedulePath(t.locale, subject, page)}?of=${key}`
  const link = (href: string, action: string, of = name) =>
    html`<a class="button button-quiet" href=${href} aria-label=${t('schedule:actionOf', { action, name: of })}>${action}</a>`
  const own = keys.map((key) => ({ key, session: sessionAt(sessions, key)! }))
  const running = own.filter(({ session }) => !isOver(session, today))
  const isSingle = ({ session: { recurrence } }: (typeof own)[number]) =>
    recurrence.kind === 'dates' && recurrence.rule === null
  // A season taken in as single dates is one line, not fifty; they stand above, each with its own way to be changed.
  const single = subject.kind === 'unit' ? running.filter(isSingle) : []
  const last = (running.length > 0 ? running : own).at(-1)!
  const isHours = last.session.recurrence.kind === 'hours'
  return html`<article class="schedule-group"><h3><bdi>${name}</bdi></h3>
${about ? html`<p class="schedule-about"><bdi>${about}</bdi></p>` : nothing}
<ul>${running
    .filter((each) => !single.includes(each))
    .map(({ key, session }) => {
      const words = recurrenceInWords(session, t)
      // Hours of the week are a form's too.
      const isKnown = session.recurrence.kind === 'hours' || roundOf(session.recurrence) !== null
      return html`<li><p class="schedule-rhythm">${words}</p>
${isKnown || canEnd(session) ? link(path('change', key), t('schedule:actions.change'), `${name}, ${words}`) : nothing}
${isKnown || session.kind === 'opening' ? nothing : html`<p class="form-hint">${t('schedule:untouched')}</p>`}</li>`
    })}
${single.length > 0 ? html`<li><p class="schedule-rhythm">${t('schedule:single', { count: single.length })}</p></li>` : nothing}</ul>
${
  isHours
    ? nothing
    : html`<p class="schedule-ways">${link(path('extra', last.key), t('schedule:actions.extra'))}
${subject.kind === 'unit' ? link(path('round', last.key), t('schedule:actions.round')) : nothing}</p>`
}</article>`
}
