// Personal data: what is asked, what is kept, what is never done, and the rights of people.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { contactView, type Instance, outsideLink, sectionView, sentencesView } from './facts.view.ts'

const complaint = 'https://www.cnil.fr/fr/plaintes'

export function privacyView(instance: Instance, t: Translate): TemplateResult {
  const part = (
    name:
      | 'nothing'
      | 'position'
      | 'address'
      | 'map'
      | 'account'
      | 'submission'
      | 'selection'
      | 'paper'
      | 'log'
      | 'places'
      | 'rights',
    content: unknown,
  ) => sectionView(name, t(`information:privacy.${name}.title`), content)
  return html`<div class="reading information">
<h1>${t('information:privacy.title')}</h1>
<p class="lead">${t('information:privacy.lead')}</p>
${part('nothing', nothingKeptView(t))}
${part('position', positionView(t))}
${part('address', addressView(instance, t))}
${instance.basemapStyle ? part('map', sentencesView(t, 'information:privacy.map.relayed')) : nothing}
${part(
  'account',
  sentencesView(
    t,
    'information:privacy.account.who',
    'information:privacy.account.what',
    'information:privacy.account.roles',
    'information:privacy.account.why',
    'information:privacy.account.cookie',
    'information:privacy.account.time',
    'information:privacy.account.idle',
    'information:privacy.account.rights',
  ),
)}
${part(
  'submission',
  sentencesView(
    t,
    'information:privacy.submission.what',
    'information:privacy.submission.why',
    'information:privacy.submission.who',
    'information:privacy.submission.unconfirmed',
    'information:privacy.submission.refused',
    'information:privacy.submission.rights',
  ),
)}
${part(
  'selection',
  sentencesView(
    t,
    'information:privacy.selection.kept',
    'information:privacy.selection.code',
    'information:privacy.selection.who',
    'information:privacy.selection.note',
  ),
)}
${part(
  'paper',
  sentencesView(
    t,
    'information:privacy.paper.kept',
    'information:privacy.paper.point',
    'information:privacy.paper.list',
    'information:privacy.paper.who',
  ),
)}
${part(
  'log',
  sentencesView(
    t,
    'information:privacy.log.kept',
    'information:privacy.log.not',
    'information:privacy.log.limit',
    'information:privacy.log.host',
  ),
)}
${part('places', sentencesView(t, 'information:privacy.places.text', 'information:privacy.places.correct'))}
${part('rights', rightsView(instance, t))}
</div>`
}

function nothingKeptView(t: Translate): TemplateResult {
  const points = ['account', 'cookies', 'third', 'stored'] as const
  return html`<ul class="points">${points.map((point) => html`<li>${t(`information:privacy.nothing.${point}`)}</li>`)}</ul>`
}

function positionView(t: Translate): TemplateResult {
  return html`<p>${t('information:privacy.position.asked', { button: t('addresses:aroundMe') })}</p>
${sentencesView(
  t,
  'information:privacy.position.rounded',
  'information:privacy.position.notStored',
  'information:privacy.position.link',
)}`
}

function addressView({ geocoderUrl }: Instance, t: Translate): TemplateResult[] {
  if (!geocoderUrl)
    return sentencesView(t, 'information:privacy.address.none', 'information:privacy.address.link')
  return sentencesView(
    t,
    'information:privacy.address.asked',
    'information:privacy.address.memory',
    'information:privacy.address.link',
  )
}

function rightsView(instance: Instance, t: Translate): TemplateResult {
  return html`${sentencesView(t, 'information:privacy.rights.list', 'information:privacy.rights.who')}
${contactView(instance, t) ?? html`<p><a href=${`/${t.locale}/legal`}>${t('information:legal.title')}</a></p>`}
<p>${t('information:privacy.rights.cnil')}</p>
<p>${outsideLink(complaint, t('information:privacy.rights.cnilLink'), t)}</p>`
}
