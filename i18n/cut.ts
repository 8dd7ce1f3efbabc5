/** The beginning of a text, at most so many UTF-16 code units; never half of a character, which no database takes. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
