// What stands at the end of a directory on a page: indexes, numbers that help, lines to write on, sources.
import { html, nothing } from 'lit'
import type { DirectoryDocument, Words } from './directory-document.rules.ts'
import type { SayWords } from './paper-words.view.ts'

type Entry = { heading: Words; numbers: number[] }

export function indexesView({ indexes, labels }: DirectoryDocument, say: SayWords) {
  const { needs, languages, names } = indexes
  return html`<section class="directory-indexes" id="index">
${listView(labels.indexNeeds, needs, say)}
${listView(labels.indexLanguages, languages, say)}
${
  names.length > 0
    ? html`<h2>${say.inline(labels.indexNames)}</h2><ul class="directory-names">${names.map(
        ({ name, commune, number }) =>
          html`<li><bdi lang="fr">${name}</bdi>${commune ? html` <small lang="fr">${commune}</small>` : nothing} ${numberLink(number)}</li>`,
      )}</ul>`
    : nothing
}</section>`
}

function listView(label: Words, entries: readonly Entry[], say: SayWords) {
  if (entries.length === 0) return nothing
  return html`<h2>${say.inline(label)}</h2><ul>${entries.map(
    ({ heading, numbers }) =>
      html`<li>${say.inline(heading)} ${numbers.map((each) => html`${numberLink(each)} `)}</li>`,
  )}</ul>`
}

const numberLink = (number: number) =>
  html`<a class="directory-number" href=${`#place-${number}`}>${number}</a>`

export function phonesView({ phones, labels }: DirectoryDocument, say: SayWords) {
  return html`<section class="directory-phones" id="phones"><h2>${say.inline(labels.phones)}</h2>
<ul>${phones.map(
    ({ number, what }) =>
      html`<li><a href=${`tel:${number.replaceAll(/[^+\d]/g, '')}`}><bdi dir="ltr">${number}</bdi></a> ${say.inline(what)}</li>`,
  )}</ul></section>`
}

/** On paper only. */
export function notesView({ labels }: DirectoryDocument, say: SayWords) {
  return html`<section class="directory-notes print-only"><h2>${say.inline(labels.notes)}</h2>
<div class="directory-lines" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i><i></i></div></section>`
}

export function sourcesView({ sources, labels }: DirectoryDocument, say: SayWords) {
  if (sources.length === 0) return nothing
  return html`<section class="directory-sources" id="sources"><h2>${say.inline(labels.sources)}</h2>
<ul>${sources.map((source) => html`<li>${source}</li>`)}</ul></section>`
}
