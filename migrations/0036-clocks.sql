-- Up Migration
-- Hours within which things are to be done, by area and organisation: a row for each decision, never changed. Null targets: what holds around it holds again.
create table clock_targets (
  version         integer generated always as identity primary key,
  area_code       text not null constraint clock_targets__area_known references areas (code),
  organisation_id uuid constraint clock_targets__organisation_known references organisations (id),
  targets         jsonb constraint clock_targets__whole check (jsonb_typeof(targets) = 'object'),
  why             text not null constraint clock_targets__why_short check (length(why) between 1 and 1000),
  made_by         text not null,
  made_at         timestamptz(3) not null
);
-- The latest decision for an area and an organisation, and its history.
create index clock_targets__area on clock_targets (area_code, organisation_id, version desc);
create index clock_targets__organisation on clock_targets (organisation_id);

-- When a damage's clocks are next looked at: at once when it is of another version, else when one is due; null never by itself.
create table damage_clocks (
  damage_id uuid primary key constraint damage_clocks__damage_known references damages (id),
  version   integer not null,
  targets   integer not null,                    -- the decision that they were reckoned by, 0 for what holds where nobody decided
  due_at    timestamptz(3)
);

-- What was told of a clock, once each over all server processes: 1 near its target, 2 over it.
create table clock_alarms (
  damage_id uuid not null constraint clock_alarms__damage_known references damages (id),
  clock     text not null constraint clock_alarms__clock_known check (clock in ('verify', 'assign', 'arrive', 'restore')),
  level     smallint not null constraint clock_alarms__level_known check (level in (1, 2)),
  at        timestamptz(3) not null,
  primary key (damage_id, clock, level)
);
