-- Up Migration
-- What a repair gives back before it is done, step by step, expected or confirmed (geo/repairs/restoration.ts); its history is in events.
create table restoration_steps (
  id            uuid primary key,                -- made by who says it
  repair_id     uuid not null constraint restoration_steps__repair_known references repairs (id),
  at            timestamptz(3) not null,
  confirmed     boolean not null,
  people        jsonb not null default '[]' constraint restoration_steps__people_listed check (jsonb_typeof(people) = 'array'),
  note          text not null default '' constraint restoration_steps__note_short check (length(note) <= 1000),
  taken_back_at timestamptz(3),                  -- it was not so after all
  said_by       text not null,
  said_at       timestamptz(3) not null
);
create index restoration_steps__repair on restoration_steps (repair_id);

-- Sites and facilities that a step names: they are supplied again, whatever else is out.
create table restored_consumers (
  step_id     uuid not null constraint restored_consumers__step_known references restoration_steps (id),
  site_id     uuid constraint restored_consumers__site_known references sites (id),
  facility_id uuid constraint restored_consumers__facility_known references facilities (id),
  counts      boolean not null default false,    -- confirmed, not taken back, and the damage is open: kept here since a filing asks it
  constraint restored_consumers__one check (num_nonnulls(site_id, facility_id) = 1)
);
create index restored_consumers__step on restored_consumers (step_id);
create index restored_consumers__site on restored_consumers (site_id);
create index restored_consumers__facility on restored_consumers (facility_id);

-- How many people a confirmed step took off what a damage had cost, by service: the end of their interruption, for the numbers.
create table restored_people (
  step_id   uuid not null constraint restored_people__step_known references restoration_steps (id),
  damage_id uuid not null constraint restored_people__damage_known references damages (id),
  service   text not null constraint restored_people__service_known check (service in ('power', 'mobile', 'fixed', 'water')),
  people    jsonb not null constraint restored_people__figure check (people ? 'value'),
  primary key (step_id, damage_id, service)
);
create index restored_people__damage on restored_people (damage_id);

-- People that confirmed steps gave back by number, by service, summed up beside the damage so that a filing reads nothing more; null for none.
alter table damages add column given_back jsonb constraint damages__given_back_whole check (jsonb_typeof(given_back) = 'object');
