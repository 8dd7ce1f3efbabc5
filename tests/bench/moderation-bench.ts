// How long the pages of agents take on the server with 2,000 submissions that wait among 20,000, and by which plan:
// `node tests/bench/moderation-bench.ts` (PostgreSQL).
import { sql } from 'kysely'
import { openDatabase } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import { beginSession } from '../../server/accounts/sessions.actions.ts'
import { loadDemonstration } from '../../server/imports/demonstration.actions.ts'
import { keepTerritories } from '../../server/territories/territories.actions.ts'
import { appOn, now, strasbourg } from '../databases/filled-app.ts'
import { bringPerson, openBrowser } from '../databases/people.ts'
import { findPostgresqlBinaries } from '../databases/postgresql-binaries.ts'
import { startCluster } from '../databases/postgresql-cluster.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)
const rounds = 60
/** Of the pages of what waits, in milliseconds, on a machine that does nothing else. */
const limitMs = 50
const limited = ['queue, first page', 'queue, from the middle', 'queue, one commune']

const cluster = await startCluster(findPostgresqlBinaries() ?? '')
const database = await openDatabase({ databaseUrl: cluster.urlOf('postgres'), dataDir: '' })
const { db } = database
await migrate(database)
await keepTerritories(db, strasbourg)
await loadDemonstration(db, strasbourg, now())

await sql`
  insert into submission (receipt, kind, state, place_id, proposed, contact_name, contact_email, locale, territories,
    created_at, sent_at, decided_at)
  select lpad(n::text, 22, 'r'), case when n % 5 = 0 then 'new' else 'change' end,
    case when n % 10 = 0 then 'waiting' when n % 10 = 1 then 'asked' when n % 3 = 0 then 'refused' else 'published' end,
    case when n % 5 = 0 then null else place.id end,
    jsonb_build_object('name', 'Lieu ' || n, 'commune', place.commune, 'address', n || ' rue du Lac'),
    'Personne ' || n, 'p' || n || '@example.org', (array['fr','de','en','tr','ar'])[1 + n % 5], place.territories,
    ${now()}::timestamptz - n * interval '3 minutes', ${now()}::timestamptz - n * interval '3 minutes',
    case when n % 10 > 0 then ${now()}::timestamptz - n * interval '2 minutes' end
  from generate_series(1, 20000) as n
  join lateral (select id, commune, territories from place order by id offset n % 70 limit 1) as place on true`.execute(
  db,
)
await sql`analyze`.execute(db)

const app = await appOn(db)
const roles = [{ role: 'moderator' as const, territoryId: strasbourg }]
const accountId = await bringPerson(db, 'agnes@strasbourg.example', roles, now())
const session = { accountId, isAgent: true, device: 'Firefox, Linux', now: now() }
const browser = openBrowser(app)
browser.cookies.set('__Host-session', await db.transaction().execute((trx) => beginSession(trx, session)))

const { rows } = await sql<{ id: number; at: Date }>`
  select id, sent_at as at from submission where state = 'waiting' order by sent_at, id offset 1000 limit 1`.execute(
  db,
)
const middle = rows[0]!
const pages: [what: string, url: string][] = [
  ['queue, first page', '/fr/moderation'],
  ['queue, from the middle', `/fr/moderation?after=${middle.at.getTime()}-${middle.id}`],
  ['queue, by words', '/fr/moderation?q=rue+lac+1230'],
  ['queue, one commune', '/fr/moderation?territory=commune-67482&kind=new'],
  ['queue, decided', '/fr/moderation?state=decided'],
  ['one submission', `/fr/moderation/submissions/${middle.id}`],
  ['to complete', '/fr/moderation/complete'],
  ['twins', '/fr/moderation/twins?state=same'],
]

let isTooSlow = false
for (const [what, url] of pages) {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    const { statusCode } = await browser.get(url)
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`)
    times.push(performance.now() - start)
  }
  const sorted = times.slice(5).toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)]!
  isTooSlow ||= limited.includes(what) && at(0.5) > limitMs
  say(`${what.padEnd(24)} median ${at(0.5).toFixed(1)} ms, 95 % ${at(0.95).toFixed(1)} ms`)
}

const plan = await sql<{ 'QUERY PLAN': string }>`
  explain (analyze, costs off, timing off, summary off)
  select own.id from submission as own
  where own.state = 'waiting' and own.territories && array[${strasbourg}] and (own.sent_at, own.id) > (${middle.at}, ${middle.id})
  order by own.sent_at, own.id limit 51`.execute(db)
say(plan.rows.map((row) => row['QUERY PLAN']).join('\n'))

await app.close()
await database.close()
cluster.stop()
process.exitCode = isTooSlow ? 1 : 0
