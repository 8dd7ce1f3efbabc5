// Letters that wait in the outbox, for whoever runs the instance.
import { html, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'

/** Where the outbox is read, by the key that opens it. @param origin of this machine, without a slash at the end */
export const outboxAddress = (origin: string, key: string): string => `${origin}${path(key)}`

const path = (key: string, id = '') => `/outbox${id && `/${id}`}?key=${key}`

type Shown = { id: string; to: string; subject: string; text: string }

export function outboxView(letters: readonly Shown[], key: string, t: Translate): TemplateResult {
  return html`<div class="reading information"><h1>${t('mail:outbox.title')}</h1>
<p class="lead">${t('mail:outbox.lead')}</p>
${letters.length === 0 ? html`<p>${t('mail:outbox.empty')}</p>` : html`<ul>${letters.map((letter) => lineView(letter, key, t))}</ul>`}</div>`
}

function lineView({ id, to, subject }: Shown, key: string, t: Translate): TemplateResult {
  return html`<li><a href=${path(key, id)}><bdi>${subject}</bdi></a><br>${t('mail:outbox.to', { address: to })}</li>`
}

/** One letter as its plain text says it, with links that can be followed. */
export function outboxLetterView({ to, subject, text }: Shown, key: string, t: Translate): TemplateResult {
  return html`<div class="reading information"><h1><bdi>${subject}</bdi></h1>
<p>${t('mail:outbox.to', { address: to })}</p>
<pre dir="auto" class="letter">${text.split('\n').map(textLineView)}</pre>
<p><a href=${path(key)}>${t('mail:outbox.all')}</a></p></div>`
}

function textLineView(line: string): TemplateResult {
  const link = /^https?:\/\/\S+$/.test(line) ? safeLink(line) : undefined
  return link ? html`<a href=${link}>${line}</a>${'\n'}` : html`${line}${'\n'}`
}
