// How long the pages of agents take on the server with 2,000 submissions that wait among 20,000.
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/schema.ts'
import { beginSession } from '../../server/accounts/sessions.actions.ts'
import { bringPerson } from '../databases/people.ts'
import { type Answers, answersOf } from './answers.ts'
import { load } from './load.ts'

export const agents = 'pages of agents'

/** Milliseconds, of each page of what waits. */
export const agentsGoal = { p50Ms: 50 }

export type AgentsReport = { waiting: number; pages: { name: string; hasGoal: boolean; answers: Answers }[] }

const submissions = 20_000
const secondsEach = 3
/** An agent of the city; all that waits lies there. */
const scope = 'epci-246700488'
const territories = ['commune-67482', scope, 'department-67', 'region-44']

/** Fills the queue, signs an agent in, and asks for one page after the other, as one agent does. */
export async function measureAgents(db: Kysely<Database>, port: number): Promise<AgentsReport> {
  await fillQueue(db)
  const cookie = `__Host-session=${await agentSession(db)}`
  const middle = await fromTheMiddle(db)
  const waiting: [name: string, path: string][] = [
    ['queue, first page', '/fr/moderation'],
    ['queue, from the middle', `/fr/moderation?after=${middle.at.getTime()}-${middle.id}`],
    ['queue, one commune, new places', '/fr/moderation?territory=commune-67482&kind=new'],
  ]
  const others: [name: string, path: string][] = [
    ['queue, by words', '/fr/moderation?q=rue+lac+1230'],
    ['queue, decided', '/fr/moderation?state=decided'],
    ['one submission', `/fr/moderation/submissions/${middle.id}`],
    ['to complete', '/fr/moderation/complete'],
    ['twins to look at', '/fr/moderation/twins'],
  ]
  const pages: AgentsReport['pages'] = []
  for (const [name, path] of [...waiting, ...others]) {
    const ask = (seconds: number) =>
      load(port, [{ path, headers: { cookie } }], { clients: 1, seconds, status: 200 })
    await ask(1)
    const hasGoal = waiting.some(([each]) => each === name)
    pages.push({ name, hasGoal, answers: answersOf([await ask(secondsEach)]) })
  }
  return { waiting: submissions / 10, pages }
}

/** One in ten waits, one is asked for something, the others are decided. */
async function fillQueue(db: Kysely<Database>): Promise<void> {
  await sql`
    insert into submission (receipt, kind, state, place_id, proposed, contact_name, contact_email, locale, territories,
      created_at, sent_at, decided_at)
    select lpad(n::text, 22, 'r'), case when n % 5 = 0 then 'new' else 'change' end,
      case when n % 10 = 0 then 'waiting' when n % 10 = 1 then 'asked' when n % 3 = 0 then 'refused' else 'published' end,
      case when n % 5 = 0 then null else place.id end,
      jsonb_build_object('name', 'Lieu ' || n, 'commune', 'Strasbourg', 'address', n || ' rue du Lac'),
      'Personne ' || n, 'p' || n || '@example.org', (array['fr', 'de', 'en', 'tr', 'ar'])[1 + n % 5], ${territories}::text[],
      now() - n * interval '3 minutes', now() - n * interval '3 minutes',
      case when n % 10 > 1 then now() - n * interval '2 minutes' end
    from generate_series(1, ${submissions}::int) as n
    join (select id, row_number() over (order by id) as rank from place order by id limit 70) as place
      on place.rank = 1 + n % 70`.execute(db)
  await sql`analyze submission`.execute(db)
}

async function agentSession(db: Kysely<Database>): Promise<string> {
  const now = new Date()
  const roles = [{ role: 'moderator' as const, territoryId: scope }]
  const accountId = await bringPerson(db, 'agnes@strasbourg.example', roles, now)
  const session = { accountId, isAgent: true, device: 'Firefox, Linux', now }
  return db.transaction().execute((trx) => beginSession(trx, session))
}

async function fromTheMiddle(db: Kysely<Database>): Promise<{ id: number; at: Date }> {
  const { rows } = await sql<{ id: number; at: Date }>`
    select id, sent_at as at from submission where state = 'waiting' order by sent_at, id
    offset ${submissions / 20} limit 1`.execute(db)
  return rows[0]!
}
