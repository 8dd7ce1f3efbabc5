// The compact form of a place for agents: everything on one page, lists folded.
import { html, nothing, type TemplateResult } from 'lit'
import { languageName, weekdayNames } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import {
  choicesView,
  errorSummaryView,
  type FieldError,
  fieldView,
  selectView,
  textAreaView,
} from '../http/form.view.ts'
import { nameOf } from '../places/criteria.view.ts'
import { fieldName } from '../places/record-words.view.ts'
import { codesOf, kindCodes, listVocabularyNames } from '../places/vocabularies.rules.ts'
import { otherTextsView } from '../submissions/more-form.view.ts'
import { lineFields, type TypedPlace } from './place-form.rules.ts'

/** Languages that people of this region speak; others of the place stand after them. */
const offeredLanguages = [
  'fr',
  'de',
  'gsw',
  'en',
  'tr',
  'ar',
  'ru',
  'uk',
  'ro',
  'es',
  'it',
  'pt',
  'sq',
  'ka',
  'fa',
  'ps',
  'ur',
  'zh',
  'fsl',
]

const leftToRight = ['postalCode', 'communeCode', 'phone', 'bookingUrl', 'pivot']

export type PlaceForm = {
  typed: TypedPlace
  /** Hours that somebody wrote in words, to be put into the week. */
  given: string | null
  errors: readonly FieldError[]
  action: string
  button: string
}

export function placeFormView(
  { typed, given, errors, action, button }: PlaceForm,
  t: Translate,
): TemplateResult {
  return html`<form class="form place-form" method="post" action=${action} novalidate>
${errorSummaryView(errors, t)}
<input type="hidden" name="version" value=${typed.seen.version}><input type="hidden" name="subject" value=${typed.seen.subject ?? ''}><input type="hidden" name="entry" value=${typed.seen.entry}>
<div class="place-form-grid">
${lineFields.map((name) =>
  fieldView(
    {
      name,
      label: fieldName(name, t),
      value: typed.lines[name],
      required: name === 'name',
      errors,
      spellcheck: false,
      ...(leftToRight.includes(name) && { direction: 'ltr' as const }),
    },
    t,
  ),
)}
${selectView({ name: 'kind', label: fieldName('kind', t), required: true, value: typed.kind, choices: kindCodes.filter((code) => code !== 'mobile' || typed.kind === 'mobile').map((code) => ({ value: code, label: t(`vocabularies:kind.${code}`) })), errors }, t)}
${fieldView({ name: 'point', label: fieldName('lonLat', t), hint: t('moderation:edit.pointHint'), value: typed.point, direction: 'ltr', errors }, t)}
${fieldView({ name: 'emails', label: fieldName('emails', t), value: typed.emails, direction: 'ltr', errors }, t)}
${fieldView({ name: 'websites', label: fieldName('websites', t), value: typed.websites, direction: 'ltr', errors }, t)}
</div>
${hoursView(typed, given, errors, t)}
${listsView(typed, errors, t)}
${textAreaView({ name: 'summary', label: fieldName('summary', t), value: typed.summary, rows: 2, errors }, t)}
${textAreaView({ name: 'description', label: fieldName('description', t), value: typed.description, rows: 5, errors }, t)}
${textsView(typed, errors, t)}
<button class="button">${button}</button>
</form>`
}

/** Other languages; folded until there is one, or something in it is wrong. */
function textsView({ texts }: TypedPlace, errors: readonly FieldError[], t: Translate) {
  const count = Object.keys(texts).filter((name) => name.endsWith('-language')).length
  const isWrong = errors.some(({ field }) => field.startsWith('text-'))
  return html`<details class="place-form-texts" ?open=${count > 0 || isWrong}><summary><span>${fieldName('texts', t)}</span>${count > 0 ? html` <b>${count}</b>` : nothing}</summary>
${otherTextsView({ typed: texts, errors }, t)}</details>`
}

function hoursView({ hours }: TypedPlace, given: string | null, errors: readonly FieldError[], t: Translate) {
  const names = weekdayNames(t.locale)
  return html`<fieldset class="place-form-hours"><legend>${fieldName('openingHours', t)}</legend>
<p class="form-hint">${t('moderation:edit.hoursHint')}</p>
${given ? html`<p>${t('hours:given')} <q lang="fr" dir="auto">${given}</q></p>` : nothing}
${hours.days.map((value, day) => fieldView({ name: `day-${day}`, label: names[day]!, value, direction: 'ltr', errors }, t))}
<label class="choice"><input type="checkbox" name="hours-holidays" value="1" ?checked=${hours.isClosedOnHolidays}> <span>${t('hours:notes.closed-public-holidays')}</span></label>
<details ?open=${hours.syntax !== ''}><summary>${t('moderation:edit.hoursSyntax')}</summary>
${fieldView({ name: 'hours-syntax', label: t('moderation:edit.hoursSyntaxLabel'), hint: t('moderation:edit.hoursSyntaxHint'), value: hours.syntax, direction: 'ltr', spellcheck: false, errors }, t)}</details>
</fieldset>`
}

function listsView({ lists }: TypedPlace, errors: readonly FieldError[], t: Translate) {
  const languages = [...new Set([...offeredLanguages, ...lists.languages])]
  const group = (name: keyof TypedPlace['lists'], choices: { value: string; label: string }[]) => {
    const count = lists[name].length
    return html`<details class="place-form-list"><summary><span>${fieldName(name, t)}</span>${count > 0 ? html` <b>${count}</b>` : nothing}</summary>
${choicesView({ name, label: fieldName(name, t), required: true, kind: 'checkbox', values: lists[name], choices, errors }, t)}</details>`
  }
  return html`<div class="place-form-lists">
${group(
  'languages',
  languages.map((code) => ({ value: code, label: languageName(t.locale, code) })),
)}
${listVocabularyNames.map((name) =>
  group(
    name,
    codesOf(name).map((code) => ({ value: code, label: nameOf(name, code, t) })),
  ),
)}
</div>`
}
