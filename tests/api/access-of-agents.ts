// The lines of the access table for what agents do: on things of their own territory, and of another.
import type { Kysely } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { changePlace } from '../../server/places/place-changes.actions.ts'
import { insertSubmission } from '../../server/submissions/submission-store.queries.ts'
import { newPlace } from '../databases/agents-desk.ts'
import { bringPlaces, now } from '../databases/filled-app.ts'
import { bringUnit } from '../databases/units-in.ts'

/** Of one territory: a submission that waits, two places, and an entry in the history of the first that is not its last. */
export type AgentsObjects = { submission: number; places: [number, number]; unit: number; entry: number }

type Line = {
  of: string
  at: (objects: { own: AgentsObjects; other: AgentsObjects }) => string
  form?: () => Record<string, string>
  answers: Record<'visitor' | 'somebody' | 'contributor' | 'moderator' | 'administrator', number>
}

/** Agents alone may, and only in their territories: elsewhere it is a page that never was. */
function agents(
  at: (objects: AgentsObjects) => string,
  status: number,
  form?: Record<string, string>,
): Line[] {
  const answers = (agent: number) => ({
    visitor: 303,
    somebody: 403,
    contributor: 403,
    moderator: agent,
    administrator: agent,
  })
  const sent = form && { form: () => form }
  return [
    { of: 'one’s own territory', at: ({ own }) => at(own), ...sent, answers: answers(status) },
    { of: 'another territory', at: ({ other }) => at(other), ...sent, answers: answers(404) },
  ]
}

const lists = (at: string): Line[] => agents(() => at, 200).slice(0, 1)
const submission =
  (rest: string) =>
  ({ submission: id }: AgentsObjects) =>
    `/fr/moderation/submissions/${id}${rest}`
const place =
  (rest: string) =>
  ({ places: [id] }: AgentsObjects) =>
    `/fr/moderation/places/${id}${rest}`
const unit =
  (rest: string) =>
  ({ unit: id }: AgentsObjects) =>
    `/fr/moderation/units/${id}${rest}`
const pair = ({ places: [a, b] }: AgentsObjects) => `/fr/moderation/twins/${a}/${b}`
const entry = ({ places: [id], entry: number }: AgentsObjects) => `/fr/places/${id}/history/${number}`
const everybody = { visitor: 200, somebody: 200, contributor: 200, moderator: 200, administrator: 200 }

/** What is sent speaks of a version that nobody saw, so that nothing changes. */
export const agentsTable: Record<string, Line[]> = {
  'GET /:locale/moderation': lists('/fr/moderation'),
  'GET /:locale/moderation/twins': lists('/fr/moderation/twins'),
  'GET /:locale/moderation/complete': lists('/fr/moderation/complete'),
  'GET /:locale/moderation/submissions/:id': agents(submission(''), 200),
  'GET /:locale/moderation/submissions/:id/proposal': agents(submission('/proposal'), 200),
  'POST /:locale/moderation/submissions/:id/proposal': agents(submission('/proposal'), 409, {
    name: 'A',
    version: '99',
  }),
  'POST /:locale/moderation/submissions/:id/decision': agents(submission('/decision'), 409, {
    step: 'publish',
    version: '99',
  }),
  'POST /:locale/moderation/submissions/:id/undo': agents(submission('/undo'), 409, { version: '99' }),
  'GET /:locale/moderation/twins/:a/:b': agents(pair, 200),
  'POST /:locale/moderation/twins/:a/:b': agents(pair, 409, { seen: 'same', decision: 'different' }),
  'GET /:locale/moderation/places/:id': agents(place(''), 200),
  'POST /:locale/moderation/places/:id': agents(place(''), 409, { name: 'A', version: '99' }),
  'POST /:locale/moderation/places/:id/state': agents(place('/state'), 409, {
    state: 'hidden',
    version: '99',
  }),
  'POST /:locale/moderation/places/:id/speakers': agents(place('/speakers'), 404, { role: '99999999' }),
  'POST /:locale/moderation/places/:id/trust': agents(place('/trust'), 303, { trusted: '' }),
  'GET /:locale/moderation/units/:id': agents(unit(''), 200),
  'POST /:locale/moderation/units/:id/speakers': agents(unit('/speakers'), 404, { role: '99999999' }),
  'POST /:locale/moderation/units/:id/trust': agents(unit('/trust'), 303, { trusted: '' }),
  'GET /:locale/places/:id/history': [
    { of: 'one’s own territory', at: ({ own }) => `/fr/places/${own.places[0]}/history`, answers: everybody },
    {
      of: 'another territory',
      at: ({ other }) => `/fr/places/${other.places[0]}/history`,
      answers: everybody,
    },
  ],
  'GET /:locale/places/:id/history/:entry': agents(entry, 200),
  'POST /:locale/places/:id/history/:entry': agents(entry, 409, { version: '99' }),
}

/** Brings what the lines speak of into a commune. */
export async function bringAgentsObjects(
  db: Kysely<Database>,
  { commune, communeCode, lonLat }: { commune: string; communeCode: string; lonLat: [number, number] },
): Promise<AgentsObjects> {
  const there = { commune, communeCode, lonLat, organisation: `Roues de ${commune}` }
  const names = [`Lieu un de ${commune}`, `Autre lieu de ${commune}`]
  await bringPlaces(
    db,
    names.map((name) => ({ name, ...there })),
  )
  const rows = await db.selectFrom('place').select('id').where('name', 'in', names).orderBy('id').execute()
  const [first, second] = rows.map(({ id }) => id) as [number, number]
  const { id: created } = await db
    .selectFrom('history_event')
    .select('id')
    .where('place_id', '=', first)
    .executeTakeFirstOrThrow()
  const unit = await bringUnit(db, { name: `Bus de ${commune}`, organisation: `Roues de ${commune}` }, [
    { name: 'Place du Marché', lonLat, communeCode, commune, start: '2026-11-26T14:00' },
  ])
  return db.transaction().execute(async (trx) => {
    const deed = {
      actor: { kind: 'person' as const, id: 1 },
      now: now(),
      because: { submissionId: null, note: null },
    }
    await changePlace(trx, first, { phone: '+33388000002' }, deed)
    const territories = [`commune-${communeCode}`]
    const waiting = {
      receipt: communeCode.padEnd(22, 'x'),
      kind: 'new' as const,
      state: 'waiting' as const,
      placeId: null,
      unitId: null,
      baseVersion: null,
      proposed: { ...newPlace, ...there },
      typed: {},
      besidePlaces: [],
      note: null,
      contact: { name: null, email: 'somebody@example.org' },
      accountId: null,
      enteredBy: null,
      locale: 'fr' as const,
      licence: null,
      territories,
      sentAt: now(),
      decidedAt: null,
      idempotencyKey: null,
      confirmationHash: null,
    }
    return {
      submission: await insertSubmission(trx, waiting, now()),
      places: [first, second],
      unit,
      entry: created,
    }
  })
}
