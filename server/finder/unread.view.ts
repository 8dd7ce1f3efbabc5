// What of an address could not be read, in the words of the form: its readers know no parameters.
import { html, nothing } from 'lit'
import { formatDateRange } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { ParameterFault } from '../http/parameters.rules.ts'
import { facetNames } from '../places/place-search.rules.ts'

/** What could not be read is told, and the rest counts. */
export function unreadView({ faults }: { faults: readonly ParameterFault[] }, t: Translate) {
  if (faults.length === 0) return nothing
  return html`<div class="notice" role="status"><p>${t('find:unread')}</p><ul>${faults
    .slice(0, 5)
    .map((fault) => html`<li><bdi>${fieldOf(fault, t)}</bdi> – ${reasonOf(fault, t)}</li>`)}</ul></div>`
}

/** The field of the form that sends the parameter. */
function fieldOf({ parameter }: ParameterFault, t: Translate): string {
  switch (parameter) {
    case 'open':
    case 'from':
    case 'until':
      return t('find:form.when')
    case 'near':
    case 'radius':
    case 'bbox':
    case 'territory':
      return t('find:form.where')
    case 'session':
      return t('agenda:form.kind')
    case 'q':
      return t('find:form.what')
  }
  const facet = facetNames.find((name) => name === parameter)
  return facet && facet !== 'territory' ? t(`vocabularies:names.${facet}`) : parameter
}

function reasonOf({ reason, value, expected = '' }: ParameterFault, t: Translate): string {
  switch (reason) {
    case 'open':
    case 'open-day':
    case 'day':
      return t('find:unreadable.day')
    case 'open-horizon':
    case 'day-horizon': {
      const [first = '', last = ''] = expected.split(', ')
      return t('find:unreadable.horizon', formatDateRange(t.locale, first, last))
    }
    case 'code':
      return t('find:unreadable.code', { value })
    default:
      return t(`errors:reasons.${reason}`, { value, expected })
  }
}
