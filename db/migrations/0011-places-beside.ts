import { type Kysely, sql } from 'kysely'

/** Two places of one address, as somebody who runs one of them said: each page names the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table twin_pair add column beside boolean not null default false',
  `update twin_pair set beside = true
    from submission as sent cross join unnest(sent.beside_places) as other(id)
    where sent.place_id is not null and decision = 'different'
      and place_a = least(sent.place_id, other.id) and place_b = greatest(sent.place_id, other.id)`,
  // Which places stand at the address of this one?
  'create index twin_pair_beside_a on twin_pair (place_a) where beside',
  'create index twin_pair_beside_b on twin_pair (place_b) where beside',
]
