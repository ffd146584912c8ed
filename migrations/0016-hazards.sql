-- Up Migration
-- The smallest area that holds all of an outline; null where none does. As `area_at`, looked at from the smallest up.
create function area_around(outline geometry) returns text language plpgsql stable parallel safe as $$
begin
  return (select code from (select code, geom from areas where geom && outline order by depth desc, code offset 0) around where st_covers(geom, outline) limit 1);
end
$$;

-- An area, with all below it, in which nobody works without a clearance.
alter table areas add column demands_clearance boolean not null default false;
create index areas__demands_clearance on areas (code) where demands_clearance;

-- Where word of air alerts comes from, and when each source was last heard.
create table alert_feeds (
  name         text primary key constraint alert_feeds__name_short check (length(name) between 1 and 100),
  confirmed_at timestamptz(3),                  -- null: not heard yet
  asked_at     timestamptz(3),
  failures     integer not null default 0,
  etag         text,
  last_modified text
);

-- Places with a time in which something threatens. Their outlines never change: another outline is another zone.
create table hazards (
  id           uuid primary key,                -- made by the sender
  kind         text not null constraint hazards__kind_known check (kind in (
                 'mines_suspected', 'mines_confirmed', 'unexploded_ordnance', 'shelling', 'fighting', 'air_alert', 'fire', 'flood', 'chemical', 'radiation')),
  geom         geometry(multipolygon, 4326) constraint hazards__geom_sane check (sane_geometry(geom))
                 constraint hazards__geom_valid check (st_isvalid(geom)),
  zone_code    text constraint hazards__zone_known references areas (code),   -- a whole area instead of an outline
  area_code    text constraint hazards__area_known references areas (code),   -- set below
  starts_at    timestamptz(3) not null,
  until_at     timestamptz(3),
  ended_at     timestamptz(3),
  source       text not null constraint hazards__source_short check (length(source) between 1 and 100),
  source_id    text,                            -- of an imported one
  licence      text,
  attribution  text,
  owner        text not null default '' constraint hazards__owner_short check (length(owner) <= 200),
  note         text not null default '' constraint hazards__note_short check (length(note) <= 1000),
  feed         text constraint hazards__feed_known references alert_feeds (name),  -- of an alert that a source keeps up
  request_hash text not null,                   -- of the request that declared it, so that a repeat is told from another
  created_by   text not null,
  created_at   timestamptz(3) not null default now(),
  updated_at   timestamptz(3) not null default now(),
  demo         boolean not null default false,
  version      integer not null default 1,
  constraint hazards__one_extent check ((geom is null) <> (zone_code is null)),
  constraint hazards__in_order check (until_at > starts_at)
);
-- The map and the gate ask by box, among those that have not ended.
create index hazards__geom on hazards using gist (geom) where ended_at is null;
create index hazards__zone on hazards (zone_code);
create index hazards__area on hazards (area_code);
create index hazards__feed on hazards (feed);
-- An import finds what it brought before.
create index hazards__source on hazards (source, source_id) where ended_at is null;

-- Permissions to work at a place: within an outline, in a whole area or at one site.
create table clearances (
  id           uuid primary key,
  granted_by   text not null constraint clearances__by_known check (granted_by in ('military', 'emergency_service', 'demining', 'authority')),
  reference    text not null constraint clearances__reference_short check (length(reference) between 1 and 200),
  geom         geometry(multipolygon, 4326) constraint clearances__geom_sane check (sane_geometry(geom))
                 constraint clearances__geom_valid check (st_isvalid(geom)),
  zone_code    text constraint clearances__zone_known references areas (code),
  site_id      uuid constraint clearances__site_known references sites (id),
  area_code    text constraint clearances__area_known references areas (code),
  starts_at    timestamptz(3) not null,
  until_at     timestamptz(3) not null,
  revoked_at   timestamptz(3),
  note         text not null default '' constraint clearances__note_short check (length(note) <= 1000),
  request_hash text not null,
  created_by   text not null,
  created_at   timestamptz(3) not null default now(),
  updated_at   timestamptz(3) not null default now(),
  demo         boolean not null default false,
  version      integer not null default 1,
  constraint clearances__one_extent check (num_nonnulls(geom, zone_code, site_id) = 1),
  constraint clearances__in_order check (until_at > starts_at)
);
create index clearances__geom on clearances using gist (geom) where revoked_at is null;
create index clearances__zone on clearances (zone_code);
create index clearances__site on clearances (site_id);
create index clearances__area on clearances (area_code);

create function locate_hazard() returns trigger language plpgsql as $$
begin
  new.area_code := coalesce(new.zone_code, area_around(new.geom));
  return new;
end $$;
create trigger hazards__located before insert on hazards for each row execute function locate_hazard();

create function locate_clearance() returns trigger language plpgsql as $$
begin
  new.area_code := case when new.site_id is not null then (select area_code from sites where id = new.site_id) else coalesce(new.zone_code, area_around(new.geom)) end;
  return new;
end $$;
create trigger clearances__located before insert on clearances for each row execute function locate_clearance();
