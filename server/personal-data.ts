// What is kept on people: each domain says how its part is given to them and how it is erased, and is named here once.
import type { PersonalData } from './accounts/personal-data.actions.ts'
import { everythingOfSubmissions, forgetSubmitter } from './submissions/submissions-of-person.queries.ts'

export const personalData: readonly PersonalData[] = [
  { name: 'submissions', export: everythingOfSubmissions, erase: forgetSubmitter },
]
