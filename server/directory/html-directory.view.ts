// A directory as a page: the same document as on paper, to be read on a screen and printed without a PDF.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { qrCodeView } from '../places/place-share.view.ts'
import type { DirectoryDocument, DirectoryStop, MapDrawing, Words } from './directory-document.rules.ts'
import { asWritten, htmlCard } from './html-card.view.ts'
import { indexesView, notesView, phonesView, sourcesView } from './html-ends.view.ts'
import { mapDrawingView } from './map-drawing.view.ts'
import { type SayWords, wordsOf } from './paper-words.view.ts'

/** Where the same directory is on paper, and where it was put together. */
export type DirectoryWays = { pdf: string; change: string }

export function htmlDirectory(
  document: DirectoryDocument,
  { pdf, change }: DirectoryWays,
  t: Translate,
): TemplateResult {
  const say = wordsOf(document, t.locale)
  const className = document.savesInk ? 'directory saves-ink' : 'directory'
  return html`<article class=${`${className} directory-${document.format}`}>
<p class="directory-ways no-print"><a class="button" rel="nofollow" href=${pdf}>${t('builder:pdf')}</a> <a class="button button-quiet" rel="nofollow" href=${change}>${t('builder:change')}</a></p>
${coverView(document, say, t)}
${contentsView(document, say, t)}
${mapView(document, say)}
${placesView(document, say, t)}
${absentView(document, say)}
${stopsView(document, say)}
${indexesView(document, say)}
${phonesView(document, say)}
${notesView(document, say)}
${sourcesView(document, say)}
</article>`
}

function coverView({ cover, area, labels }: DirectoryDocument, say: SayWords, t: Translate) {
  const { summary, criteria, date, edition, editionAddress, editionQr, helpPhone, steps, checked } = cover
  return html`<header class="directory-cover">
<p class="directory-product">${say.inline(labels.product)}</p>
<h1><bdi>${area}</bdi></h1>
<p class="directory-summary">${say.inline(summary)}</p>
${criteria ? html`<p class="directory-criteria">${say.inline(criteria)}</p>` : nothing}
${cover.demonstration ? html`<p class="directory-demonstration">${say.inline(cover.demonstration)}</p>` : nothing}
<div class="directory-edition">${qrCodeView(editionQr, t, labels.isItRight[0]!)}
<div>${say.columns(
    (index) =>
      html`<p>${date[index]} · ${labels.edition[index]} <bdi dir="ltr">${edition}</bdi></p>
<p><b>${labels.isItRight[index]}</b></p><p>${labels.isItRightHow[index]}</p>
${helpPhone ? html`<p class="directory-help">${labels.helpPhone[index]} <bdi dir="ltr">${helpPhone}</bdi></p>` : nothing}`,
  )}
<p><a href=${`/${t.locale}/editions/${edition.replaceAll(/\D/g, '')}`}><bdi dir="ltr">${editionAddress}</bdi></a></p></div></div>
<section><h2>${say.inline(labels.howTo)}</h2>
${say.columns((index) => html`<ol class="directory-steps">${steps.map((step) => html`<li>${step[index]}</li>`)}</ol><p class="directory-checked">${checked[index]}</p>`)}
</section></header>`
}

/** For whoever reads on a screen: paper is turned over. */
function contentsView(document: DirectoryDocument, say: SayWords, t: Translate) {
  const { labels, map, stops, sections } = document
  const parts: [id: string, label: Words][] = [
    ...(map ? [['map', labels.mapTitle] as [string, Words]] : []),
    ...(sections.length > 0 ? [['places', labels.places] as [string, Words]] : []),
    ...(stops.length > 0 ? [['stops', labels.stops] as [string, Words]] : []),
    ['index', labels.indexNeeds],
    ['phones', labels.phones],
    ['sources', labels.sources],
  ]
  return html`<nav class="directory-contents no-print" aria-label=${t('builder:contents')}><ul>${parts.map(([id, label]) => html`<li><a href=${`#${id}`}>${say.inline(label)}</a></li>`)}</ul></nav>`
}

function mapView({ map, labels }: DirectoryDocument, say: SayWords) {
  if (!map) return nothing
  const drawing = (each: MapDrawing, id: string) =>
    mapDrawingView(each, {
      id,
      title: labels.mapTitle[0]!,
      description: labels.continued[0]!,
      north: labels.north[0]!,
      here: labels.here[0]!,
    })
  const sheet = (
    each: MapDrawing,
    id: string,
  ) => html`${each.numbers ? html`<p><b>${say.inline(each.numbers)}</b></p>` : nothing}
${drawing(each, id)}
${each.detail ? html`<p><b>${say.inline(each.detail.words)}</b></p>${drawing(each.detail.map, `${id}-detail`)}` : nothing}`
  return html`<section class="directory-map" id="map"><h2>${say.inline(labels.mapTitle)}</h2>
${[map, ...map.further].map((each, index) => sheet(each, index === 0 ? 'map' : `map-${index + 1}`))}
${map.unplaced.length > 0 ? html`<p>${say.inline(labels.approximate)} <bdi dir="ltr">${map.unplaced.join(', ')}</bdi></p>` : nothing}
</section>`
}

/** What a selection holds and this directory does not show. */
function absentView({ absent }: DirectoryDocument, say: SayWords) {
  if (absent.length === 0) return nothing
  return html`<section class="directory-absent">${say.columns((index) => absent.map((words) => html`<p><b>${words[index]}</b></p>`))}</section>`
}

function placesView({ sections, labels }: DirectoryDocument, say: SayWords, t: Translate) {
  if (sections.length === 0) return nothing
  return html`<section class="directory-places" id="places"><h2>${say.inline(labels.places)}</h2>
${sections.map(
  ({ heading, cards }) =>
    html`${heading ? html`<h3 class="directory-need">${say.inline(heading)}</h3>` : nothing}<ol class="directory-cards" start=${cards[0]?.number ?? 1}>${cards.map((card) => htmlCard(card, { labels, say, t, level: heading ? 4 : 3 }))}</ol>`,
)}</section>`
}

function stopsView({ stops, labels }: DirectoryDocument, say: SayWords) {
  if (stops.length === 0) return nothing
  return html`<section class="directory-stops" id="stops"><h2>${say.inline(labels.stops)}</h2>
<ul>${stops.map((stop) => stopView(stop, labels, say))}</ul></section>`
}

/** What is cancelled is struck, and says so before. */
function stopView(stop: DirectoryStop, labels: DirectoryDocument['labels'], say: SayWords) {
  const { letter, unit, date, times, where, isCancelled, note, quotations } = stop
  const place = html`<bdi lang="fr">${where}</bdi> · <bdi lang="fr">${unit}</bdi>`
  const when = (index: number) => html`<b>${date[index]}</b> ${times[index]}`
  return html`<li>${letter ? html`<span class="directory-letter">${letter}</span>` : nothing}<div>${say.columns(
    (index) =>
      html`${isCancelled ? html`<strong>${labels.cancelled[index]}</strong> <s>${when(index)}</s>` : when(index)}${note ? html` <span>${asWritten(note[index]!, quotations)}</span>` : nothing}`,
  )}<p>${isCancelled ? html`<s>${place}</s>` : place}</p></div></li>`
}
