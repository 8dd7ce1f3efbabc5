// The second page of a place: all that may be said of it, folded until it is wanted.
import { html, nothing, type TemplateResult } from 'lit'
import { languageName, languageNameInItself, shortWeekdayNames, weekdayNames } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { offeredLanguages } from '../finder/find-form.view.ts'
import { type Choice, choicesView, fieldView, selectView, textAreaView } from '../http/form.view.ts'
import { textLimits } from '../imports/fault.rules.ts'
import { nameOf } from '../places/criteria.view.ts'
import { codesOf, type ListVocabulary } from '../places/vocabularies.rules.ts'
import { recurrenceInWords, sessionName } from '../schedule/schedule-words.view.ts'
import { bookings, levels } from '../sessions/session.rules.ts'
import { blocksShown } from './form-blocks.rules.ts'
import { dayCodes } from './hours-lines.rules.ts'
import type { PlaceForm } from './place-form.view.ts'
import { type Typed, typedList, typedText } from './typed.rules.ts'
import { repeats } from './workshop-form.rules.ts'

/** A part that unfolds; open where it says something, or something in it is wrong. */
function foldedBlock(id: string, title: string, isUsed: boolean, content: unknown): TemplateResult {
  return html`<details class="form-block form-fold" id=${`more-${id}`} ?open=${isUsed}><summary><h2>${title}</h2></summary>
<div class="form-folded">${content}</div></details>`
}

/**
 * @param isChange of a place that is known nearly each part says something: one looks for the one that is wrong, and only that
 * stands open in which a fault is
 */
export function moreFields(form: PlaceForm, t: Translate, isChange = false): TemplateResult {
  const { typed, errors } = form
  const uses = (pattern: RegExp) =>
    errors.some(({ field }) => pattern.test(field)) ||
    (!isChange && Object.keys(typed).some((name) => pattern.test(name)))
  return html`<div id="more" class="form-blocks">
${foldedBlock('languages', t('vocabularies:names.languages'), uses(/^(languages|spoken-)/), languagesView(form, t))}
${foldedBlock('audiences', t('add:audiences.title'), uses(/^(audiences|care)$/), html`${list('audiences', form, t)}${list('care', form, t)}`)}
${foldedBlock('access', t('add:access.title'), uses(/^(addressComplement|accessibility|equipment)$/), html`${complementView(form, t)}${list('accessibility', form, t)}${list('equipment', form, t)}`)}
${foldedBlock('fee', t('vocabularies:names.fee'), uses(/^fee$/), list('fee', form, t))}
${foldedBlock('procedures', t('vocabularies:names.procedures'), uses(/^procedures$/), list('procedures', form, t))}
${foldedBlock('workshops', t('add:workshops.title'), uses(/^(workshop-|session-)/) || (!isChange && form.sessions.length > 0), html`${workshopsView(form, t)}${besideView(form, t)}`)}
${foldedBlock('texts', t('add:texts.title'), uses(/^(summary|description|text-)/), textsView(form, t))}
${foldedBlock('organisation', t('add:organisation.title'), uses(/^pivot$/), siretView(form, t))}
</div>`
}

function list(name: Exclude<ListVocabulary, 'services'>, { typed, errors }: PlaceForm, t: Translate) {
  return choicesView(
    {
      kind: 'checkbox',
      name,
      label: t(`vocabularies:names.${name}`),
      required: true,
      values: typedList(typed, name),
      choices: codesOf(name).map((value) => ({ value, label: nameOf(name, value, t) })),
      errors,
    },
    t,
  )
}

function complementView({ typed, errors }: PlaceForm, t: Translate) {
  return fieldView(
    {
      name: 'addressComplement',
      label: t('add:access.complement'),
      hint: t('add:access.complementHint'),
      value: typedText(typed, 'addressComplement'),
      maxLength: textLimits.addressComplement,
      required: true,
      errors,
    },
    t,
  )
}

