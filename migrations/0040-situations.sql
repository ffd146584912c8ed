-- Up Migration
-- Situation reports as they were kept: numbered for ever, never changed.
create table situations (
  id         uuid primary key,                   -- made by who asked, so that asking again keeps nothing twice
  number     integer generated always as identity constraint situations__number_once unique,
  area_code  text not null constraint situations__area_known references areas (code),
  at         timestamptz(3) not null,            -- the moment that it describes
  due        timestamptz(3),                     -- the hour of the clock that it was made for; null by hand
  made_at    timestamptz(3) not null default now(),
  made_by    text,                               -- null on the clock
  content    jsonb not null constraint situations__whole check (content ? 'damages' and content ? 'services'),
  constraint situations__once unique (area_code, due)
);
-- The list of an area, and the one before: the latest first.
create index situations__area on situations (area_code, number desc);

create function situations_stay() returns trigger language plpgsql as $$
begin
  raise exception 'situation reports are never changed' using errcode = 'restrict_violation';
end $$;
create trigger situations__stay before update or delete on situations for each row execute function situations_stay();
create trigger situations__never_emptied before truncate on situations for each statement execute function situations_stay();
