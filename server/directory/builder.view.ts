// The page on which a directory is put together: the question beside the paper that answers it.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import type { Builder } from './builder.actions.ts'
import { builderForm } from './builder-form.view.ts'
import { builderResult, type SetPaper } from './builder-result.view.ts'

/** What the page is called. */
export function builderTitle({ outcome }: Builder, t: Translate): string {
  return outcome.kind === 'directory'
    ? t('builder:titleOf', { area: outcome.document.area })
    : t('builder:title')
}

export function builderView(builder: Builder, paper: SetPaper, t: Translate): TemplateResult {
  return html`<directory-builder class="builder" data-failed=${t('builder:failed')}>
<div class="builder-ask"><h1>${t('builder:title')}</h1>
<p class="lead">${t('builder:lead')}</p>
${builderForm(builder, t)}</div>
<p class="notice builder-failed" hidden>${t('builder:failed')}</p>
${builderResult(builder, paper, t)}
<p class="announcement visually-hidden" role="status"></p>
</directory-builder>`
}

/** What the script fetches after each change: the answer, and the form as it was understood. */
export function builderPart(builder: Builder, paper: SetPaper, t: Translate): TemplateResult {
  return html`<directory-builder data-title=${t('layout:pageTitle', { page: builderTitle(builder, t) })}>
${builderResult(builder, paper, t)}
${builderForm({ ...builder, form: { ...builder.form, onlyChosen: true } }, t)}</directory-builder>`
}
