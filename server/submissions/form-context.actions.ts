// What a form of a place needs to know beside what was typed.
import { fold } from '../../i18n/fold.ts'
import type { Translate } from '../../i18n/translate.ts'
import type { Dependencies } from '../dependencies.ts'
import { weekOf } from '../opening-hours/week.ts'
import type { PlaceRecord } from '../places/place-record.rules.ts'
import { givenHoursInWords, hoursInWords } from '../sessions/hours.view.ts'
import { communesCalled, communesToChoose } from './form-communes.queries.ts'
import { type FormCommune, splitAddress } from './place-address-form.rules.ts'
import { type Typed, typedText } from './typed.rules.ts'

/** A list of more communes than this is no list any more: one writes the name. */
const mostCommunes = 120

export type FormCommunes = {
  /** To choose from; empty where one writes the name. */
  offered: readonly FormCommune[]
  /** What was typed may mean one of these. */
  meant: readonly FormCommune[]
}

/** The communes of a form: all of a small territory, those of the typed name in a wide one. */
export async function communesOfForm(
  { db, config }: Pick<Dependencies, 'db' | 'config'>,
  typed: Typed,
): Promise<FormCommunes> {
  const all = await communesToChoose(db, config.territory, mostCommunes)
  if (all.length <= mostCommunes) return { offered: all, meant: all }
  const { town } = splitAddress(typedText(typed, 'address'))
  const names = [typedText(typed, 'commune'), town].filter((name) => name !== '')
  return { offered: [], meant: await communesCalled(db, config.territory, [...names, ...names.map(fold)]) }
}

/** Opening hours in the reader's words; what cannot be read, as it was written. */
export function hoursWords(
  { openingHours, openingHoursGiven }: Partial<Pick<PlaceRecord, 'openingHours' | 'openingHoursGiven'>>,
  t: Translate,
): string[] {
  const week = openingHours ? weekOf(openingHours) : null
  if (week) return hoursInWords(week, t)
  return openingHoursGiven ? givenHoursInWords(openingHoursGiven, t) : []
}
