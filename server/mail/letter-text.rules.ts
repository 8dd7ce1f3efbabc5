// A letter as plain text.
import type { Letter, LetterPart } from './letter.rules.ts'

const width = 72

/** Lines of at most 72 characters; an address stands on a line of its own, whole however long it is. */
export function letterText({ parts }: Pick<Letter, 'parts'>, foot: readonly string[]): string {
  const body = parts.map(partText).join('\n\n')
  return `${body}\n\n-- \n${foot.map((line) => wrapped(line)).join('\n')}\n`
}

function partText(part: LetterPart): string {
  switch (part.kind) {
    case 'paragraph':
      return wrapped(part.text)
    case 'button':
      return `${wrapped(part.label)}\n${part.href}`
    case 'code':
      return `    ${part.text}`
    case 'quote':
      return wrapped(part.text, width - 2).replaceAll(/^/gm, '> ')
  }
}

/** Broken at plain spaces only: what a no-break space holds together stays so. */
function wrapped(text: string, most = width): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) =>
      line
        .split(' ')
        .reduce((lines, word) => joined(lines, word, most), '')
        .trim(),
    )
    .join('\n')
}

function joined(lines: string, word: string, most: number): string {
  const last = lines.slice(lines.lastIndexOf('\n') + 1)
  return `${lines}${last.length + 1 + word.length > most && last !== '' ? '\n' : lines && ' '}${word}`
}
