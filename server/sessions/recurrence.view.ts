// Why a recurrence is refused, in a sentence.

import type { Translate } from '../../i18n/translate.ts'
import type { RecurrenceFault } from './recurrence.rules.ts'

export function recurrenceFaultInWords({ reason, value }: RecurrenceFault, t: Translate): string {
  return t(`errors:recurrence.${reason}`, { value })
}
