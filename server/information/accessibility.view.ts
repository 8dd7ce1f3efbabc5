// The accessibility statement, with the parts that the RGAA wants in one:
// https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/
import { html, type TemplateResult } from 'lit'
import { formatDate } from '../../i18n/format.ts'
import type { TextKey } from '../../i18n/keys.ts'
import type { Translate } from '../../i18n/translate.ts'
import { contactView, type Instance, outsideLink, sectionView, sentencesView } from './facts.view.ts'

/** The day on which what stands here was last compared with the site. */
const writtenOn = '2026-11-23'

const defenderOfRights = {
  form: 'https://formulaire.defenseurdesdroits.fr/',
  delegates: 'https://www.defenseurdesdroits.fr/saisir/delegues',
  phone: { dialled: '+33969390000', written: '09 69 39 00 00' },
  post: 'Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07',
}

export function accessibilityView(instance: Instance, t: Translate): TemplateResult {
  const publisher = instance.publisher.name ?? t('layout:product')
  return html`<div class="reading information">
<h1>${t('information:accessibility.title')}</h1>
<p class="lead">${t('information:accessibility.lead')}</p>
<p>${t('information:accessibility.scope', { publisher })}</p>
${sectionView(
  'state',
  t('information:accessibility.state.title'),
  sentencesView(
    t,
    'information:accessibility.state.progress',
    'information:accessibility.state.law',
    'information:accessibility.state.aim',
  ),
)}
${sectionView(
  'tests',
  t('information:accessibility.tests.title'),
  pointsView(
    t,
    'information:accessibility.tests.keyboard',
    'information:accessibility.tests.script',
    'information:accessibility.tests.narrow',
    'information:accessibility.tests.direction',
    'information:accessibility.tests.contrast',
    'information:accessibility.tests.tool',
  ),
)}
${sectionView(
  'limits',
  t('information:accessibility.limits.title'),
  pointsView(
    t,
    'information:accessibility.limits.map',
    'information:accessibility.limits.texts',
    'information:accessibility.limits.translations',
    'information:accessibility.limits.people',
  ),
)}
${sectionView('contact', t('information:accessibility.contact.title'), blockedView(instance, t))}
${sectionView('appeal', t('information:accessibility.appeal.title'), appealView(t))}
<p class="written">${t('information:accessibility.written', { date: formatDate(t.locale, writtenOn) })}</p>
</div>`
}

function pointsView(t: Translate, ...keys: TextKey[]): TemplateResult {
  return html`<ul class="points">${keys.map((key) => html`<li>${t(key)}</li>`)}</ul>`
}

function blockedView(instance: Instance, t: Translate): TemplateResult {
  const contact = contactView(instance, t)
  if (!contact) return html`<p>${t('information:accessibility.contact.nobody')}</p>`
  return html`<p>${t('information:accessibility.contact.text')}</p>${contact}`
}

function appealView(t: Translate): TemplateResult {
  const { form, delegates, phone, post } = defenderOfRights
  const [before, after] = t('information:accessibility.appeal.phone', { phone: '\n' }).split('\n')
  return html`<p>${t('information:accessibility.appeal.text')}</p>
<ul class="links">
<li>${outsideLink(form, t('information:accessibility.appeal.form'), t)}</li>
<li>${outsideLink(delegates, t('information:accessibility.appeal.delegate'), t)}</li>
<li><a href=${`tel:${phone.dialled}`}><span>${before}<bdi dir="ltr">${phone.written}</bdi>${after}</span></a></li>
</ul>
<p>${t('information:accessibility.appeal.post')} <bdi lang="fr">${post}</bdi></p>`
}
