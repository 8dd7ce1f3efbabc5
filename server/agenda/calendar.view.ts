// What a calendar is called and what it says of itself, in the reader's language.
import { formatDate, formatList } from '../../i18n/format.ts'
import type { Translate } from '../../i18n/translate.ts'
import { codeName } from '../places/criteria.view.ts'
import { agendaTitle, datesInWords } from './agenda.view.ts'
import { agendaFacets, isRolling } from './agenda-address.rules.ts'
import type { Understanding } from './agenda-search.actions.ts'
import type { Dates } from './calendar.actions.ts'
import { mostInCalendar } from './whole-days.rules.ts'

/** The name of a calendar tells it from another that one has subscribed to. */
export function agendaName(agenda: Understanding, t: Translate): string {
  const kinds = agenda.kinds.map((kind) => t(`time:kinds.${kind}`))
  const codes = agendaFacets.flatMap((name) =>
    (agenda.facets[name] ?? []).map((code) => codeName(name, code, t)),
  )
  const criteria = [...kinds, ...codes]
  const title = agendaTitle(agenda, t)
  return criteria.length > 0 ? `${title} (${formatList(t.locale, criteria)})` : title
}

/** Which days it holds, and whether all dates of them are there. */
export function agendaDescription(agenda: Understanding & Dates, t: Translate): string {
  const days = isRolling(agenda.parameters)
    ? t('agenda:calendar.rolling')
    : t('agenda:calendar.days', { days: datesInWords(agenda.days, t) })
  return [days, cutInWords(agenda, t)].filter(Boolean).join(' ')
}

/** Where a calendar that is too long ends; nothing where it is whole. */
export function cutInWords({ lastDay }: Pick<Dates, 'lastDay'>, t: Translate): string | undefined {
  if (lastDay === undefined) return undefined
  return t('agenda:calendar.cut', { count: mostInCalendar, day: formatDate(t.locale, lastDay) })
}
