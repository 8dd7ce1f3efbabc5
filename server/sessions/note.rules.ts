/** A note as a sentence that has its end, whoever left the final stop out: others follow it. */
export function ended(note: string): string {
  const text = note.trim()
  return /[.!?…][»")\]]?$/u.test(text) || text === '' ? text : `${text}.`
}
