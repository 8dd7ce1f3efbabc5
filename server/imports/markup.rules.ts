// HTML where plain text is expected: exports of websites carry it along.

/** The named entities of French texts; letters with accents are put together from their names (`&eacute;`). */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  rsquo: '’',
  lsquo: '‘',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  euro: '€',
  deg: '°',
  oelig: 'œ',
  OElig: 'Œ',
  bull: '•',
}

const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  cedil: '\u0327',
}

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z])(acute|grave|circ|uml|cedil)|([a-z]{2,6}));/gi

/** A text without HTML tags and entities; a paragraph or a line break becomes a new line. */
export function withoutMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text
  const decoded = withoutTags(text).replace(entity, decodeEntity)
  return decoded === text ? text : withoutTags(decoded)
}

function decodeEntity(
  whole: string,
  decimal?: string,
  hexadecimal?: string,
  letter?: string,
  accent?: string,
  name?: string,
): string {
  if (letter) return (letter + (accents[(accent ?? '').toLowerCase()] ?? '')).normalize('NFC')
  if (name) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole
  const codePoint = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal ?? '', 16)
  return codePoint > 0 && codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ' '
}

function withoutTags(text: string): string {
  return withoutElement(withoutElement(text, 'script'), 'style')
    .replace(/<!--[^<>]*-->/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
}

/** Cuts an element out with its content. By search and not by a pattern, whose time would grow with the square of the text. */
function withoutElement(text: string, name: string): string {
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return text
  let result = ''
  let from = 0
  for (;;) {
    const start = lower.indexOf(`<${name}`, from)
    const end = start < 0 ? -1 : lower.indexOf(`</${name}>`, start)
    if (end < 0) return result + text.slice(from)
    result += `${text.slice(from, start)} `
    from = end + name.length + 3
  }
}
