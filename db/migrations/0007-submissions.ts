import { type Kysely, sql } from 'kysely'

/** What people propose, what agents decide, and whose words a place is told in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  // Who says of itself what it says: the name of the source is the producer's, under our own licence. A file that
  // names the same source stays another one, with the licence of the file.
  `alter table source add column producer boolean not null default false,
    drop constraint source_name_demonstration_key, add unique (name, demonstration, producer)`,

  `alter table history_event add column submission_id bigint,
    -- For agents only.
    add column note text check (length(note) <= 2000)`,

  // \`receipt\` is a secret of 128 bits: whoever has it may follow, answer and withdraw. \`proposed\` holds the facts that
  // the submission sets, by the names of the wire. What was sent last stands here; how it came so, in its events.
  `create table submission (
    id bigint generated always as identity primary key,
    receipt text not null unique check (receipt ~ '^[A-Za-z0-9_-]{22}$'),
    kind text not null check (kind in ('new', 'change', 'closure', 'claim')),
    state text not null
      check (state in ('draft', 'unconfirmed', 'waiting', 'asked', 'published', 'refused', 'withdrawn')),
    place_id bigint references place on delete cascade,
    unit_id bigint references mobile_unit on delete cascade,
    -- Of the place, when the proposal was made: what changed since is shown to those who decide.
    base_version integer,
    proposed jsonb not null default '{}',
    -- What was typed and is not sent yet, field by field.
    typed jsonb not null default '{}',
    -- Places at the same address that the submitter says are others.
    beside_places bigint[] not null default '{}',
    note text check (length(note) <= 2000),
    contact_name text check (length(contact_name) <= 250),
    contact_email text check (length(contact_email) <= 254),
    contact_forgotten_at timestamptz,
    account_id bigint references account,
    -- The agent who typed it for somebody on the phone.
    entered_by bigint references account,
    locale text not null check (locale ~ '^[a-z]{2,3}$'),
    licence text,
    licence_accepted_at timestamptz,
    idempotency_key text unique check (length(idempotency_key) between 8 and 200),
    confirmation_hash text unique,
    territories text[] not null default '{}',
    version integer not null default 1 check (version > 0),
    created_at timestamptz not null,
    sent_at timestamptz,
    decided_at timestamptz,
    check (unit_id is null or (place_id is null and kind = 'change')),
    check (kind = 'new' or num_nonnulls(place_id, unit_id) = 1),
    check (state = 'draft' or sent_at is not null),
    check ((licence is null) = (licence_accepted_at is null))
  )`,
  // What waits for a decision, oldest first? Which drafts and unconfirmed ones are forgotten?
  'create index submission_state on submission (state, sent_at, id)',
  // What is proposed for this place, this unit?
  'create index submission_place on submission (place_id) where place_id is not null',
  'create index submission_unit on submission (unit_id) where unit_id is not null',
  // What did this address send in the last hour, what does it wait for?
  'create index submission_contact on submission (contact_email, sent_at) where contact_email is not null',
  'create index submission_account on submission (account_id) where account_id is not null',

  // Its history. Words that a person wrote may be forgotten with the person; nothing else changes.
  `create table submission_event (
    id bigint generated always as identity primary key,
    submission_id bigint not null references submission on delete cascade,
    at timestamptz not null,
    step text not null
      check (step in ('send', 'confirm', 'publish', 'ask', 'refuse', 'answer', 'withdraw', 'undo', 'amend')),
    state text not null,
    -- The agent, or the signed-in submitter.
    account_id bigint references account,
    reason text,
    message text check (length(message) <= 2000),
    message_language text check (message_language ~ '^[a-z]{2,3}$'),
    -- For agents only.
    note text check (length(note) <= 2000),
    -- What was proposed until then, where the step replaces it.
    replaced jsonb,
    -- The entry in the history of the place that a publication made.
    history_event_id bigint references history_event,
    -- When the submitter was written to.
    told_at timestamptz,
    check ((message is null) = (message_language is null))
  )`,
  // What happened to this submission, in order?
  'create index submission_event_submission on submission_event (submission_id, id)',
]
