// Pieces of a form that every form of the site is made of: label above, hint, what is wrong beside it, what was typed kept.
import { html, nothing, type TemplateResult } from 'lit'
import { ifDefined } from 'lit/directives/if-defined.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import type { Translate } from '../../i18n/translate.ts'
import type { FieldFault } from './form.rules.ts'

/** What is wrong with a field, in words. */
export type FieldError = { field: string; message: string }

/** Faults in the reader's language. */
export function fieldErrors(faults: readonly FieldFault[], t: Translate): FieldError[] {
  return faults.map(({ field, reason, expected = '' }) => ({
    field,
    message: t(`forms:faults.${reason}`, { expected }),
  }))
}

type Labelled = {
  /** Of the field in what is sent; its id too, unless told. */
  name: string
  id?: string
  label: string
  hint?: string | undefined
  /** Wanted? What is not wanted says so in its label. */
  required?: boolean
  errors?: readonly FieldError[]
}

type TextField = Labelled & {
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'date' | 'time'
  maxLength?: number
  autocomplete?: string
  inputMode?: 'text' | 'numeric' | 'email' | 'tel' | 'url'
  /** A pattern for the browser, which checks nothing without it. */
  pattern?: string
  spellcheck?: boolean
  /** Of what is written in it, where that is not the page's: `ltr` for an address or a number. */
  direction?: 'ltr'
  /** For short things: a code, a postal code. */
  isShort?: boolean
}

/** One line to write in. */
export function fieldView(field: TextField, t: Translate): TemplateResult {
  const { id = field.name, errors } = field
  const error = errorOf(field.name, errors)
  return html`<div class=${classOf(field.isShort ? 'form-field form-field-short' : 'form-field', error)}>
${labelView(field, id, t)}
<input id=${id} name=${field.name} type=${field.type ?? 'text'} value=${field.value ?? ''} maxlength=${ifDefined(field.maxLength)} autocomplete=${ifDefined(field.autocomplete)} inputmode=${ifDefined(field.inputMode)} pattern=${ifDefined(field.pattern)} dir=${directionOf(field)} spellcheck=${field.spellcheck === false ? 'false' : nothing} aria-required=${field.required ? 'true' : nothing} aria-invalid=${error ? 'true' : nothing} aria-describedby=${describedBy(id, field.hint, error)}>
</div>`
}

/**
 * What stands in a field is written as its own letters go: in an Arabic page, a French address would put its number last.
 * An empty one begins where the page does.
 */
function directionOf({ direction, type = 'text', value }: TextField) {
  return direction ?? (type === 'text' && value ? 'auto' : nothing)
}

/** Several lines to write in. */
export function textAreaView(
  field: Labelled & { value?: string | undefined; rows?: number; maxLength?: number },
  t: Translate,
): TemplateResult {
  const { id = field.name, rows = 4, errors } = field
  const error = errorOf(field.name, errors)
  // Lit puts nothing into a textarea. A browser drops the first line end, so that one of ours goes before.
  const attributes = [
    `id="${escaped(id)}" name="${escaped(field.name)}" rows="${rows}"`,
    field.value ? 'dir="auto"' : '',
    field.maxLength ? `maxlength="${field.maxLength}"` : '',
    field.required ? 'aria-required="true"' : '',
    error ? 'aria-invalid="true"' : '',
    field.hint || error ? `aria-describedby="${escaped(descriptionIds(id, field.hint, error))}"` : '',
  ]
  const area = `<textarea ${attributes.filter(Boolean).join(' ')}>\n${escaped(field.value ?? '')}</textarea>`
  return html`<div class=${classOf('form-field', error)}>
${labelView(field, id, t)}
${unsafeHTML(area)}
</div>`
}

/** `hintLanguage`: of the hint, where it is not the page's. */
export type Choice = { value: string; label: string; hint?: string; hintLanguage?: string }

