// The field under "where": a plain field, which `<address-search>` completes in the browser.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'

/** What the element says; it comes with the page, so that the script of every page carries no texts. */
export type AddressTexts = {
  suggestions: string
  /** With `#` in the place of the number. */
  count: string
  none: string
  away: string
  slowDown: string
  kinds: Record<'address' | 'commune' | 'neighbourhood' | 'place', string>
  aroundMe: string
  locating: string
  located: string
  refused: string
  lost: string
  chosenPoint: string
}

type AddressField = {
  /** What the reader wrote, or the name of what they chose. */
  value?: string | undefined
  /** A point that was chosen without words (`lon,lat`). */
  near?: string | undefined
  /** Of the field; its name is always `where`. */
  id?: string
  label?: string
  /** Is a choice sent at once? */
  submits?: boolean
  /** Id of what receives the button "around me"; it stands under the field unless told. */
  aroundMe?: string
}

/**
 * The field with its label, for a form that leads to the finder. A point goes along as `point`, over which words win
 * (`readFindParameters`); what is chosen in the list stands in `near` or `territory`, which the element adds.
 */
export function addressField(t: Translate, field: AddressField = {}): TemplateResult {
  const { value, near, id = 'where', label = t('addresses:label'), submits = false, aroundMe } = field
  const point = value ? undefined : near
  return html`<address-search data-texts=${addressTexts(t)} ?data-submits=${submits} data-around-me=${aroundMe ?? nothing}>
<div class="where-field"><label for=${id}>${label}</label> <span class="where-help" id=${`${id}-help`}>${t('addresses:help')}</span>
<input id=${id} name="where" type="search" maxlength="200" value=${value ?? ''} placeholder=${point ? t('addresses:chosenPoint') : nothing} aria-describedby=${`${id}-help`} autocomplete="street-address" enterkeyhint="search"></div>
${point ? html`<input type="hidden" name="point" value=${point}>` : nothing}
</address-search>`
}

/** The words of the element, for its attribute `data-texts`. */
export function addressTexts(t: Translate): string {
  const texts: AddressTexts = {
    suggestions: t('addresses:suggestions'),
    count: t('addresses:count', { amount: '#' }),
    none: t('addresses:none'),
    away: t('addresses:away'),
    slowDown: t('addresses:slowDown'),
    kinds: {
      address: t('addresses:kinds.address'),
      commune: t('addresses:kinds.commune'),
      neighbourhood: t('addresses:kinds.neighbourhood'),
      place: t('addresses:kinds.place'),
    },
    aroundMe: t('addresses:aroundMe'),
    locating: t('addresses:locating'),
    located: t('addresses:located'),
    refused: t('addresses:refused'),
    lost: t('addresses:lost'),
    chosenPoint: t('addresses:chosenPoint'),
  }
  return JSON.stringify(texts)
}
