-- Up Migration
-- One job on a damage. It moves only along its lifecycle (geo/repairs/lifecycle.ts); its history is in events.
create table repairs (
  id             uuid primary key,
  damage_id      uuid not null constraint repairs__damage_known references damages (id),
  crew_id        uuid constraint repairs__crew_known references crews (id),
  state          text not null constraint repairs__state_known check (state in (
                   'proposed', 'approved', 'assigned', 'en_route', 'on_site', 'in_progress', 'temporary_fix', 'field_complete',
                   'restored', 'closed', 'blocked', 'cancelled')),
  since          timestamptz(3) not null,        -- by the mover's clock
  blocked_by     text constraint repairs__blocked_by_known
                   check (blocked_by in ('awaiting_clearance', 'awaiting_parts', 'air_alert', 'second_strike', 'weather', 'access')),
  blocked_from   text,
  closed_reason  text constraint repairs__closed_reason_known
                   check (closed_reason in ('done', 'done_by_others', 'unable', 'not_responsible', 'duplicate', 'out_of_scope')),
  urgency        text not null constraint repairs__urgency_known check (urgency in ('emergency', 'temporary', 'permanent')),
  note           text not null default '' constraint repairs__note_short check (length(note) <= 1000),
  etr            timestamptz(3),
  etr_source     text constraint repairs__etr_source_known check (etr_source in ('calculated', 'crew', 'operator', 'dispatcher')),
  etr_made_at    timestamptz(3),
  etr_confidence text constraint repairs__etr_confidence_known check (etr_confidence in ('low', 'medium', 'high')),
  request_hash   text not null,                  -- of the request that opened it, so that a repeat is told from another
  created_by     text not null,
  created_at     timestamptz(3) not null default now(),
  updated_at     timestamptz(3) not null default now(),
  demo           boolean not null default false,
  version        integer not null default 1,
  constraint repairs__blocked_whole check ((state = 'blocked') = (blocked_by is not null)),
  constraint repairs__etr_whole check ((etr is null) = (etr_source is null))
);
create index repairs__damage on repairs (damage_id);
-- One job at a time on a damage.
create unique index repairs__one_active on repairs (damage_id) where state not in ('restored', 'closed', 'cancelled');
create index repairs__crew on repairs (crew_id, state);

-- Operations that phones sent, so that a repeat is answered as the first was. Reports are their own record.
create table ops (
  id          uuid primary key,                  -- made on the phone
  hash        text not null,
  kind        text not null constraint ops__kind_short check (length(kind) <= 40),
  actor       text not null,
  device_id   uuid constraint ops__device_known references devices (id),
  received_at timestamptz(3) not null default now()
);
create index ops__device on ops (device_id);
