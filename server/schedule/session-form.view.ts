// The fields of a workshop, a permanence or an open day; its dates are those of a round.
import { html, type TemplateResult } from 'lit'
import { languageName } from '../../i18n/format.ts'
import { localeName, locales } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { offeredLanguages } from '../finder/find-form.view.ts'
import { choicesView, type FieldError, fieldView, selectView, textAreaView } from '../http/form.view.ts'
import { nameOf } from '../places/criteria.view.ts'
import { codesOf } from '../places/vocabularies.rules.ts'
import { bookings, levels } from '../sessions/session.rules.ts'
import { descriptionField, eventKinds, fees, type SessionFields, titleField } from './session-form.rules.ts'

export function sessionFields(
  typed: SessionFields,
  errors: readonly FieldError[],
  t: Translate,
  { isTitleWanted } = { isTitleWanted: true },
): TemplateResult {
  const own = t.locale
  const others = locales.filter((locale) => locale !== own)
  const title = (locale: (typeof locales)[number], label: string, required: boolean, hint?: string) =>
    fieldView(
      {
        name: titleField(locale),
        label,
        hint,
        value: typed.titles[locale],
        required,
        maxLength: 250,
        errors,
      },
      t,
    )
  const description = (locale: (typeof locales)[number], label: string, hint?: string) =>
    textAreaView(
      {
        name: descriptionField(locale),
        label,
        hint,
        value: typed.descriptions[locale],
        maxLength: 2000,
        rows: 3,
        errors,
      },
      t,
    )
  const isNamed =
    isTitleWanted && (typed.titles[own] !== '' || others.every((locale) => typed.titles[locale] === ''))
  const hasOthers = others.some(
    (locale) =>
      typed.titles[locale] !== '' ||
      typed.descriptions[locale] !== '' ||
      isWrong(titleField(locale), errors) ||
      isWrong(descriptionField(locale), errors),
  )
  return html`${choicesView({ name: 'kind', label: t('schedule:form.kind'), kind: 'radio', values: [typed.kind], required: true, choices: eventKinds.map((value) => ({ value, label: t(`time:kinds.${value}`) })), errors }, t)}
${title(own, t('schedule:form.titleField'), isNamed, t('schedule:form.titleHint'))}
${description(own, t('schedule:form.description'), t('schedule:form.descriptionHint'))}
<details class="folded" ?open=${hasOthers}><summary>${t('schedule:form.otherTitles')}</summary>${others.map(
    (locale) => {
      const language = localeName(locale)
      return html`${title(locale, t('schedule:form.titleIn', { language }), false)}${description(locale, t('schedule:form.descriptionIn', { language }))}`
    },
  )}</details>`
}

/** What may be said beside: it stays folded until something is. */
export function sessionDetails(
  typed: SessionFields,
  errors: readonly FieldError[],
  t: Translate,
): TemplateResult {
  const unknown = { value: '', label: t('schedule:form.unknown') }
  const languages = [...new Set([...offeredLanguages, ...typed.languages])]
  const { level, booking, fee, bookingUrl, price } = typed
  const isSaid = [level, booking, fee, bookingUrl, price].some((each) => each !== '')
  const list = (
    name: 'level' | 'booking' | 'fee',
    value: string,
    choices: { value: string; label: string }[],
  ) =>
    selectView({ name, label: t(`schedule:form.${name}`), value, choices: [unknown, ...choices], errors }, t)
  return html`<details class="folded" ?open=${typed.languages.length > 0}><summary>${t('schedule:form.languages')}</summary>
${choicesView({ name: 'languages', label: t('schedule:form.languages'), kind: 'checkbox', values: typed.languages, choices: languages.map((code) => ({ value: code, label: languageName(t.locale, code) })), errors }, t)}</details>
<details class="folded" ?open=${typed.audiences.length > 0}><summary>${t('schedule:form.audiences')}</summary>
${choicesView({ name: 'audiences', label: t('schedule:form.audiences'), kind: 'checkbox', values: typed.audiences, choices: codesOf('audiences').map((value) => ({ value, label: nameOf('audiences', value, t) })), errors }, t)}</details>
<details class="folded" ?open=${isSaid}><summary>${t('schedule:form.details')}</summary>
${list(
  'level',
  level,
  levels.map((value) => ({ value, label: t(`vocabularies:level.${value}`) })),
)}
${list(
  'booking',
  booking,
  bookings.map((value) => ({ value, label: t(`time:booking.${value}`) })),
)}
${fieldView({ name: 'bookingUrl', label: t('schedule:form.bookingUrl'), type: 'url', value: bookingUrl, maxLength: 2000, direction: 'ltr', errors }, t)}
${list(
  'fee',
  fee,
  fees.map((value) => ({ value, label: t(`vocabularies:fee.${value}`) })),
)}
${fieldView({ name: 'price', label: t('schedule:form.price'), value: price, maxLength: 200, errors }, t)}</details>`
}

const isWrong = (name: string, errors: readonly FieldError[]) => errors.some(({ field }) => field === name)
