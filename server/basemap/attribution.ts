// Who made the map's ground, as its servers say it, in words and links alone.
import { safeLink } from '../http/safe-link.rules.ts'

/** Servers whose styles do not say it, though the licence of their data asks for it. */
const unsaid: Record<string, string> = {
  'data.geopf.fr': '<a href="https://www.ign.fr/">© IGN</a>',
}

/** An attribution as HTML that holds text and links, whatever stood in it. */
export function attributionOf(html: string): string {
  const [first = '', ...tagged] = html.replaceAll(/<!--.*?-->/gs, '').split('<')
  let open = false
  const pieces = tagged.map((piece) => {
    const [, tag = '', text = ''] = /^([^>]*)>?(.*)$/s.exec(piece)!
    const link = /^a\s/i.test(tag) ? linkOf(tag) : undefined
    const closing = open && (link !== undefined || /^\/a\s*$/i.test(tag)) ? '</a>' : ''
    if (closing) open = false
    if (link !== undefined) open = true
    return `${closing}${link === undefined ? '' : `<a href="${link}">`}${textOf(text)}`
  })
  return `${textOf(first)}${pieces.join('')}${open ? '</a>' : ''}`.trim()
}

/** Where nothing is said: who is known to make these tiles, else where they come from. */
export function attributionOfServer(address: string): string {
  const { hostname } = new URL(address)
  return unsaid[hostname] ?? hostname
}

function linkOf(tag: string): string | undefined {
  const [, double, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(tag) ?? []
  const address = safeLink((double ?? single ?? bare)?.replaceAll('&amp;', '&'))
  return address?.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

/** Entities of the source stay: they are text. */
const textOf = (text: string) => text.replaceAll('>', '&gt;')
