import { type Kysely, sql } from 'kysely'

/** Accounts without passwords: who somebody is, what they answer for, how they come in, and where they are signed in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Agents trust it: its hours, sessions and closures are published without waiting for a decision.
  'alter table organisation add column trusted boolean not null default false',

  // Erasing empties the row and keeps its number, by which the history tells one hand from another.
  `create table account (
    id bigint generated always as identity primary key,
    email text collate "C" unique check (email = lower(email) and length(email) between 3 and 254),
    name text check (length(name) between 1 and 100),
    locale text not null check (locale ~ '^[a-z]{2}$'),
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    warned_at timestamptz,
    erased_at timestamptz,
    check ((email is null) = (erased_at is not null)),
    check (erased_at is null or name is null)
  )`,
  // Which accounts has nobody used for long?
  'create index account_last_seen_at on account (last_seen_at) where erased_at is null',

  `create table account_role (
    id bigint generated always as identity primary key,
    account_id bigint not null references account on delete cascade,
    role text not null check (role in ('contributor', 'moderator', 'administrator')),
    organisation_id bigint references organisation on delete cascade,
    territory_id text references territory on delete cascade,
    granted_by bigint references account on delete set null,
    granted_at timestamptz not null,
    -- And: what does this account answer for?
    unique nulls not distinct (account_id, role, organisation_id, territory_id),
    check (num_nonnulls(organisation_id, territory_id) = 1),
    check ((role = 'contributor') = (organisation_id is not null))
  )`,
  // Who speaks for this organisation?
  'create index account_role_organisation on account_role (organisation_id) where organisation_id is not null',
  // Who decides in this territory?
  'create index account_role_territory on account_role (territory_id) where territory_id is not null',

  // Of secrets only hashes are kept. They come when the letter is written; before, and where none is sent, nothing opens.
  `create table sign_in (
    id bigint generated always as identity primary key,
    email text collate "C" not null check (email = lower(email) and length(email) between 3 and 254),
    locale text not null check (locale ~ '^[a-z]{2}$'),
    browser_hash text not null,
    token_hash text unique,
    code_hash text,
    tries smallint not null default 0 check (tries between 0 and 5),
    -- Asked too often: shown like any other, but no letter is sent.
    withheld boolean not null default false,
    next text check (next ~ '^/[^/\\\\]' and length(next) <= 2000),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    check ((token_hash is null) = (code_hash is null)),
    check (not withheld or token_hash is null),
    check (used_at is null or token_hash is not null)
  )`,
  // How often was a message asked for this address, and how many wrong codes were typed for it?
  'create index sign_in_email on sign_in (email, created_at)',
  // What did this browser ask for?
  'create index sign_in_browser on sign_in (browser_hash, created_at)',

  `create table account_session (
    id bigint generated always as identity primary key,
    account_id bigint not null references account on delete cascade,
    token_hash text not null unique,
    device text not null check (length(device) between 1 and 100),
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  // Where is this person signed in?
  'create index account_session_account on account_session (account_id)',
]
