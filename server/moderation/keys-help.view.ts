// Which keys there are, and how to turn them off; shown only where a script listens to them.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'

export type HelpKey = 'p' | 'a' | 'r' | 'u' | 'j' | 'k' | 's' | 'd'

export function keysHelpView(keys: readonly HelpKey[], t: Translate): TemplateResult {
  return html`<details class="keys-help no-print" data-keys-help hidden><summary>${t('moderation:keys.title')} <kbd aria-hidden="true">?</kbd></summary>
<dl>${keys.map((key) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t(`moderation:keys.${key}`)}</dd></div>`)}<div><dt><kbd>?</kbd></dt><dd>${t('moderation:keys.help')}</dd></div></dl>
<p>${t('moderation:keys.enter')}</p>
<label class="choice"><input type="checkbox" data-keys-switch checked> <span>${t('moderation:keys.on')}</span></label></details>`
}
