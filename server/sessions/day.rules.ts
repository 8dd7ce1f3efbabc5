// What a day is where the places are.

const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** The day of an instant in France, `YYYY-MM-DD`. */
export function dayInFrance(instant: Date): string {
  return format.format(instant)
}
