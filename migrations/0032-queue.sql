-- Up Migration
-- What the desk's queue searches, sorts and groups by, at hand where it is asked; filters under a name; answers that a repeat is given again.

-- Words as they are compared (geo/fold.ts does the same): Ukrainian in Latin letters, without case, apostrophes, soft signs and doubled
-- letters, so that Знам’янка, Znamianka and ЗНАМЯНКА are one. By letters and not by lower(), which knows no Cyrillic in some locales.
create function folded(said text) returns text language sql immutable parallel safe as $$
  select btrim(regexp_replace(regexp_replace(
    replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
      translate(lower(normalize(said, NFKC)),
        'АБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЫЭЮЯабвгґдезиіїйклмнопрстуфыэgy-–—_/,.()«»"ЬЪьъ''’ʼ‘`´′́',
        'abvhhdeєёжziiiiklmnoprstufхцчшщieюяabvhhdeziiiiklmnoprstufiehi            '),
      'щ', 'shch'), 'ш', 'sh'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'є', 'ie'), 'ю', 'iu'), 'я', 'ia'), 'ё', 'io'),
    '([a-z])\1+', '\1', 'g'), '\s+', ' ', 'g'))
$$;
alter table sites add column folded text generated always as (folded(coalesce(name_uk, '') || ' ' || coalesce(name_en, ''))) stored;
alter table areas add column folded text generated always as (folded(coalesce(name_uk, '') || ' ' || coalesce(name_en, ''))) stored;
alter table damages add column folded text generated always as (folded(place)) stored;

-- The repair that a damage has now, if any: else each filter, group and order by it would look it up for every damage.
alter table damages add column repair_state text, add column repair_crew uuid, add column repair_etr timestamptz(3);
create function know_repair() returns trigger language plpgsql as $$
begin
  update damages set (repair_state, repair_crew, repair_etr) = (
    select p.state, p.crew_id, p.etr from repairs p where p.damage_id = new.damage_id and p.state not in ('cancelled', 'closed') order by p.created_at desc limit 1)
   where id = new.damage_id;
  return null;
end $$;
create trigger repairs__known after insert or update of state, crew_id, etr on repairs for each row execute function know_repair();
update damages d set repair_state = p.state, repair_crew = p.crew_id, repair_etr = p.etr from (
  select distinct on (damage_id) damage_id, state, crew_id, etr from repairs where state not in ('cancelled', 'closed') order by damage_id, created_at desc) p
 where p.damage_id = d.id;

-- Filters of the queue under a name: one's own, or shared. Who belongs to no organisation shares with the desks of the same area.
create table saved_filters (
  id               uuid primary key,
  owner            text not null constraint saved_filters__owner_known references users (id) on delete cascade,
  name             text not null constraint saved_filters__name_short check (length(name) between 1 and 80),
  query            jsonb not null constraint saved_filters__query_whole check (jsonb_typeof(query) = 'object'),
  shared           boolean not null default false,
  organisation_id  uuid constraint saved_filters__organisation_known references organisations (id),
  area_code        text constraint saved_filters__area_known references areas (code),  -- of who shares without an organisation; null: all areas
  updated_at       timestamptz(3) not null default now(),
  version          integer not null default 1,
  constraint saved_filters__name_once unique (owner, name)
);
create index saved_filters__organisation on saved_filters (organisation_id);
create index saved_filters__area on saved_filters (area_code);

-- What was answered to a decision on many damages: its answer may be lost on the way, and a repeat must not decide again.
create table bulk_answers (
  id     uuid primary key,                       -- made at the desk
  actor  text not null,
  hash   text not null,                          -- of the decisions, so that a repeat is told from another
  answer jsonb,                                  -- null only within the transaction that makes it
  at     timestamptz(3) not null
);
-- Asked by the job that forgets them.
create index bulk_answers__at on bulk_answers (at);

-- The queue in its order, with all that narrows, sorts and groups it: counted, grouped and jumped into anywhere without a look at the rows,
-- which are wide (100,000 damages: the 90,000th by priority in 390 ms before, 30 ms with it).
drop index damages__queue;
create index damages__queue on damages (state, tier, rank desc, id) include (
  area_code, organisation_id, site_id, sector, kind, severity, function, safety, verification, people, opened_at, last_report_at, repair_state, repair_crew, repair_etr, folded);
