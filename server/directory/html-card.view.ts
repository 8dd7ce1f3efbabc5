// A card of the directory on a page: what is the same in every language once, and its words in each.
import { html, nothing, type TemplateResult } from 'lit'
import type { Locale } from '../../i18n/languages.ts'
import type { Translate } from '../../i18n/translate.ts'
import { mailtoOf } from '../http/safe-link.rules.ts'
import { qrCodeView } from '../places/place-share.view.ts'
import type { DirectoryCard, DirectoryDocument, Words } from './directory-document.rules.ts'
import type { SayWords } from './paper-words.view.ts'

type Labels = DirectoryDocument['labels']

/** Under a heading of a need a card's name is one level lower. */
export function htmlCard(
  card: DirectoryCard,
  { labels, say, t, level }: { labels: Labels; say: SayWords; t: Translate; level: 3 | 4 },
): TemplateResult {
  const name = html`<a href=${placeAddress(t.locale, card)}><bdi lang=${t.locale === 'fr' ? nothing : 'fr'}>${card.name}</bdi></a>`
  return html`<li class="directory-card" id=${`place-${card.number}`} value=${card.number}>
<div class="directory-card-head">${level === 3 ? html`<h3>${name}</h3>` : html`<h4>${name}</h4>`}
${card.address ? html`<p><bdi lang="fr">${card.address}</bdi></p>` : nothing}
${card.phone ? html`<p class="directory-phone"><a href=${`tel:${card.phone.replaceAll(/[^+\d]/g, '')}`}><bdi dir="ltr">${card.phone}</bdi></a></p>` : nothing}
${card.email ? html`<p><a href=${mailtoOf(card.email)}><bdi dir="ltr">${card.email}</bdi></a></p>` : nothing}
${card.website ? html`<p><bdi dir="ltr">${card.website}</bdi></p>` : nothing}
</div>
${qrCodeView(card.qr, t, `${labels.qrOfPlace[0]!} – ${card.name}`)}
${say.columns((index) => wordsView(card, labels, index))}
</li>`
}

/** The page of a place, in the language of this page. */
const placeAddress = (locale: Locale, { id }: DirectoryCard) => `/${locale}/places/${id}`

function wordsView(card: DirectoryCard, labels: Labels, index: number) {
  const line = (words: Words | null, className: string) =>
    words ? html`<p class=${className}>${words[index]}</p>` : nothing
  const labelled = (label: Words, words: string | undefined) =>
    words ? html`<p><b>${label[index]}</b> ${words}</p>` : nothing
  return html`<p class="directory-kind">${card.kind[index]}${card.distance ? html` · ${card.distance[index]}` : nothing}</p>
${line(card.mayHelp, 'directory-advice')}
${card.isUnchecked ? line(card.checked, 'directory-advice') : nothing}
${weekView(card, labels, index)}
${card.hoursNotes.map((note) => html`<p>${asWritten(note[index]!, card.quotations)}</p>`)}
${listView(labels.exceptions[index]!, card.exceptions, index)}
${workshopsView(card, labels, index)}
${labelled(labels.spoken, card.spoken.map(({ own, names }) => spokenAs(own, names[index]!)).join(' · '))}
${labelled(labels.services, card.services?.[index])}
${labelled(labels.equipment, card.equipment?.[index])}
${card.facts.length > 0 ? html`<p>${card.facts.map((fact) => fact[index]).join(' · ')}</p>` : nothing}
${card.isUnchecked ? nothing : line(card.checked, 'directory-checked')}`
}

/** A sentence of ours, in which the words that somebody wrote are marked as French. */
export function asWritten(sentence: string, quotations: readonly string[]) {
  const said = quotations.find((each) => sentence.includes(each))
  if (said === undefined) return sentence
  const start = sentence.indexOf(said)
  return html`${sentence.slice(0, start)}<bdi lang="fr">${said}</bdi>${sentence.slice(start + said.length)}`
}

/** `Türkçe (turc)`: for whoever speaks it and for whoever looks for it. */
function spokenAs(own: string, name: string): string {
  return own.toLowerCase() === name.toLowerCase() ? name : `\u2068${own}\u2069 (${name})`
}

function weekView({ week }: DirectoryCard, labels: Labels, index: number) {
  if (week.length === 0) return nothing
  return html`<table class="directory-week"><caption class="visually-hidden">${labels.hours[index]}</caption><tbody>${week.map(
    ({ days, times }) =>
      html`<tr><th scope="row">${days[index]}</th><td>${times.map((time, row) => html`${row > 0 ? html`<br>` : nothing}${time[index]}`)}</td></tr>`,
  )}</tbody></table>`
}

function listView(label: string, lines: readonly Words[], index: number) {
  if (lines.length === 0) return nothing
  return html`<p><b>${label}</b></p><ul>${lines.map((line) => html`<li>${line[index]}</li>`)}</ul>`
}

function workshopsView({ workshops, quotations }: DirectoryCard, labels: Labels, index: number) {
  if (workshops.length === 0) return nothing
  return html`<p><b>${labels.workshops[index]}</b></p><ul>${workshops.map(
    ({ when, what, more, isCancelled, note }) => {
      const words = html`${when[index]} – <bdi lang="fr">${what}</bdi>`
      return html`<li>${isCancelled ? html`<s>${words}</s> <strong>${labels.cancelled[index]}</strong>` : words}${more ? html` <span>${more[index]}</span>` : nothing}${note ? html` <span>${asWritten(note[index]!, quotations)}</span>` : nothing}</li>`
    },
  )}</ul>`
}
