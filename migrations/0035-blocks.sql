-- Up Migration
-- What a repair waits for: in words too, until when that is expected, and whether the server set it from what it knows (api/repairs/holding.ts).
alter table repairs
  drop constraint repairs__blocked_by_known,
  add constraint repairs__blocked_by_known
    check (blocked_by in ('awaiting_clearance', 'awaiting_parts', 'air_alert', 'second_strike', 'weather', 'access', 'other')),
  add column blocked_until timestamptz(3),
  add column blocked_why text not null default '' constraint repairs__blocked_why_short check (length(blocked_why) <= 1000),
  add column blocked_by_system boolean not null default false,
  add constraint repairs__block_bound check (state = 'blocked' or blocked_until is null and blocked_why = '' and not blocked_by_system);
-- Asked each minute: what is worked on, and what the server holds.
create index repairs__at_work on repairs (id) where state in ('on_site', 'in_progress', 'temporary_fix', 'en_route', 'blocked');
