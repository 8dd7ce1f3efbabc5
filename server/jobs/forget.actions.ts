// The daily work of privacy: what is old enough is forgotten, what will soon be is told to whom it belongs.
import { forgetOldAccounts, forgetOldSignIns } from '../accounts/retention.actions.ts'
import type { Dependencies } from '../dependencies.ts'
import { siteAddress } from '../http/address.ts'
import { personalData } from '../personal-data.ts'
import { forgetOldSelections } from '../selections/selections.actions.ts'
import { forgetOldSubmissions } from '../submissions/retention.actions.ts'
import { everyHalfHour } from './half-hourly.ts'

type Needs = Pick<Dependencies, 'db' | 'now' | 'letters' | 'config'>
type Log = { info(message: object, text: string): void; warn(message: object, text: string): void }

/** Forgets from now on. The log says how many, never who. @returns ends it */
export function keepForgetting(needs: Needs, log: Log): () => Promise<void> {
  return everyHalfHour(async () => {
    try {
      const now = needs.now()
      const { signIns, sessions } = await forgetOldSignIns(needs, now)
      const { warned, erased } = await forgetOldAccounts(needs, personalData, now, siteAddress(needs.config))
      const { unsent, contacts } = await forgetOldSubmissions(needs, now)
      const selections = await forgetOldSelections(needs, now)
      if (signIns + sessions + warned + erased + unsent + contacts + selections > 0)
        log.info(
          { signIns, sessions, accountsWarned: warned, accountsErased: erased, unsent, contacts, selections },
          'old data were forgotten',
        )
    } catch (error) {
      // The next look tries again.
      log.warn({ failure: (error as Error).name }, 'old data could not be forgotten')
    }
  })
}
