// What is forgotten by itself of what people sent.
import type { Dependencies } from '../dependencies.ts'
import { forgetHourlyUse } from '../http/hourly-limit.queries.ts'
import { deleteUnsent } from './drafts.queries.ts'
import { contactForgottenBefore, unsentBefore } from './retention.rules.ts'
import { forgetForms } from './sent-forms.queries.ts'
import { forgetContacts } from './submissions-of-person.queries.ts'

/** Called once a day; any number of processes may. @returns how many of each */
export async function forgetOldSubmissions(
  { db }: Pick<Dependencies, 'db'>,
  now: Date,
): Promise<{ unsent: number; contacts: number; forms: number }> {
  await forgetHourlyUse(db, now)
  return {
    unsent: await deleteUnsent(db, unsentBefore(now)),
    contacts: await forgetContacts(db, contactForgottenBefore(now), now),
    forms: await forgetForms(db, unsentBefore(now)),
  }
}
