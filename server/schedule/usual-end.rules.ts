import { addDays } from '../sessions/day.rules.ts'

/** The end that is proposed for a round: the coming 30 June that is at least two months away, when school years end. */
export function usualEnd(today: string): string {
  const year = Number(today.slice(0, 4))
  const june = `${year}-06-30`
  return addDays(today, 60) <= june ? june : `${year + 1}-06-30`
}
