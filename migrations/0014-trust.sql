-- Up Migration
-- Whose word to take for what a phone sends, and what is set aside for a person to look at.
alter table devices add column public_key text constraint devices__key_shaped check (public_key ~ '^[A-Za-z0-9_-]{87}$');  -- ECDSA P-256, the first it gave
alter table devices add column other_key_at timestamptz;  -- since when something comes under its id with another key

-- Who has sent something from a phone themselves: for them alone it speaks when another phone delivers.
create table device_people (
  device_id  uuid not null constraint device_people__device_known references devices (id) on delete cascade,
  user_id    text not null constraint device_people__user_known references users (id) on delete cascade,
  first_seen timestamptz not null default now(),
  primary key (device_id, user_id)
);
create index device_people__user on device_people (user_id);
insert into device_people (device_id, user_id, first_seen) select id, user_id, first_seen from devices;

-- The phone that a session was last used with: withdrawing the phone ends it.
alter table sessions add column device_id uuid constraint sessions__device_known references devices (id) on delete set null;
create index sessions__device on sessions (device_id);

-- How a report came when it did not come from its author's own phone.
alter table reports add column carried_by text;          -- whose session delivered it
alter table reports add column accepted_by text;         -- who filed it after it was held
-- Whoever carried a report is asked for its photos too.
create index reports__carried on reports (carried_by) where carried_by is not null;

-- Operations that are not in, since the phone was withdrawn or nobody can tell whose they are. Kept whatever is decided.
create table held_ops (
  id             uuid primary key,
  op_id          uuid not null,                 -- made on the phone
  kind           text not null constraint held_ops__kind_short check (length(kind) <= 40),
  hash           text not null,                 -- SHA-256 over the canonical body, opened
  body           jsonb not null,                -- that body
  sent           jsonb not null,                -- the body as it was sent: the envelope of a sealed one
  signature      text,
  why            text not null constraint held_ops__why_known
                   check (why in ('revoked', 'key-changed', 'device-unknown', 'signature-missing', 'signature-wrong', 'not-on-phone', 'no-rights')),
  author         text not null,                 -- whose it says it is; no foreign key: it may be nobody
  device_id      uuid,                          -- the phone it says it was filed on; none either
  carrier        text,                          -- whose session delivered it; null when none did
  carrier_device uuid,
  site_id        uuid,
  area_code      text constraint held_ops__area_known references areas (code),  -- of what it names, else of the person
  received_at    timestamptz(3) not null,
  decision       text constraint held_ops__decision_known check (decision in ('accepted', 'discarded', 'arrived')),
  decided_at     timestamptz(3),
  decided_by     text,
  decided_why    text not null default '' constraint held_ops__decided_why_short check (length(decided_why) <= 1000),
  constraint held_ops__once unique (op_id, hash, author),
  constraint held_ops__decided_whole check ((decision is null) = (decided_at is null))
);
-- The review asks for what waits, the oldest first, by area; a phone's own for its photos and its number.
create index held_ops__waiting on held_ops (received_at) where decision is null;
create index held_ops__area on held_ops (area_code, decided_at);
create index held_ops__device on held_ops (device_id) where decision is null;

-- Photos that held reports announce. Their bytes lie with the others; nobody is shown them but who decides.
create table held_photos (
  held_id   uuid not null constraint held_photos__held_known references held_ops (id) on delete cascade,
  sha256    text not null constraint held_photos__hash_shaped check (sha256 ~ '^[0-9a-f]{64}$'),
  nth       smallint not null,
  bytes     integer not null constraint held_photos__bytes_sane check (bytes between 1 and 12582912),
  type      text not null constraint held_photos__type_known check (type in ('image/jpeg', 'image/png', 'image/webp')),
  stored_at timestamptz(3),
  width     integer,
  height    integer,
  primary key (held_id, sha256)
);
create index held_photos__hash on held_photos (sha256);
