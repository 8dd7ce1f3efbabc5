// A proposal in words: what it says, line by line. For whoever sends it, before and after.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDate, languageName } from '../../i18n/format.ts'
import type { TextKey } from '../../i18n/keys.ts'
import type { Translate } from '../../i18n/translate.ts'
import { nameOf } from '../places/criteria.view.ts'
import { phoneForReading } from '../places/place-address.rules.ts'
import type { Proposal } from '../places/place-record.rules.ts'
import { type ListVocabulary, listVocabularyNames } from '../places/vocabularies.rules.ts'

export type Line = {
  label: string
  values: readonly string[]
  /** Of texts in another language. */
  language?: string
  /** Left to right in every script: numbers and addresses. */
  isCode?: boolean
}

/**
 * What a proposal says, in the order of the forms.
 * @param hours its opening hours in words: they are read by a library
 */
export function proposalLines(proposal: Proposal, hours: readonly string[], t: Translate): Line[] {
  const line = (label: string, values: readonly (string | null | undefined)[], more: Partial<Line> = {}) => {
    const said = values.filter((value): value is string => Boolean(value))
    return said.length > 0 ? [{ label, values: said, ...more }] : []
  }
  const { kind, emails = [], websites = [], texts = [], sessions = [], closures = [] } = proposal
  const list = (name: ListVocabulary) =>
    line(
      t(`vocabularies:names.${name}`),
      (proposal[name] ?? []).map((code) => nameOf(name, code, t)),
    )
  const workshops = sessions.filter((session) => session.kind === 'workshop' && session.id === null)
  const spoken = sessions.filter((session) => session.kind === 'permanence' && session.id === null)
  return [
    ...line(t('add:place.name'), [proposal.name]),
    ...line(t('add:place.kind'), [kind && t(`vocabularies:kind.${kind}`)]),
    ...line(t('add:where.address'), [
      [proposal.address, [proposal.postalCode, proposal.commune].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', '),
    ]),
    ...line(t('add:access.complement'), [proposal.addressComplement]),
    ...list('services'),
    ...line(t('add:hours.title'), hours),
    ...line(
      t('add:closures.title'),
      closures.map(({ from, until }) =>
        t('add:closures.span', { from: formatDate(t.locale, from), until: formatDate(t.locale, until) }),
      ),
    ),
    ...line(t('add:contact.phone'), [proposal.phone && phoneForReading(proposal.phone)], { isCode: true }),
    ...line(t('add:contact.email'), emails, { isCode: true }),
    ...line(t('add:contact.website'), websites, { isCode: true }),
    ...line(t('add:contact.bookingUrl'), [proposal.bookingUrl], { isCode: true }),
    ...line(
      t('vocabularies:names.languages'),
      (proposal.languages ?? []).map((code) => languageName(t.locale, code)),
    ),
    ...line(
      t('add:spoken.title'),
      spoken.flatMap(({ languages }) => languages.map((code) => languageName(t.locale, code))),
    ),
    ...listVocabularyNames.filter((name) => name !== 'services').flatMap(list),
    ...line(
      t('add:workshops.title'),
      workshops.flatMap(({ titles }) => Object.values(titles)),
    ),
    ...line(t('add:organisation.name'), [proposal.organisation]),
    ...line(t('add:organisation.siret'), [proposal.pivot], { isCode: true }),
    ...line(t('add:texts.summary'), [proposal.summary]),
    ...line(t('add:texts.description'), [proposal.description]),
    ...texts.map(({ language, kind: of, text }) => ({
      label: `${t(`add:texts.${of}` as TextKey)} – ${languageName(t.locale, language)}`,
      values: [text],
      language,
    })),
  ]
}

/** Lines as a list of names and values. */
export function linesView(lines: readonly Line[], t: Translate): TemplateResult | typeof nothing {
  if (lines.length === 0) return nothing
  return html`<dl class="said-lines">${lines.map(
    ({ label, values, language, isCode }) =>
      html`<div><dt>${label}</dt><dd lang=${language ?? nothing} dir=${isCode ? 'ltr' : nothing}>${values.map((value, index) => html`${index > 0 ? (isCode ? ' ' : t('layout:listSeparator')) : nothing}<bdi>${value}</bdi>`)}</dd></div>`,
  )}</dl>`
}
