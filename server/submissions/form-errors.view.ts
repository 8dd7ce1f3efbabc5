// What is wrong in a form, in the reader's words.
import type { Translate } from '../../i18n/translate.ts'
import type { FieldError } from '../http/form.view.ts'
import type { FormFault } from './form-fault.rules.ts'

export function formErrors(faults: readonly FormFault[], t: Translate): FieldError[] {
  return faults.map(({ field, reason, value }) => ({
    field,
    message:
      typeof reason === 'string'
        ? t(`add:faults.${reason}`, { value })
        : t(`submissions:faults.${reason.proposal}`, { value }),
  }))
}
