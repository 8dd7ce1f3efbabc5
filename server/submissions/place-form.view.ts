// The first page of a place: what a person needs to go there, one idea per block.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { addressTexts } from '../addresses/address-field.view.ts'
import { type FieldError, fieldView, selectView } from '../http/form.view.ts'
import { textLimits } from '../imports/fault.rules.ts'
import { type Code, codesOf, type Kind, kindCodes } from '../places/vocabularies.rules.ts'
import { servicePictogram } from '../start/pictograms.view.ts'
import { hoursBlock } from './hours-form.view.ts'
import type { FormCommune } from './place-address-form.rules.ts'
import type { SessionsBeside } from './place-sessions.rules.ts'
import { type Typed, typedList, typedText } from './typed.rules.ts'

/** A form as it is shown: what was typed, and what is wrong with it. */
export type PlaceForm = {
  typed: Typed
  errors: readonly FieldError[]
  /** Those to choose from; empty where there are too many, and one writes the name. */
  communes: readonly FormCommune[]
  /** Hours that this form cannot show, in words. */
  keptHours: readonly string[]
  /** What happens there that this form cannot show field by field. */
  sessions: SessionsBeside
  /** Is all of it wanted, as of a new place? */
  isNew: boolean
}

/** A block of a form: one idea, its heading, a sentence. */
export function formBlock(
  id: string,
  title: string,
  lead: string | undefined,
  content: unknown,
): TemplateResult {
  return html`<section class="form-block" aria-labelledby=${`block-${id}`}>
<h2 id=${`block-${id}`}>${title}</h2>
${lead ? html`<p class="form-lead">${lead}</p>` : nothing}
${content}
</section>`
}

/** @param afterWhere what stands beside the name and the address, where there is anything */
export function placeFields(form: PlaceForm, t: Translate, afterWhere: unknown = nothing): TemplateResult {
  return html`${formBlock('place', t('add:place.title'), undefined, whatView(form, t))}
${formBlock('where', t('add:where.title'), undefined, whereView(form, t))}
${afterWhere}
${formBlock('needs', t('add:needs.title'), t('add:needs.lead'), needsView(form, t))}
${formBlock('hours', t('add:hours.title'), undefined, hoursBlock(form, t))}
${formBlock('contact', t('add:contact.title'), t('add:contact.lead'), contactView(form, t))}`
}

function whatView({ typed, errors, isNew }: PlaceForm, t: Translate) {
  const kinds = kindCodes.filter((kind): kind is Exclude<Kind, 'mobile'> => kind !== 'mobile')
  return html`${fieldView(
    {
      name: 'name',
      label: t('add:place.name'),
      hint: t('add:place.nameHint'),
      value: typedText(typed, 'name'),
      maxLength: textLimits.name,
      required: true,
      autocomplete: 'off',
      errors,
    },
    t,
  )}
${selectView(
  {
    name: 'kind',
    label: t('add:place.kind'),
    value: typedText(typed, 'kind'),
    required: true,
    choices: [
      ...(isNew ? [{ value: '', label: t('add:choose') }] : []),
      ...kinds.map((value) => ({ value, label: t(`vocabularies:kind.${value}`) })),
    ],
    errors,
  },
  t,
)}
${fieldView(
  {
    name: 'organisation',
    label: t('add:organisation.name'),
    hint: t('add:organisation.nameHint'),
    value: typedText(typed, 'organisation'),
    maxLength: textLimits.organisation,
    autocomplete: 'organization',
    errors,
  },
  t,
)}`
}

/** The address, which `<address-search>` completes; what is chosen there brings its point along, as `near`. */
function whereView({ typed, errors, communes, isNew }: PlaceForm, t: Translate) {
  const near = typedText(typed, 'near')
  return html`<address-search class="form-address" data-texts=${addressTexts(t)} data-only="address">
${fieldView(
  {
    name: 'address',
    label: t('add:where.address'),
    hint: t('add:where.addressHint'),
    value: typedText(typed, 'address'),
    maxLength: textLimits.address,
    required: isNew,
    autocomplete: 'street-address',
    errors,
  },
  t,
)}
${near ? html`<input type="hidden" name="near" value=${near}>` : nothing}
</address-search>
${communes.length > 0 ? communeList({ typed, errors, communes }, t) : communeField({ typed, errors, isNew }, t)}`
}

