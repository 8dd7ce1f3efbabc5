// Help: what the site does, how to use it, and what its words and signs mean.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { contactView, type Instance, phoneView, sectionView, sentencesView, termsView } from './facts.view.ts'

/** Where invented places are shown, the page explains them first. */
export function helpView(instance: Instance, t: Translate): TemplateResult {
  return html`<div class="reading information">
<h1>${t('information:help.title')}</h1>
<p class="lead">${t('information:help.lead')}</p>
${instance.demonstration ? demonstrationView(t) : nothing}
${stepsView(t)}
${sectionView(
  'what',
  t('information:help.what.title'),
  sentencesView(
    t,
    'information:help.what.places',
    'information:help.what.people',
    'information:help.what.free',
  ),
)}
${sectionView('call', t('information:help.call.title'), callView(instance, t))}
${sectionView('signs', t('information:help.signs.title'), signsView(t))}
${sectionView('words', t('information:help.words.title'), wordsView(t))}
${sectionView(
  'print',
  t('information:help.print.title'),
  html`<p>${t('information:help.print.list', { link: t('find:print.link') })}</p>
${sentencesView(t, 'information:help.print.place', 'layout:print.advice')}`,
)}
${sectionView('wrong', t('information:help.wrong.title'), wrongView(instance, t))}
</div>`
}

function demonstrationView(t: Translate): TemplateResult {
  return html`<div class="notice">${sectionView(
    'demonstration',
    t('information:help.demonstration.title'),
    sentencesView(
      t,
      'information:help.demonstration.text',
      'information:help.demonstration.care',
      'information:help.demonstration.end',
    ),
  )}</div>`
}

function stepsView(t: Translate): TemplateResult {
  const steps = ['need', 'where', 'place'] as const
  return sectionView(
    'steps',
    t('information:help.steps.title'),
    html`<ol class="steps">${steps.map((step) => html`<li>${t(`information:help.steps.${step}`)}</li>`)}</ol>
<p><a class="button" href=${`/${t.locale}`}>${t('information:toStart')}</a></p>`,
  )
}

/** The terms are those of the cards themselves, so that a reader finds the very word. */
function signsView(t: Translate): TemplateResult {
  const named = (name: 'distance' | 'languages' | 'appointment' | 'date') => ({
    term: t(`information:help.signs.${name}.term`),
    text: t(`information:help.signs.${name}.text`),
  })
  return termsView([
    named('distance'),
    named('languages'),
    { term: t('vocabularies:fee.free'), text: t('information:help.signs.free') },
    { term: t('find:card.stepFree'), text: t('information:help.signs.stepFree') },
    named('appointment'),
    { term: t('find:distance.approximate'), text: t('information:help.signs.approximate') },
    { term: t('find:mayHelp.title'), text: t('information:help.signs.mayHelp') },
    named('date'),
  ])
}

/** Words that people meet in France; they keep their French names in every language. */
const words = [
  ['mediation', 'Médiation numérique'],
  ['adviser', 'Conseiller numérique'],
  ['aidants', 'Aidants Connect'],
  ['franceServices', 'France Services'],
  ['caf', 'CAF'],
  ['ameli', 'Ameli'],
  ['franceTravail', 'France Travail'],
  ['ants', 'ANTS'],
  ['mdph', 'MDPH'],
] as const

function wordsView(t: Translate): TemplateResult {
  return termsView(
    words.map(([key, name]) => ({
      term: html`<bdi lang="fr">${name}</bdi>`,
      text: t(`information:help.words.${key}`),
    })),
  )
}

function callView({ helpPhone }: Instance, t: Translate): TemplateResult {
  if (!helpPhone) return html`<p>${t('information:help.call.nobody')}</p>`
  return html`<p>${t('information:help.call.phone')}</p><p class="phone">${phoneView(helpPhone)}</p>`
}

function wrongView(instance: Instance, t: Translate): TemplateResult {
  const contact = contactView(instance, t)
  if (!contact) return html`<p>${t('information:help.wrong.nobody')}</p>`
  return html`<p>${t('information:help.wrong.tell')}</p>${contact}`
}
