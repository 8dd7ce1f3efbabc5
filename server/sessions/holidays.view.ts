// Why a place is closed, in words: "Closed today: St Stephen's Day".

import type { Translate } from '../../i18n/translate.ts'
import type { HolidayReason } from './holidays.rules.ts'

/** `Saint-Étienne`, `vacances de Noël`: to be put into a sentence. */
export function holidayName(reason: HolidayReason, t: Translate): string {
  return reason.kind === 'public-holiday'
    ? t(`holidays:public.${reason.code}`)
    : t(`holidays:school.${reason.code}`)
}

/** `Fermé aujourd’hui : Saint-Étienne` */
export function closedTodayInWords(reason: HolidayReason, t: Translate): string {
  return t('hours:closedToday', { holiday: holidayName(reason, t) })
}

/** `Fermé : vacances de Noël`, beside a date. */
export function closedForInWords(reason: HolidayReason, t: Translate): string {
  return t('hours:closedFor', { holiday: holidayName(reason, t) })
}
