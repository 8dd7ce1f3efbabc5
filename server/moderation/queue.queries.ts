// What waits for a decision in the territories of an agent, oldest first.
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { fold } from '../../i18n/fold.ts'
import type { Locale } from '../../i18n/languages.ts'
import type { Submission } from '../submissions/submission.rules.ts'
import { territoryNames } from '../territories/territories.queries.ts'
import type { QueueFilter, QueuePosition } from './queue-address.rules.ts'

export type QueueEntry = Pick<Submission, 'id' | 'kind' | 'state' | 'placeId' | 'unitId'> & {
  /** As proposed, else of the place or unit; `null` where nobody named it. */
  name: string | null
  commune: string | null
  /** Where it stands in the order: when it was sent, or decided. */
  at: Date
  locale: Locale
  /** Did the submitter answer what was asked? */
  isAnswered: boolean
  /** Did the mail server refuse the last letter to the submitter for good? */
  isUndelivered: boolean
  /** Did an agent write it down for somebody? */
  isEntered: boolean
  /** Does it hold whole lists of dates, made before something changed in the place or unit? */
  isOutdated: boolean
}

/** How many there are in all, by state, by kind and by territory; of the last two only those of the state. */
export type QueueCounts = {
  states: Map<string, number>
  kinds: Map<string, number>
  territories: { id: string; name: string; count: number }[]
  /** What the filter leaves on all pages, its words aside. */
  matched: number
}

/**
 * One page of the queue. Waiting ones are walked along the index of their state from the position on; what was decided
 * comes the latest first.
 * @param scope the agent's territories
 */
export async function readQueue(
  db: Kysely<Database>,
  scope: readonly string[],
  filter: QueueFilter,
  limit: number,
): Promise<QueueEntry[]> {
  const isDecided = filter.state === 'decided'
  const order = isDecided ? sql`own.decided_at desc, own.id desc` : sql`own.sent_at, own.id`
  // What is beside an entry is read of those of the page alone.
  const { rows } = await sql<QueueEntry>`
    select own.id, own.kind, own.state, own.place_id as "placeId", own.unit_id as "unitId", own.locale,
      ${name} as name, coalesce(own.proposed->>'commune', place.commune) as commune,
      ${isDecided ? sql`own.decided_at` : sql`own.sent_at`} as at, own.entered_by is not null as "isEntered",
      own.undelivered_at is not null and own.contact_email is not null as "isUndelivered",
      exists (select from submission_event where submission_id = own.id and step = 'answer') as "isAnswered",
      coalesce(own.state in ('waiting', 'asked') and own.proposed ?| array['sessions', 'closures']
        and own.base_version <> coalesce(place.version, mobile_unit.version), false) as "isOutdated"
    from (
      select own.* from ${found(filter)} where ${conditions(scope, filter)} and ${beyond(filter)}
      order by ${order} limit ${limit}
    ) as own ${beside}
    order by ${order}`.execute(db)
  return rows
}

