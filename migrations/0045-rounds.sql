-- Up Migration
-- How rounds come again: each so many days, at a minute of the day by the clock of their area (geo/rounds/repeat.ts). The hour is kept as the
-- clock shows it, so that it stays over the change of summer time.
create table round_schedules (
  id            uuid primary key,                -- of the first round as well
  crew_id       uuid not null constraint round_schedules__crew_known references crews (id),
  kind          text not null constraint round_schedules__kind_known
                  check (kind in ('inspection', 'refuelling', 'battery_change', 'ground_check', 'vegetation', 'other')),
  note          text not null default '' constraint round_schedules__note_short check (length(note) <= 1000),
  every_days    integer not null constraint round_schedules__days_sane check (every_days between 1 and 366),
  minute_of_day integer not null constraint round_schedules__minute_sane check (minute_of_day between 0 and 1439),
  zone          text not null constraint round_schedules__zone_short check (length(zone) between 1 and 60),
  minutes       integer not null constraint round_schedules__length_sane check (minutes between 1 and 10080),
  first_day     date not null,
  last_day      date,
  made_through  date not null,                   -- the last day that was looked at for rounds to make
  ended_at      timestamptz(3),
  created_by    text not null,
  created_at    timestamptz(3) not null default now(),
  demo          boolean not null default false,
  constraint round_schedules__days_ordered check (last_day >= first_day)
);
create index round_schedules__crew on round_schedules (crew_id);
-- Asked each ten minutes: whose next days are not made yet.
create index round_schedules__due on round_schedules (made_through) where ended_at is null;

-- The stops that a repeated round has.
create table round_schedule_stops (
  schedule_id uuid not null constraint round_schedule_stops__schedule_known references round_schedules (id),
  nth         integer not null constraint round_schedule_stops__nth_sane check (nth between 1 and 40),
  site_id     uuid not null constraint round_schedule_stops__site_known references sites (id),
  task        text not null default '' constraint round_schedule_stops__task_short check (length(task) <= 300),
  minutes     integer not null constraint round_schedule_stops__minutes_sane check (minutes between 1 and 1440),
  primary key (schedule_id, nth)
);
create index round_schedule_stops__site on round_schedule_stops (site_id);

-- A planned tour of a crew to sites, or its unscheduled visit to one. Never deleted, only cancelled.
create table rounds (
  id            uuid primary key,
  crew_id       uuid not null constraint rounds__crew_known references crews (id),
  kind          text not null constraint rounds__kind_known
                  check (kind in ('inspection', 'refuelling', 'battery_change', 'ground_check', 'vegetation', 'other')),
  unscheduled   boolean not null default false,
  note          text not null default '' constraint rounds__note_short check (length(note) <= 1000),
  starts_at     timestamptz(3) not null,
  until_at      timestamptz(3) not null,
  area_code     text constraint rounds__area_known references areas (code),   -- the smallest that holds all its stops
  schedule_id   uuid constraint rounds__schedule_known references round_schedules (id),
  day           date,                            -- for which its schedule made it, wherever it was moved since
  cancelled_at  timestamptz(3),
  cancelled_why text not null default '' constraint rounds__why_short check (length(cancelled_why) <= 500),
  request_hash  text not null,                   -- of the request that planned it, so that a repeat is told from another
  created_by    text not null,
  created_at    timestamptz(3) not null default now(),
  updated_at    timestamptz(3) not null default now(),
  demo          boolean not null default false,
  version       integer not null default 1,
  constraint rounds__window_ordered check (starts_at < until_at and until_at - starts_at <= interval '168 hours'),
  constraint rounds__schedule_whole check ((schedule_id is null) = (day is null) and not (unscheduled and schedule_id is not null)),
  constraint rounds__cancelled_whole check (cancelled_at is not null or cancelled_why = '')
);
-- However many servers make them, and after whatever pause: one of a schedule for each of its days.
create unique index rounds__once on rounds (schedule_id, day);
create index rounds__crew on rounds (crew_id, starts_at);
create index rounds__area on rounds (area_code);
-- The plan asks for what lies between two moments.
create index rounds__ahead on rounds (until_at) where cancelled_at is null;

create table round_stops (
  id       uuid primary key default gen_random_uuid(),
  round_id uuid not null constraint round_stops__round_known references rounds (id),
  nth      integer not null constraint round_stops__nth_sane check (nth between 1 and 40),
  site_id  uuid not null constraint round_stops__site_known references sites (id),
  task     text not null default '' constraint round_stops__task_short check (length(task) <= 300),
  minutes  integer not null constraint round_stops__minutes_sane check (minutes between 1 and 1440),
  state    text not null default 'planned' constraint round_stops__state_known check (state in ('planned', 'visited', 'skipped')),
  at       timestamptz(3),                       -- by the clock of who said so
  reason   text constraint round_stops__reason_known check (reason in ('no_access', 'danger', 'air_alert', 'no_time', 'not_needed', 'other')),
  note     text not null default '' constraint round_stops__note_short check (length(note) <= 500),
  constraint round_stops__state_whole check ((state = 'planned') = (at is null) and (state = 'skipped') = (reason is not null))
);
create index round_stops__round on round_stops (round_id, nth);
create index round_stops__site on round_stops (site_id);
