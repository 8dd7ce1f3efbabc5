// The parts of the account that tell somebody of their submissions.
import type { AccountSection } from '../accounts/account.pages.ts'
import type { Dependencies } from '../dependencies.ts'
import { ownSubmissionsView } from './own-submissions.view.ts'
import { submissionsOfPerson } from './submissions-of-person.queries.ts'

/** More would make the account a list of the past. */
const mostShown = 20

/** What is asked of them: it comes before all else. */
export const askedOfMe =
  ({ db }: Pick<Dependencies, 'db'>): AccountSection =>
  async ({ id, email }, t) => {
    const all = await submissionsOfPerson(db, { accountId: id, email }, mostShown)
    const asked = all.filter(({ state }) => state === 'asked')
    if (asked.length === 0) return undefined
    const title = t('schedule:account.asked.title')
    return { id: 'asked', title, content: ownSubmissionsView(asked, true, t) }
  }

/** The others, the latest first. */
export const mySubmissions =
  ({ db }: Pick<Dependencies, 'db'>): AccountSection =>
  async ({ id, email }, t) => {
    const all = await submissionsOfPerson(db, { accountId: id, email }, mostShown)
    const others = all.filter(({ state }) => state !== 'asked')
    if (others.length === 0) return undefined
    const title = t('schedule:account.submissions.title')
    return { id: 'submissions', title, content: ownSubmissionsView(others, false, t) }
  }
