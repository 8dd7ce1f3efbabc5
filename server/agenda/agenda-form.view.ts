// The question of the agenda: when, where, and the criteria folded under them. It is the finder's form with other words,
// and works without script as that does.
import { html } from 'lit'
import { formatDay, formatDistance, formatShortRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { amountOf, choices, panel, submitView, whereField } from '../finder/find-form.view.ts'
import { addDays, weekdayOf } from '../sessions/day.rules.ts'
import type { Agenda } from './agenda.actions.ts'
import {
  type AgendaParameters,
  agendaAddress,
  agendaFacets,
  agendaKinds,
  type Days,
  radii,
  usualRadius,
} from './agenda-address.rules.ts'

/** The form of the agenda. */
export function agendaForm(agenda: Agenda, t: Translate) {
  const submit = t('agenda:form.apply')
  const { kinds } = agenda
  return html`<form class="search" role="search" aria-label=${t('agenda:form.label')} action=${`/${t.locale}/agenda`} method="get">
<div class="search-box">
${whenField(agenda, submit, t)}
${whereField(agenda, t, { more: radiusField(agenda, t), submit })}
</div>
<div class="criteria">
${panel('session', kinds.length > 0 ? ` (${kinds.length})` : '', t('agenda:form.kind'), kindChoices(agenda, t), t, submit)}
${panel('languages', amountOf(['languages'], agenda), t('find:form.language'), choices('languages', agenda, t), t, submit)}
${panel('filters', amountOf(otherFacets, agenda), t('find:form.filters'), otherFilters(agenda, t), t, submit)}
</div>
</form>`
}

const otherFacets = agendaFacets.filter((name) => name !== 'languages')

function whenField(agenda: Agenda, submit: string, t: Translate) {
  const { days, lastDay, today, parameters } = agenda
  const field = (name: 'from' | 'until') =>
    html`<div class="day-field"><label for=${name}>${t(`agenda:form.${name}`)}</label>
<input type="date" id=${name} name=${name} value=${parameters[name] ?? ''} min=${today} max=${lastDay}></div>`
  return html`<details class="field field-when" name="criteria"><summary id="summary-when"><span class="field-label">${t('agenda:form.when')}</span> <bdi class="field-value">${daysInWords(days, today, t)}</bdi></summary>
<div class="panel"><ul class="quick-days">${quickDays(today).map(
    ({ name, ...chosen }) =>
      html`<li><a class="chip" href=${agendaAddress(t.locale, { ...parameters, ...chosen })}>${t(`agenda:quick.${name}`)}</a></li>`,
  )}</ul>
<div class="day-fields">${field('from')}${field('until')}</div>
${submitView(submit)}</div></details>`
}

const saturday = 5

function quickDays(today: string) {
  const nextSaturday = addDays(today, (saturday - weekdayOf(today) + 7) % 7)
  const isSunday = weekdayOf(today) === 6
  return [
    { name: 'today', from: today, until: today },
    {
      name: 'weekend',
      from: isSunday ? today : nextSaturday,
      until: isSunday ? today : addDays(nextSaturday, 1),
    },
    { name: 'week', from: today, until: addDays(today, 6) },
    { name: 'month', from: undefined, until: undefined },
  ] as const satisfies ({ name: string } & Pick<AgendaParameters, 'from' | 'until'>)[]
}

/** `30 jours`, `samedi 28 novembre`, `28 nov. – 3 janv.`: in few words. */
export function daysInWords({ from, until, isChosen }: Days, today: string, t: Translate): string {
  if (!isChosen) return t('agenda:quick.month')
  if (from === until) return from === today ? t('agenda:quick.today') : formatDay(t.locale, from)
  return t('agenda:period', formatShortRange(t.locale, from, until))
}

/** How far around an address or a point; in a territory it means nothing. */
function radiusField({ radius }: Agenda, t: Translate) {
  const offered = radii.some((each) => each === radius) || radius === undefined ? radii : [radius, ...radii]
  return html`<div class="territory-field radius-field"><label for="radius">${t('agenda:form.radius')}</label>
<select id="radius" name="radius">${offered.map(
    (metres) =>
      html`<option value=${metres} ?selected=${metres === (radius ?? usualRadius)}>${formatDistance(t.locale, metres)}</option>`,
  )}</select></div>`
}

function kindChoices({ kinds }: Agenda, t: Translate) {
  return html`<fieldset class="choices"><legend class="visually-hidden">${t('agenda:form.kind')}</legend>${agendaKinds.map(
    (kind) =>
      html`<label class="choice"><input type="checkbox" name="session" value=${kind} ?checked=${kinds.includes(kind)}><span>${t(`time:kinds.${kind}`)}</span></label>`,
  )}</fieldset>`
}

function otherFilters(agenda: Agenda, t: Translate) {
  return otherFacets.map((name) => {
    const label = name === 'services' ? t('find:form.need') : t(`vocabularies:names.${name}`)
    return html`<details class="facet" name="criteria-more"><summary id=${`summary-${name}`}>${label}${amountOf([name], agenda)}</summary>
${choices(name, agenda, t)}</details>`
  })
}
