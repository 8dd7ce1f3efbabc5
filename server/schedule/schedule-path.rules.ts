import type { ScheduleSubject } from './schedule.rules.ts'

/** Pages of a schedule, after its own address. */
export type SchedulePageName = 'date' | 'round' | 'extra' | 'change' | 'closure'

/** Address of the schedule of a place or a unit, or of one of its pages. */
export function schedulePath(locale: string, { kind, id }: ScheduleSubject, page?: SchedulePageName): string {
  const own = kind === 'unit' ? `mobile/${id}/schedule` : `places/${id}/sessions`
  return `/${locale}/${own}${page ? `/${page}` : ''}`
}
