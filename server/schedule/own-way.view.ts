// On the page of a place or a unit: the way to its dates, for whoever runs it.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { ScheduleSubject } from './schedule.rules.ts'
import { schedulePath } from './schedule-path.rules.ts'

export function ownWayView(subject: ScheduleSubject, t: Translate): TemplateResult {
  return html`<p class="own-way no-print"><span>${t(`schedule:own.${subject.kind}.title`)}</span> <a class="button button-quiet" rel="nofollow" href=${schedulePath(t.locale, subject)}>${t(`schedule:own.${subject.kind}.link`)}</a></p>`
}
