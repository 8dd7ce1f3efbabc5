// What is forgotten by itself of what people sent.
import type { Dependencies } from '../dependencies.ts'
import { forgetHourlyUse } from '../http/hourly-limit.queries.ts'
import type { Attempt } from '../jobs/attempt.ts'
import { deleteUnsent } from './drafts.queries.ts'
import { contactForgottenBefore, unsentBefore } from './retention.rules.ts'
import { forgetForms } from './sent-forms.queries.ts'
import { forgetContacts } from './submissions-of-person.queries.ts'

/** Called again and again; any number of processes may. @returns how many of each */
export async function forgetOldSubmissions(
  { db }: Pick<Dependencies, 'db'>,
  now: Date,
  attempt: Attempt,
): Promise<Record<'hourlyUse' | 'unsent' | 'contacts' | 'forms', number>> {
  return {
    hourlyUse: await attempt('hourlyUse', () => forgetHourlyUse(db, now)),
    unsent: await attempt('unsent', () => deleteUnsent(db, unsentBefore(now))),
    contacts: await attempt('contacts', () => forgetContacts(db, contactForgottenBefore(now), now)),
    forms: await attempt('forms', () => forgetForms(db, unsentBefore(now))),
  }
}
