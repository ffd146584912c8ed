-- Up Migration
-- People, their sessions and what they may do. The first four tables are the sign-in library's, in our names.
create table users (
  id             text primary key,
  name           text not null constraint users__name_short check (length(name) between 1 and 200),
  email          text not null constraint users__email_once unique,
  email_verified boolean not null default false,
  image          text,
  demo           boolean not null default false,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now()
);

create table sessions (
  id         text primary key,
  user_id    text not null constraint sessions__user_known references users (id) on delete cascade,
  token      text not null constraint sessions__token_once unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions__user on sessions (user_id);

create table accounts (
  id                       text primary key,
  user_id                  text not null constraint accounts__user_known references users (id) on delete cascade,
  account_id               text not null,
  provider_id              text not null,
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  password                 text,
  created_at               timestamptz not null default now(),
  updated_at               timestamptz not null default now()
);
create index accounts__user on accounts (user_id);

create table verifications (
  id         text primary key,
  identifier text not null,
  value      text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications__identifier on verifications (identifier);

-- Attempts to sign in, counted for all server processes together.
create table rate_limits (
  id           text primary key,
  key          text not null constraint rate_limits__key_once unique,
  count        integer not null,
  last_request bigint not null
);

create table organisations (
  id      uuid primary key default gen_random_uuid(),
  kind    text not null constraint organisations__kind_known
            check (kind in ('emergency_service', 'energy_utility', 'telecom_operator', 'authority', 'un_agency', 'other')),
  name_uk text,
  name_en text,
  demo    boolean not null default false,
  constraint organisations__named check (coalesce(name_uk, name_en) is not null)
);

-- Teams that can be sent.
create table crews (
  id              uuid primary key default gen_random_uuid(),
  organisation_id uuid not null constraint crews__organisation_known references organisations (id),
  name            text not null constraint crews__name_short check (length(name) between 1 and 100),
  base            geometry(point, 4326) constraint crews__base_sane check (sane_geometry(base)),
  area_code       text constraint crews__area_known references areas (code),
  skills          text[] not null default '{}',
  demo            boolean not null default false,
  retired_at      timestamptz
);
create index crews__organisation on crews (organisation_id);
create index crews__area on crews (area_code);

-- A role held in an area and all below it (null: everywhere), for an organisation, in a crew.
create table grants (
  id              uuid primary key default gen_random_uuid(),
  user_id         text not null constraint grants__user_known references users (id) on delete cascade,
  role            text not null constraint grants__role_known
                    check (role in ('crew', 'dispatcher', 'authority', 'operator', 'auditor', 'admin')),
  area_code       text constraint grants__area_known references areas (code),
  organisation_id uuid constraint grants__organisation_known references organisations (id),
  crew_id         uuid constraint grants__crew_known references crews (id),
  granted_at      timestamptz not null default now(),
  constraint grants__crew_named check (role <> 'crew' or crew_id is not null),
  constraint grants__operator_named check (role <> 'operator' or organisation_id is not null),
  constraint grants__once unique nulls not distinct (user_id, role, area_code, organisation_id, crew_id)
);
create index grants__user on grants (user_id);
create index grants__area on grants (area_code);
create index grants__organisation on grants (organisation_id);
create index grants__crew on grants (crew_id);

-- Phones that sent something. What a revoked one sends is held back.
create table devices (
  id         uuid primary key,                  -- made on the phone
  user_id    text not null constraint devices__user_known references users (id) on delete cascade,
  crew_id    uuid constraint devices__crew_known references crews (id),
  first_seen timestamptz not null default now(),
  last_seen  timestamptz not null default now(),
  clock_off_s double precision,                 -- phone's clock minus ours at the last sync
  revoked_at timestamptz
);
create index devices__user on devices (user_id);
create index devices__crew on devices (crew_id);

-- Keys of feed consumers: 32 random bytes, of which the hash alone is kept.
create table api_keys (
  id         uuid primary key default gen_random_uuid(),
  name       text not null constraint api_keys__name_short check (length(name) between 1 and 100),
  prefix     text not null,
  hash       bytea not null constraint api_keys__hash_once unique,
  area_code  text constraint api_keys__area_known references areas (code),
  created_by text not null constraint api_keys__maker_known references users (id),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index api_keys__area on api_keys (area_code);
create index api_keys__maker on api_keys (created_by);
