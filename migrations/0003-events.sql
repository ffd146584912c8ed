-- Up Migration
-- What happened: audit log, sync cursor and live stream in one, written in the transaction of the change itself.
create table events (
  seq       bigint generated always as identity primary key,
  xid       xid8 not null default pg_current_xact_id(),
  at        timestamptz(3) not null default now(),
  actor     text not null,
  verb      text not null constraint events__verb_known check (verb ~ '^[a-z]+\.[a-z_]+$'),
  noun      text not null,
  id        text not null,
  area_code text,                               -- no foreign key: what happened stays, whatever becomes of the area
  damage_id uuid,
  body      jsonb not null default '{}'
);
-- Readers continue in commit order: rows whose transaction is older than every one still running.
create index events__cursor on events (xid, seq);
-- The timeline of one damage with all that belongs to it.
create index events__damage on events (damage_id, seq) where damage_id is not null;
create index events__thing on events (noun, id, seq);

create function events_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'events are append-only' using errcode = 'restrict_violation';
end $$;
create trigger events__append_only before update or delete on events for each row execute function events_append_only();
create trigger events__never_emptied before truncate on events for each statement execute function events_append_only();
