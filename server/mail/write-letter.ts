// A composed letter, written out as it leaves: HTML, plain text, and what stands at its foot.
import { html } from '@lit-labs/ssr'
import { direction, type Locale } from '../../i18n/languages.ts'
import { translator } from '../../i18n/translate.ts'
import type { Config } from '../config.ts'
import { renderHtml } from '../http/render.ts'
import type { Letter } from './letter.rules.ts'
import { letterView } from './letter.view.ts'
import { letterText } from './letter-text.rules.ts'

type Site = { origin: string; helpPhone: Config['helpPhone'] }

/** The foot says who writes, why, and who helps. */
export async function writeLetter(letter: Letter, site: Site): Promise<{ html: string; text: string }> {
  const t = translator(letter.locale)
  const foot = [
    t('mail:why', { product: t('layout:product'), address: new URL(site.origin).host }),
    t('mail:notYou'),
    ...(site.helpPhone
      ? [t('layout:footer.helpDesk', { phone: phoneIn(letter.locale, site.helpPhone.written) })]
      : []),
  ]
  const { locale } = letter
  return {
    text: letterText(letter, foot),
    // The body is told again what the document says: some programs show only what is inside it.
    html: await renderHtml(html`<!doctype html>
<html lang=${locale} dir=${direction(locale)}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${letter.subject}</title>
</head>
<body>
<div lang=${locale} dir=${direction(locale)} style="max-width:600px;margin:0 auto;padding:16px;font-family:sans-serif;font-size:16px;line-height:1.5">
${letterView(letter, foot, t)}
</div>
</body>
</html>`),
  }
}

/** In Arabic the pairs of a number would change places: U+2066 … U+2069 keeps them from left to right. */
function phoneIn(locale: Locale, phone: string): string {
  return direction(locale) === 'rtl' ? `\u2066${phone}\u2069` : phone
}
