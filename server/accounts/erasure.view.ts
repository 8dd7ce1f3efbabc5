// Erasing one's account: what that means, and a word to type so that nobody does it by mistake.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { errorSummaryView, type FieldError, fieldView } from '../http/form.view.ts'

export function erasureView(
  { typed, errors }: { typed: string; errors: readonly FieldError[] },
  t: Translate,
): TemplateResult {
  const points = ['you', 'devices', 'requests', 'places'] as const
  const word = t('accounts:account.erase.word')
  return html`<div class="reading form-page">
<h1>${t('accounts:account.erase.title')}</h1>
${errorSummaryView(errors, t)}
<ul class="points">${points.map((point) => html`<li>${t(`accounts:account.erase.what.${point}`)}</li>`)}</ul>
<p><strong>${t('accounts:account.erase.final')}</strong></p>
<form class="form" method="post" action=${`/${t.locale}/account/erasure`} novalidate>
${fieldView(
  {
    name: 'word',
    label: t('accounts:account.erase.label', { word }),
    value: typed,
    required: true,
    autocomplete: 'off',
    spellcheck: false,
    isShort: true,
    errors,
  },
  t,
)}
<p class="form-ways"><button class="button button-grave">${t('accounts:account.erase.button')}</button>
<a class="button button-quiet" href=${`/${t.locale}/account`}>${t('accounts:account.erase.keep')}</a></p>
</form>
</div>`
}

export function erasedView(t: Translate): TemplateResult {
  return html`<div class="reading form-page">
<h1>${t('accounts:account.erase.doneTitle')}</h1>
<p>${t('accounts:account.erase.done')}</p>
<p><a class="button" href=${`/${t.locale}/find`}>${t('layout:navigation.find')}</a></p>
</div>`
}