function communeList(
  { typed, errors, communes }: Pick<PlaceForm, 'typed' | 'errors' | 'communes'>,
  t: Translate,
) {
  const [only] = communes
  return selectView(
    {
      name: 'commune',
      label: t('add:where.commune'),
      value: communes.length === 1 ? only!.code : typedText(typed, 'commune'),
      required: true,
      choices: [
        ...(communes.length === 1 ? [] : [{ value: '', label: t('add:choose') }]),
        ...communes.map(({ code, name }) => ({ value: code, label: name })),
      ],
      errors,
    },
    t,
  )
}

function communeField({ typed, errors, isNew }: Pick<PlaceForm, 'typed' | 'errors' | 'isNew'>, t: Translate) {
  return html`${fieldView({ name: 'postalCode', label: t('add:where.postalCode'), value: typedText(typed, 'postalCode'), maxLength: 5, inputMode: 'numeric', direction: 'ltr', isShort: true, autocomplete: 'postal-code', required: isNew, errors }, t)}
${fieldView({ name: 'commune', label: t('add:where.commune'), value: typedText(typed, 'commune'), maxLength: textLimits.commune, autocomplete: 'address-level2', required: isNew, errors }, t)}`
}

/** The needs as tiles to tick, with the pictograms of the first page of the site. */
function needsView({ typed, errors, isNew }: PlaceForm, t: Translate) {
  const chosen = typedList(typed, 'services')
  const error = errors.find(({ field }) => field === 'services')
  const tile = (code: Code<'services'>, index: number) =>
    html`<label class="need-choice"><input type="checkbox" id=${index === 0 ? 'services' : `services-${code}`} name="services" value=${code} ?checked=${chosen.includes(code)}> <span class="tile-pictogram">${servicePictogram(code, 28)}</span> <span>${t(`vocabularies:services.${code}`)}</span></label>`
  return html`<fieldset class=${error ? 'form-field form-field-wide form-wrong' : 'form-field form-field-wide'} aria-describedby=${error ? 'services-error' : nothing}>
<legend class="visually-hidden">${t('add:needs.title')}${isNew ? nothing : ` ${t('forms:optional')}`}</legend>
${error ? html`<p class="form-error" id="services-error"><span class="visually-hidden">${t('forms:errorPrefix')}</span> ${error.message}</p>` : nothing}
<div class="need-choices">${codesOf('services').map(tile)}</div>
</fieldset>`
}

/** One way is enough. */
function contactView({ typed, errors }: PlaceForm, t: Translate) {
  const value = (name: string) => typedText(typed, name)
  return html`<div class="form-pair">
${fieldView({ name: 'phone', label: t('add:contact.phone'), type: 'tel', value: value('phone'), maxLength: 40, autocomplete: 'off', direction: 'ltr', errors }, t)}
${fieldView({ name: 'email', label: t('add:contact.email'), type: 'email', value: value('email'), maxLength: 254, autocomplete: 'off', spellcheck: false, direction: 'ltr', errors }, t)}
${fieldView({ name: 'website', label: t('add:contact.website'), inputMode: 'url', value: value('website'), maxLength: 2000, autocomplete: 'off', spellcheck: false, direction: 'ltr', errors }, t)}
${fieldView({ name: 'bookingUrl', label: t('add:contact.bookingUrl'), inputMode: 'url', value: value('bookingUrl'), maxLength: 2000, autocomplete: 'off', spellcheck: false, direction: 'ltr', errors }, t)}
</div>`
}

/** The address to which we write: nobody reads it on the map. */
export function ownEmailView(
  { value, errors }: { value: string; errors: readonly FieldError[] },
  t: Translate,
): TemplateResult {
  return html`<section class="form-block form-private" aria-labelledby="block-private">
<h2 id="block-private">${t('add:own.title')}</h2>
<p class="form-lead">${t('add:own.lead')}</p>
${fieldView({ name: 'contactEmail', label: t('add:own.email'), type: 'email', value, maxLength: 254, required: true, autocomplete: 'email', spellcheck: false, direction: 'ltr', errors }, t)}
<p class="privacy-note">${t('add:own.use')} ${t('add:own.kept')} <a href=${`/${t.locale}/privacy`}>${t('forms:privacyLink')}</a></p>
</section>`
}