/** Each language in the reader's words, and in its own. */
function languageChoices(t: Translate, more: readonly string[] = []): Choice[] {
  return [...new Set([...offeredLanguages, ...more])].map((value) => {
    const name = languageName(t.locale, value)
    const own = languageNameInItself(value)
    return { value, label: own && own.toLowerCase() !== name.toLowerCase() ? `${name} · ${own}` : name }
  })
}

const withNone = (choices: readonly Choice[], label: string): Choice[] => [{ value: '', label }, ...choices]

function languagesView({ typed, errors }: PlaceForm, t: Translate) {
  const chosen = typedList(typed, 'languages')
  return html`${choicesView({ kind: 'checkbox', name: 'languages', label: t('add:spoken.always'), required: true, values: chosen, choices: languageChoices(t, chosen), errors }, t)}
<p class="form-subtitle">${t('add:spoken.title')}</p>
<p class="form-hint">${t('add:spoken.hint')}</p>
${blocksShown(typed, 'spoken').map((number) => {
  const name = (part: string) => `spoken-${number}-${part}`
  return html`<fieldset class="form-group"><legend>${t('add:spoken.line', { number })}</legend>
${selectView({ name: name('language'), label: t('add:spoken.language'), value: typedText(typed, name('language')), required: true, choices: withNone(languageChoices(t, typedList(typed, name('language'))), t('add:choose')), errors }, t)}
${daysView(name('days'), typedList(typed, name('days')), t)}
<div class="form-pair">${timeView(name('from'), t('add:hours.from'), { typed, errors }, t)}${timeView(name('to'), t('add:hours.to'), { typed, errors }, t)}</div>
${removalView(typed, name('of'), t)}</fieldset>`
})}`
}

function daysView(name: string, days: readonly string[], t: Translate) {
  const [short, long] = [shortWeekdayNames(t.locale), weekdayNames(t.locale)]
  return html`<div class="day-choices" role="group" aria-label=${t('add:hours.days')}>${dayCodes.map(
    (code, day) =>
      html`<label class="day-choice"><input type="checkbox" id=${day === 0 ? name : `${name}-${code}`} name=${name} value=${code} ?checked=${days.includes(code)} aria-label=${long[day]!}> <span aria-hidden="true">${short[day]}</span></label>`,
  )}</div>`
}

function timeView(
  name: string,
  label: string,
  { typed, errors }: Pick<PlaceForm, 'typed' | 'errors'>,
  t: Translate,
) {
  return fieldView(
    {
      name,
      label,
      value: typedText(typed, name),
      maxLength: 12,
      isShort: true,
      required: true,
      direction: 'ltr',
      autocomplete: 'off',
      errors,
    },
    t,
  )
}

function workshopsView({ typed, errors }: PlaceForm, t: Translate) {
  return blocksShown(typed, 'workshop').map((number) => {
    const name = (part: string) => `workshop-${number}-${part}`
    const value = (part: string) => typedText(typed, name(part))
    const level = levels.map((each) => ({ value: each, label: t(`vocabularies:level.${each}`) }))
    const booking = bookings.map((each) => ({ value: each, label: t(`add:workshops.bookings.${each}`) }))
    const repeat = repeats.map((each) => ({ value: each, label: t(`add:workshops.repeats.${each}`) }))
    return html`<fieldset class="form-group"><legend>${t('add:workshops.line', { number })}</legend>
${fieldView({ name: name('title'), label: t('add:workshops.name'), value: value('title'), maxLength: 250, required: true, errors }, t)}
<div class="form-pair">
${fieldView({ name: name('day'), label: t('add:workshops.day'), type: 'date', value: value('day'), isShort: true, required: true, errors }, t)}
${timeView(name('from'), t('add:hours.from'), { typed, errors }, t)}${timeView(name('to'), t('add:hours.to'), { typed, errors }, t)}
${selectView({ name: name('repeat'), label: t('add:workshops.repeat'), value: value('repeat'), required: true, choices: repeat, errors }, t)}
${fieldView({ name: name('until'), label: t('add:workshops.until'), type: 'date', value: value('until'), isShort: true, errors }, t)}
${selectView({ name: name('languages'), label: t('add:spoken.language'), value: value('languages'), choices: withNone(languageChoices(t, typedList(typed, name('languages'))), t('add:choose')), errors }, t)}
${selectView({ name: name('level'), label: t('vocabularies:names.level'), value: value('level'), choices: withNone(level, t('add:choose')), errors }, t)}
${selectView({ name: name('booking'), label: t('add:workshops.booking'), value: value('booking'), choices: withNone(booking, t('add:choose')), errors }, t)}
</div>
${removalView(typed, name('of'), t)}</fieldset>`
  })
}

