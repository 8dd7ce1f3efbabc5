// A unit is given to whoever runs it: people who speak for that organisation enter its round from then on.
import { organisationKey } from '../places/place-organisations.queries.ts'
import type { Run } from './take-stop.actions.ts'
import { readUnits, updateUnit } from './unit-store.queries.ts'

/** Writes and records the operator of a unit. @returns whether it was another one, or none */
export async function giveToOperator(
  { trx, events }: Run,
  unitId: number,
  organisation: string,
): Promise<boolean> {
  const [unit] = await readUnits(trx, [unitId])
  const before = unit!.facts.organisation
  if (before !== null && organisationKey(before) === organisationKey(organisation)) return false
  await updateUnit(trx, unitId, { ...unit!, facts: { ...unit!.facts, organisation } })
  events.push({
    placeId: unitId,
    action: 'changed',
    before: { organisation: before },
    after: { organisation },
  })
  return true
}
