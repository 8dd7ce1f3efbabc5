// A letter as HTML. Colours are the reader's own, light or dark, except on the button; nothing is fetched.
import { html, nothing, type TemplateResult } from 'lit'
import type { Translate } from '../../i18n/translate.ts'
import { safeLink } from '../http/safe-link.rules.ts'
import type { Letter, LetterPart } from './letter.rules.ts'

/** Programs for mail drop the styles of the head: each element carries its own. */
export function letterView({ parts }: Letter, foot: readonly string[], t: Translate): TemplateResult {
  return html`<p style="margin:0 0 24px;font-weight:bold;font-size:20px">${t('layout:product')}</p>
${parts.map((part) => partView(part, t))}
<hr style="margin:32px 0 16px;border:0;border-top:1px solid">
${foot.map((line) => html`<p style="margin:0 0 8px;font-size:14px">${line}</p>`)}`
}

function partView(part: LetterPart, t: Translate): TemplateResult {
  switch (part.kind) {
    case 'paragraph':
      return html`<p style="margin:0 0 16px;white-space:pre-line">${part.text}</p>`
    case 'button':
      return buttonView(part, t)
    case 'code':
      return html`<p dir="ltr" style="margin:0 0 16px;padding:16px;border:2px solid;border-radius:8px;text-align:center;font-family:monospace;font-size:32px;font-weight:bold;letter-spacing:8px">${part.text}</p>`
    case 'quote':
      return html`<blockquote lang=${part.language} dir="auto" style="margin:0 0 16px;padding:0 16px;border-inline-start:4px solid;white-space:pre-line">${part.text}</blockquote>`
  }
}

function buttonView({ label, href }: Extract<LetterPart, { kind: 'button' }>, t: Translate): TemplateResult {
  const link = safeLink(href)
  if (!link) return html`${nothing}`
  return html`<p style="margin:0 0 16px"><a href=${link} style="display:inline-block;padding:14px 24px;border-radius:8px;background-color:#0b3d91;color:#ffffff;font-size:18px;font-weight:bold;text-decoration:none">${label}</a></p>
<p style="margin:0 0 16px;font-size:14px">${t('mail:orCopy')}<br><a href=${link} dir="ltr" style="color:inherit;word-break:break-all">${link}</a></p>`
}
