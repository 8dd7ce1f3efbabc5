// Before sending: the card as it will look, the point on the map, what may be added, and one sentence on the licence.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError } from '../http/form.view.ts'
import { type ListedPlace, placeCard } from '../places/place-card.view.ts'
import { draftPath } from './add.view.ts'
import { type Line, linesView } from './proposal-lines.view.ts'

export type CheckPage = {
  receipt: string
  card: ListedPlace
  currentYear: number
  /** What the card has no room for. */
  lines: readonly Line[]
  /** Whose name stands on the place. */
  producer: string
  contactEmail: string
  errors: readonly FieldError[]
}

export function checkView(page: CheckPage, t: Translate): TemplateResult {
  const { receipt, card, currentYear, lines, producer, contactEmail, errors } = page
  const { geometry, properties } = card
  return html`<div class="form-page form-wide">
<header class="form-head">
<p class="form-step">${t('add:step', { number: 2, count: 2 })}</p>
<h1>${t('add:check.title')}</h1>
<p class="lead">${t('add:check.lead')}</p>
</header>
${errorSummaryView(errors, t)}
<section class="form-block" aria-labelledby="block-card">
<h2 id="block-card">${t('add:check.card')}</h2>
<ol class="cards preview" inert>${placeCard(card, 1, t, currentYear)}</ol>
${linesView(lines, t)}
<p><a class="button button-quiet" href=${draftPath(t.locale, receipt)}>${t('add:check.change')}</a></p>
</section>
<section class="form-block" aria-labelledby="block-more">
<h2 id="block-more">${t('add:check.more')}</h2>
<p class="form-lead">${t('add:check.moreLead')}</p>
<p><a class="button button-quiet" href=${draftPath(t.locale, receipt, 'more')}>${t('add:check.moreButton')}</a></p>
</section>
<form class="form form-blocks" method="post" action=${draftPath(t.locale, receipt, 'send')}>
<section class="form-block" aria-labelledby="block-point">
<h2 id="block-point">${t('add:point.title')}</h2>
${
  geometry
    ? html`<p class="form-lead">${t(properties.approximate ? 'add:point.unknown' : 'add:point.lead')}</p>
<place-pin lon=${geometry.coordinates[0]} lat=${geometry.coordinates[1]} ?data-approximate=${properties.approximate} data-texts=${pinTexts(t)}></place-pin>`
    : html`<p class="form-lead">${t('add:point.unknown')}</p>`
}
</section>
<section class="form-block form-send" aria-labelledby="block-send">
<h2 id="block-send">${t('add:send.title')}</h2>
<p>${t('add:send.licence', { producer: '\n' }).split('\n')[0]}<bdi>${producer}</bdi>${t('add:send.licence', { producer: '\n' }).split('\n')[1]}</p>
<p>${t('add:send.mail', { email: '\n' }).split('\n')[0]}<bdi dir="ltr">${contactEmail}</bdi>${t('add:send.mail', { email: '\n' }).split('\n')[1]}</p>
<p><button class="button">${t('add:send.button')}</button></p>
<p class="privacy-note">${t('add:own.use')} ${t('add:own.kept')} <a href=${`/${t.locale}/privacy`}>${t('forms:privacyLink')}</a></p>
</section>
</form>
</div>`
}

/** The words of the pin, for its attribute. */
export function pinTexts(t: Translate): string {
  return JSON.stringify({
    map: t('add:point.map'),
    north: t('add:point.north'),
    south: t('add:point.south'),
    west: t('add:point.west'),
    east: t('add:point.east'),
    back: t('add:point.back'),
    moved: t('add:point.moved', { metres: '#' }),
    help: t('add:point.help'),
  })
}