/** One choice from a list that unfolds. */
export function selectView(
  field: Labelled & { value?: string | undefined; choices: readonly Choice[] },
  t: Translate,
): TemplateResult {
  const { id = field.name, errors } = field
  const error = errorOf(field.name, errors)
  return html`<div class=${classOf('form-field', error)}>
${labelView(field, id, t)}
<select id=${id} name=${field.name} aria-required=${field.required ? 'true' : nothing} aria-invalid=${error ? 'true' : nothing} aria-describedby=${describedBy(id, field.hint, error)}>
${field.choices.map(({ value, label }) => html`<option value=${value} ?selected=${value === (field.value ?? '')}>${label}</option>`)}
</select>
</div>`
}

/** One choice (`radio`) or several (`checkbox`), all in sight. A summary of errors leads to the first. */
export function choicesView(
  field: Labelled & { kind: 'radio' | 'checkbox'; values: readonly string[]; choices: readonly Choice[] },
  t: Translate,
): TemplateResult {
  const { id = field.name, errors, kind } = field
  const error = errorOf(field.name, errors)
  return html`<fieldset class=${classOf('form-field', error)} aria-describedby=${describedBy(id, field.hint, error)}>
<legend>${field.label}${field.required ? nothing : html` <span class="form-optional">${t('forms:optional')}</span>`}</legend>
${aboutView(field, id, error, t)}
<div class="choices">
${field.choices.map(
  ({ value, label, hint, hintLanguage }, index) =>
    html`<label class="choice"><input type=${kind} id=${index === 0 ? id : `${id}-${value}`} name=${field.name} value=${value} ?checked=${field.values.includes(value)}> <span>${label}${hint ? html` <small lang=${hintLanguage ?? nothing} dir=${hintLanguage ? 'auto' : nothing}>${hint}</small>` : nothing}</span></label>`,
)}
</div>
</fieldset>`
}

/**
 * What is wrong with a form, above it: each line leads to its field. It takes the focus when the page comes, so that a
 * screen reader begins there.
 */
export function errorSummaryView(
  errors: readonly FieldError[],
  t: Translate,
): TemplateResult | typeof nothing {
  if (errors.length === 0) return nothing
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
<h2>${t('forms:summary', { count: errors.length })}</h2>
<ul>${errors.map(({ field, message }) => html`<li><a href=${`#${field}`}>${message}</a></li>`)}</ul>
</div>`
}

/** What becomes of what is written here, in a sentence or two, with the way to all of it. */
export function privacyNoteView(sentences: readonly string[], t: Translate): TemplateResult {
  return html`<p class="privacy-note">${sentences.map((each) => html`${each} `)}<a href=${`/${t.locale}/privacy`}>${t('forms:privacyLink')}</a></p>`
}

function labelView(field: Labelled, id: string, t: Translate): TemplateResult {
  const error = errorOf(field.name, field.errors)
  return html`<label for=${id}>${field.label}${field.required ? nothing : html` <span class="form-optional">${t('forms:optional')}</span>`}</label>
${aboutView(field, id, error, t)}`
}

function aboutView(field: Labelled, id: string, error: string | undefined, t: Translate) {
  return html`${field.hint ? html`<p class="form-hint" id=${`${id}-hint`}>${field.hint}</p>` : nothing}
${error ? html`<p class="form-error" id=${`${id}-error`}><span class="visually-hidden">${t('forms:errorPrefix')}</span> ${error}</p>` : nothing}`
}

function errorOf(name: string, errors: readonly FieldError[] = []): string | undefined {
  return errors.find(({ field }) => field === name)?.message
}

function descriptionIds(id: string, hint: string | undefined, error: string | undefined): string {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
}

function describedBy(id: string, hint: string | undefined, error: string | undefined) {
  return descriptionIds(id, hint, error) || nothing
}

const classOf = (name: string, error: string | undefined) => (error ? `${name} form-wrong` : name)

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
