// Pages as they are read.

/** The text of a page. */
export function textOf(html: string): string {
  const words = html.replaceAll(/<(style|title|script)\b.*?<\/\1>|<[^>]*>/gs, ' ').replaceAll(/\s+/g, ' ')
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return words.replaceAll(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole
    return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
  })
}

/** A text of ours, with the kinds of spaces that `textOf` makes one. */
export const said = (text: string) => text.replaceAll(/\s+/g, ' ')

/** Hours as a machine writes them. */
export const machineHours =
  /\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[-,](?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b|\b[PS]H off\b|\b(?:Mo|Tu|We|Th|Fr|Sa|Su) \d\d:\d\d|\d\d:\d\d-\d\d:\d\d/

/** A page without the parts that every page has: what is left of scripts then came from data. */
export function withoutOwnScripts(html: string): string {
  return html
    .replaceAll(/<script type="module" src="\/assets\/[^"]*" data-islands="[^"]*"><\/script>/g, '')
    .replaceAll(/<script type="application\/ld\+json">[^<]*<\/script>/g, '')
}
