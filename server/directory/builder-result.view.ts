// What the builder answers: how much paper it is, how its first page looks, and the ways to have it; or why there is none.
import { html, nothing, type TemplateResult } from 'lit'
import { formatDistance } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { whereProblemView } from '../finder/find-results.view.ts'
import { unreadView } from '../finder/unread.view.ts'
import { daysKept } from '../selections/selection.rules.ts'
import type { NotSetError } from '../typesetting/not-set.ts'
import type { Builder, Outcome } from './builder.actions.ts'
import { directoryAddress, spelledOut } from './directory-address.rules.ts'
import { mostPlaces } from './directory-facts.rules.ts'

/** How many pages the paper has, or why it was not set; `undefined` where there is none. */
export type SetPaper = { pages: number } | NotSetError['reason'] | undefined

/** Its data tell the script the one address of what is shown. */
export function builderResult(builder: Builder, paper: SetPaper, t: Translate): TemplateResult {
  const address = directoryAddress(t.locale, builder.parameters)
  return html`<section class="builder-result" id="result" aria-labelledby="count" data-address=${address}>
${unreadView(builder, t)}
${outcomeView(builder, builder.outcome, paper, t)}
</section>`
}

function outcomeView(builder: Builder, outcome: Outcome, paper: SetPaper, t: Translate) {
  const heading = (words: string) => html`<h2 id="count" tabindex="-1">${words}</h2>`
  switch (outcome.kind) {
    case 'nothing-asked':
      return html`${heading(t('builder:nothingAsked.title'))}<p>${t('builder:nothingAsked.text')}</p>`
    case 'directory':
      return directoryView(builder, outcome, paper, t)
    case 'none':
      return html`${heading(t('find:empty.title'))}${loosenView(outcome.loosened, t)}`
    case 'too-many':
      return html`${heading(t('builder:tooMany.title', { count: outcome.count }))}<p>${t('builder:tooMany.text', { most: mostPlaces })}</p>${smallerView(builder, outcome, t)}`
    case 'where':
      return html`${heading(t('builder:where.title'))}${whereProblemView(
        outcome.where,
        (territory) => directoryAddress(t.locale, { ...builder.parameters, where: undefined, territory }),
        '',
        t,
      )}`
    case 'no-selection':
      return html`${heading(t(`selection:${outcome.state}.title`))}<p>${t(`builder:noSelection.${outcome.state}`, { days: daysKept })}</p>`
  }
}

function directoryView(
  { parameters, request }: Builder,
  { facts, document: { area } }: Outcome & { kind: 'directory' },
  paper: SetPaper,
  t: Translate,
) {
  const whole = spelledOut(parameters, request)
  const { length: places } = facts.places
  const { length: stops } = facts.stops
  const address = (ending: '.pdf' | '.html' | '.svg') => directoryAddress(t.locale, whole, ending)
  const pages = typeof paper === 'object' ? paper.pages : undefined
  const amounts = [
    ...(places > 0 || stops === 0 ? [t('find:count', { count: places })] : []),
    ...(stops > 0 ? [t('builder:stops', { count: stops })] : []),
    ...(pages ? [t('builder:pages', { count: pages })] : []),
  ]
  return html`<h2 id="count" tabindex="-1">${amounts.map((each, index) => html`<span>${each}${index < amounts.length - 1 ? html` <span aria-hidden="true">·</span>` : nothing}</span> `)}</h2>
<p class="builder-area"><bdi>${area}</bdi></p>
<p class="builder-ways">${pages ? html`<a class="button action-pdf" rel="nofollow" href=${address('.pdf')}>${t('builder:pdf')}</a>` : nothing}
<a class="button button-quiet action-visit" rel="nofollow" href=${address('.html')}>${t('builder:html')}</a></p>
${
  pages
    ? html`<figure class="builder-sheet"><img src=${address('.svg')} alt=${t('builder:firstPage.alt')} width="210" height="297"><figcaption>${t('builder:firstPage.caption')}</figcaption></figure>`
    : notSetView(parameters, paper === 'too-long', t)
}`
}

/** Why there is no picture, and what one can do: come back, or ask for less. */
function notSetView(parameters: Builder['parameters'], isTooLong: boolean, t: Translate) {
  return isTooLong
    ? html`<div class="notice" role="status"><p>${t('builder:tooLong')}</p></div>`
    : html`<div class="notice" role="status"><p>${t('builder:busy')}</p><p><a rel="nofollow" href=${directoryAddress(t.locale, parameters)}>${t('builder:again')}</a></p></div>`
}

function loosenView(loosened: { label: string; address: string; count: number }[], t: Translate) {
  if (loosened.length === 0) return html`<p>${t('builder:none')}</p>`
  return html`<p>${t('find:empty.text')} ${t('find:empty.loosen')}</p><ul class="ways">${loosened.map(
    ({ label, address, count }) =>
      html`<li><a rel="nofollow" href=${address}>${t('find:empty.without', { filter: label, count })}</a></li>`,
  )}</ul>`
}

function smallerView(
  { parameters }: Builder,
  { areas, radii }: Outcome & { kind: 'too-many' },
  t: Translate,
) {
  if (areas.length + radii.length === 0) return html`<p>${t('builder:tooMany.narrow')}</p>`
  const inside = { ...parameters, where: undefined, near: undefined, radius: undefined, bbox: undefined }
  return html`<p>${t('builder:tooMany.smaller')}</p><ul class="builder-areas">${radii
    .toReversed()
    .map(
      (metres) =>
        html`<li><a rel="nofollow" href=${directoryAddress(t.locale, { ...parameters, radius: String(metres) })}>${t('builder:tooMany.radius', { distance: formatDistance(t.locale, metres) })}</a></li>`,
    )}${areas.map(
    ({ id, name, count }) =>
      html`<li><a rel="nofollow" href=${directoryAddress(t.locale, { ...inside, territory: id })}><bdi>${name}</bdi> <small>${t('find:count', { count })}</small></a></li>`,
  )}</ul>`
}