/** Which session a block speaks of, and the tick that takes it out. */
function removalView(typed: Typed, name: string, t: Translate) {
  const key = typedText(typed, name)
  if (key === '') return nothing
  return html`<input type="hidden" name=${name} value=${key}>
<label class="choice"><input type="checkbox" name="session-remove" value=${key} ?checked=${typedList(typed, 'session-remove').includes(key)}> <span>${t('add:sessions.over')}</span></label>`
}

/** What happens there and has no fields here. */
function besideView({ sessions, typed, errors }: PlaceForm, t: Translate) {
  if (sessions.length === 0) return nothing
  const choices = sessions.map(({ key, session }) => ({
    value: key,
    label: sessionName(session, t),
    hint: recurrenceInWords(session, t),
  }))
  return choicesView(
    {
      kind: 'checkbox',
      name: 'session-remove',
      id: 'session-remove',
      label: t('add:sessions.beside'),
      hint: t('add:sessions.besideHint'),
      required: true,
      values: typedList(typed, 'session-remove'),
      choices,
      errors,
    },
    t,
  )
}

function textsView(form: Pick<PlaceForm, 'typed' | 'errors'>, t: Translate) {
  return html`<fieldset class="form-group"><legend>${t('add:texts.french')}</legend>${textFields('', form, t)}</fieldset>
${otherTextsView(form, t)}`
}

/** Texts in other languages than French, each in a block of its own. */
export function otherTextsView(form: Pick<PlaceForm, 'typed' | 'errors'>, t: Translate) {
  const { typed, errors } = form
  return blocksShown(typed, 'text').map((number) => {
    const name = `text-${number}-language`
    const value = typedText(typed, name)
    const languages = languageChoices(t, value ? [value] : []).filter((choice) => choice.value !== 'fr')
    return html`<fieldset class="form-group"><legend>${t('add:texts.other', { number })}</legend>
${selectView({ name, label: t('add:spoken.language'), value, choices: withNone(languages, t('add:choose')), errors }, t)}
${textFields(`text-${number}-`, form, t)}</fieldset>`
  })
}

function textFields(prefix: string, { typed, errors }: Pick<PlaceForm, 'typed' | 'errors'>, t: Translate) {
  return (['summary', 'description'] as const).map((kind) =>
    textAreaView(
      {
        name: prefix + kind,
        label: t(`add:texts.${kind}`),
        hint: t(`add:texts.${kind}Hint`),
        value: typedText(typed, prefix + kind),
        rows: kind === 'summary' ? 2 : 5,
        maxLength: textLimits[kind],
        errors,
      },
      t,
    ),
  )
}

function siretView({ typed, errors }: PlaceForm, t: Translate) {
  return fieldView(
    {
      name: 'pivot',
      label: t('add:organisation.siret'),
      hint: t('add:organisation.siretHint'),
      value: typedText(typed, 'pivot'),
      maxLength: 30,
      inputMode: 'numeric',
      direction: 'ltr',
      errors,
    },
    t,
  )
}
