import { type Kysely, sql } from 'kysely'

/** Who took which role from whom: the role itself is gone, with who had given it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  `create table role_taken_back (
    id bigint generated always as identity primary key,
    account_id bigint not null references account on delete cascade,
    role text not null check (role in ('contributor', 'moderator', 'administrator')),
    -- Both are null once what it was for is gone.
    organisation_id bigint references organisation on delete set null,
    territory_id text references territory on delete set null,
    granted_by bigint references account on delete set null,
    granted_at timestamptz not null,
    taken_by bigint references account on delete set null,
    taken_at timestamptz not null,
    check (num_nonnulls(organisation_id, territory_id) <= 1)
  )`,
  // What was taken from this account?
  'create index role_taken_back_account on role_taken_back (account_id)',
  // What did this account take?
  'create index role_taken_back_taken_by on role_taken_back (taken_by) where taken_by is not null',
  // What speaks of an organisation, of a territory that goes?
  'create index role_taken_back_organisation on role_taken_back (organisation_id) where organisation_id is not null',
  'create index role_taken_back_territory on role_taken_back (territory_id) where territory_id is not null',
]