/** How many entries the words of a filter leave, on all pages. */
export async function countQueue(
  db: Kysely<Database>,
  scope: readonly string[],
  filter: QueueFilter,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${found(filter)} where ${conditions(scope, filter)}`.execute(db)
  return Number(rows[0]!.count)
}

/** The number of the first that waits after a position; then the first of all. `null`: nothing waits. */
export async function nextWaiting(
  db: Kysely<Database>,
  scope: readonly string[],
  filter: QueueFilter,
  position: QueuePosition,
): Promise<number | null> {
  const waiting = { ...filter, state: 'waiting' as const }
  const [next] = await readQueue(db, scope, { ...waiting, after: position }, 1)
  if (next) return next.id
  const first = await readQueue(db, scope, { ...waiting, after: null }, 2)
  return first.find(({ id }) => id !== position.id)?.id ?? null
}

/** The number of the one that waits before a position; `null`: it is the first. */
export async function previousWaiting(
  db: Kysely<Database>,
  scope: readonly string[],
  filter: QueueFilter,
  { at, id }: QueuePosition,
): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select own.id from ${found(filter)}
    where ${conditions(scope, { ...filter, state: 'waiting' })} and (own.sent_at, own.id) < (${new Date(at)}, ${id})
    order by own.sent_at desc, own.id desc limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** What lies together: the many submissions of one neighbourhood are counted as one row. */
/** What lies in no territory that we know is every agent's: else nobody would ever see it. */
const inScope = (scope: readonly string[]) =>
  sql`(own.territories && ${[...scope]}::text[] or own.territories = '{}')`

type Group = { state: string; kind: string; territories: string[]; count: number }

/** What the filters offer, with how many each would leave; and how many a filter without words leaves. */
export async function queueCounts(
  db: Kysely<Database>,
  scope: readonly string[],
  filter: QueueFilter,
): Promise<QueueCounts> {
  const { rows } = await sql<Group>`
    select state, kind, territories, count(*)::integer as count from submission as own
    where (own.state in ('waiting', 'asked') or ${inState(filter.state)}) and ${inScope(scope)}
    group by state, kind, territories`.execute(db)
  const shown = rows.filter(({ state }) => queueStateOf(state) === filter.state)
  const isMeant = ({ kind, territories }: Group) =>
    (!filter.kind || kind === filter.kind) && (!filter.territory || territories.includes(filter.territory))
  const places = sums(shown, ({ territories }) =>
    territories.filter((id) => /^(commune|neighbourhood)-/.test(id)),
  )
  const names = await territoryNames(db, [...places.keys()])
  return {
    states: sums(rows, ({ state }) => [queueStateOf(state)]),
    kinds: sums(shown, ({ kind }) => [kind]),
    territories: [...places].map(([id, count]) => ({ id, count, name: names.get(id) ?? id })),
    matched: shown.filter(isMeant).reduce((sum, { count }) => sum + count, 0),
  }
}

const queueStateOf = (state: string) => (state === 'waiting' || state === 'asked' ? state : 'decided')

function sums(groups: readonly Group[], keysOf: (group: Group) => string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const group of groups)
    for (const key of keysOf(group)) counts.set(key, (counts.get(key) ?? 0) + group.count)
  return counts
}

const name = sql<string | null>`coalesce(nullif(own.proposed->>'name', ''), place.name, mobile_unit.name)`
const beside = sql`
  left join place on place.id = own.place_id left join mobile_unit on mobile_unit.id = own.unit_id`

/** The submissions, with what is said of each where words are looked for: put together once, not for each word. */
const found = ({ words }: Pick<QueueFilter, 'words'>) =>
  words === ''
    ? sql`submission as own`
    : sql`submission as own ${beside} cross join lateral (select ${spoken} as words offset 0) as spoken`

const inState = (state: QueueFilter['state']): RawBuilder<boolean> =>
  state === 'decided'
    ? sql<boolean>`own.state in ('published', 'refused', 'withdrawn')`
    : sql<boolean>`own.state = ${state}`

function conditions(
  scope: readonly string[],
  { state, kind, territory, words }: QueueFilter,
): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [inState(state), sql<boolean>`${inScope(scope)}`]
  if (state === 'decided') parts.push(sql<boolean>`own.decided_at is not null`)
  if (kind) parts.push(sql<boolean>`own.kind = ${kind}`)
  if (territory) parts.push(sql<boolean>`own.territories @> array[${territory}]`)
  for (const word of fold(words).split(' ').filter(Boolean)) {
    parts.push(sql<boolean>`spoken.words like ${`%${word}%`}`)
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`
}

/** What words look for: the number, the name, where, and who sent it; accents as in `fold`, as far as French has them. */
const spoken = sql<string>`translate(lower(concat_ws(' ', own.id, ${name}, own.proposed->>'commune', place.commune,
    own.proposed->>'address', own.contact_name, own.contact_email)),
  'àâäáãåçéèêëíìîïñóòôöõúùûüýÿışğ', 'aaaaaaceeeeiiiinooooouuuuyyisg')`

function beyond({ state, after }: QueueFilter): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  const { at, id } = after
  return state === 'decided'
    ? sql<boolean>`(own.decided_at, own.id) < (${new Date(at)}, ${id})`
    : sql<boolean>`(own.sent_at, own.id) > (${new Date(at)}, ${id})`
}
