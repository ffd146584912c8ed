-- Up Migration
-- One broken thing at a site or place, built from one or more reports.
create table damages (
  id               uuid primary key,
  site_id          uuid constraint damages__site_known references sites (id),
  sector           text constraint damages__sector_known check (sector in ('energy', 'communications')),
  kind             text constraint damages__kind_short check (length(kind) <= 40),
  geom             geometry(point, 4326) constraint damages__geom_sane check (sane_geometry(geom)),  -- null: place not resolved
  place            text not null default '' constraint damages__place_short check (length(place) <= 300),
  area_code        text constraint damages__area_known references areas (code),
  organisation_id  uuid constraint damages__organisation_known references organisations (id),  -- of the site, for its operator's scope
  state            text not null default 'open' constraint damages__state_known check (state in ('open', 'restored', 'dismissed', 'merged')),
  severity         smallint constraint damages__severity_known check (severity between 0 and 4),
  function         text not null default 'unknown' constraint damages__function_known check (function in ('full', 'degraded', 'out', 'unknown')),
  safety           text not null default 'unknown' constraint damages__safety_known check (safety in ('inspected', 'restricted', 'unsafe', 'unknown')),
  verification     text not null default 'unverified' constraint damages__verification_known
                     check (verification in ('unverified', 'verified', 'disputed', 'duplicate', 'withdrawn', 'false')),
  verified_at      timestamptz(3),
  verified_by      text,
  verified_why     text not null default '' constraint damages__why_short check (length(verified_why) <= 1000),
  merged_into      uuid constraint damages__target_known references damages (id),
  merged_at        timestamptz(3),
  tier             smallint not null default 3 constraint damages__tier_known check (tier between 0 and 3),
  rank             double precision not null default 0,  -- people-equivalents per crew-hour, the median
  priority         jsonb not null default '{}',          -- what tier and rank were made from
  people           integer,                              -- without service because of it, the median; null nobody can say
  report_count     integer not null default 0,
  photo_count      integer not null default 0,
  photos_missing   integer not null default 0,
  opened_at        timestamptz(3) not null,              -- when it was first seen
  last_report_at   timestamptz(3) not null,
  restored_at      timestamptz(3),
  demo             boolean not null default false,
  updated_at       timestamptz(3) not null default now(),
  version          integer not null default 1,
  constraint damages__merged_whole check ((state = 'merged') = (merged_into is not null)),
  constraint damages__not_into_itself check (merged_into is distinct from id)
);
-- The map and the feed ask by box; the queue by state in order of priority; a new report by its site.
create index damages__geom on damages using gist (geom);
create index damages__queue on damages (state, tier, rank desc, id);
create index damages__latest on damages (state, last_report_at desc, id);
create index damages__site on damages (site_id, state);
create index damages__area on damages (area_code, state);
create index damages__organisation on damages (organisation_id);
create index damages__target on damages (merged_into);

-- What one crew saw, once. Immutable evidence.
create table reports (
  id           uuid primary key,                 -- made on the phone
  hash         text not null,                    -- SHA-256 over the canonical body as sent
  body         jsonb not null,                   -- the same body, whole
  damage_id    uuid constraint reports__damage_known references damages (id),  -- null: nothing is broken there
  site_id      uuid constraint reports__site_known references sites (id),
  filed_by     text not null,
  crew_id      uuid constraint reports__crew_known references crews (id),
  device_id    uuid constraint reports__device_known references devices (id),
  observed_at  timestamptz(3) not null,          -- by the phone's clock
  received_at  timestamptz(3) not null default now(),  -- by ours
  geom         geometry(point, 4326) constraint reports__geom_sane check (sane_geometry(geom)),
  accuracy_m   real constraint reports__accuracy_sane check (accuracy_m between 0 and 100000),
  located      text not null constraint reports__located_known
                 check (located in ('site_picked', 'map_pin', 'gps', 'mgrs', 'plus_code', 'landmark_text')),
  place        text not null default '' constraint reports__place_short check (length(place) <= 300),
  area_code    text constraint reports__area_known references areas (code),
  kind         text constraint reports__kind_short check (length(kind) <= 40),
  severity     smallint constraint reports__severity_known check (severity between 0 and 4),
  function     text not null constraint reports__function_known check (function in ('full', 'degraded', 'out', 'unknown')),
  safety       text not null constraint reports__safety_known check (safety in ('inspected', 'restricted', 'unsafe', 'unknown')),
  scale        text not null constraint reports__scale_known
                 check (scale in ('own', 'undp-electricity', 'undp-core', 'ems98', 'unosat', 'copernicus', 'fema-pda')),
  raw_grade    text not null default '' constraint reports__raw_grade_short check (length(raw_grade) <= 100),
  cause        text not null constraint reports__cause_known check (cause in (
                 'missile', 'uav', 'artillery', 'airstrike', 'mine_erw', 'sabotage_cyber', 'fire', 'flood', 'ice_wind',
                 'vegetation', 'vehicle', 'equipment_failure', 'overload', 'theft', 'unknown')),
  hazards      text[] not null default '{}',
  needs        text[] not null default '{}',
  note         text not null default '' constraint reports__note_short check (length(note) <= 2000),
  corrects     uuid constraint reports__corrected_known references reports (id),
  demo         boolean not null default false
);
create index reports__damage on reports (damage_id, observed_at desc);
create index reports__own on reports (filed_by, received_at desc);
create index reports__site on reports (site_id);
create index reports__crew on reports (crew_id);
create index reports__device on reports (device_id);
create index reports__area on reports (area_code);
create index reports__corrected on reports (corrects);

create function reports_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'a report is never edited: file a correction' using errcode = 'restrict_violation';
end $$;
create trigger reports__immutable before update or delete on reports for each row execute function reports_immutable();

-- Pictures of a report, by the hash of their bytes. A report is usable before they have landed.
create table photos (
  report_id     uuid not null constraint photos__report_known references reports (id),
  sha256        text not null constraint photos__hash_shaped check (sha256 ~ '^[0-9a-f]{64}$'),
  nth           smallint not null,               -- order in the report
  bytes         integer not null constraint photos__bytes_sane check (bytes between 1 and 12582912),
  type          text not null constraint photos__type_known check (type in ('image/jpeg', 'image/png', 'image/webp')),
  taken_at      timestamptz(3),
  exif_position geometry(point, 4326) constraint photos__exif_position_sane check (sane_geometry(exif_position)),
  stored_at     timestamptz(3),                  -- null: announced, bytes not here yet
  width         integer,
  height        integer,
  primary key (report_id, sha256)
);
create index photos__hash on photos (sha256);

-- A located thing carries the code of the smallest area around it; without a position the area it was given stays.
create function locate_point() returns trigger language plpgsql as $$
begin
  if new.geom is not null then
    new.area_code := coalesce(area_at(new.geom), new.area_code);
  end if;
  return new;
end $$;
create trigger damages__located before insert or update of geom on damages for each row execute function locate_point();
create trigger reports__located before insert on reports for each row execute function locate_point();
