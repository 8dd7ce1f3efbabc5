// An agent says of two places that they are one, or two: decided, recorded in both histories, published, at once.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { mayModerate, type SignedIn } from '../accounts/roles.rules.ts'
import { recordDeed } from '../history/history.queries.ts'
import { lockPlaces, readPlaces } from '../places/place-store.queries.ts'
import { publishPlaces } from '../places/publication.actions.ts'
import { decidePair, groupTwinsOf } from '../twins/twins.actions.ts'
import { decisionOn } from './twin-pairs.queries.ts'
import type { TwinDecision } from './twin-pairs.rules.ts'

export type DecidedPair = 'decided' | 'overtaken' | 'unknown'

const actions = { same: 'joined', different: 'parted' } as const

/**
 * @param seen the decision that the agent saw: another one was made meanwhile where it differs
 * @param decision `null` takes the decision back
 */
export function decideTwins(
  { db, now }: { db: Kysely<Database>; now: () => Date },
  agent: SignedIn,
  ids: readonly [number, number],
  { seen, decision }: { seen: TwinDecision | null; decision: TwinDecision | null },
): Promise<DecidedPair> {
  const [a, b] = ids.toSorted((one, other) => one - other) as [number, number]
  return db.transaction().execute(async (trx) => {
    await lockPlaces(trx, [a, b])
    const places = await readPlaces(trx, [a, b])
    if (places.length < 2 || !places.every(({ territories }) => mayModerate(agent.roles, territories)))
      return 'unknown'
    const was = await decisionOn(trx, [a, b])
    if (was !== seen) return 'overtaken'
    if (was === decision) return 'decided'
    const at = now()
    await decidePair(trx, [a, b], decision, at)
    const regrouped = await groupTwinsOf(trx, [a, b])
    for (const [placeId, twin] of [
      [a, b],
      [b, a],
    ] as const) {
      const actor = { kind: 'person' as const, id: agent.id }
      const action = decision === null ? 'undone' : actions[decision]
      const [before, after] = [
        { twin, twinDecision: was },
        { twin, twinDecision: decision },
      ]
      await recordDeed(trx, actor, at, { placeId, action, before, after }, { submissionId: null, note: null })
    }
    await publishPlaces(trx, [...new Set([a, b, ...regrouped])], at)
    return 'decided'
  })
}
