-- Up Migration
-- What the feed (/ogc) hands out: each feature's GeoJSON text, ready, kept beside the row that it is made from.
-- A page of 1,000 is then one string_agg, passed on unparsed. Rows lie along a Z-order curve, so that a box is a few key ranges,
-- read in order: an index on geometry with a sort took 90 to 210 ms for a page of a box of 44,000 out of 200,000 rows, and
-- GiST on (geometry, key) by distance 80 to 195 ms. What this way takes is in tests/README.md.

-- The bits of a number below 2^20 with a zero after each: half of a Z-order key. In plpgsql, since as plain SQL it took 50 µs.
create function z_spread(n bigint) returns bigint language plpgsql immutable parallel safe as $$
begin
  n := (n | (n << 16)) & 281470681808895;
  n := (n | (n << 8)) & 71777214294589695;
  n := (n | (n << 4)) & 1085102592571150095;
  n := (n | (n << 2)) & 3689348814741910323;
  return (n | (n << 1)) & 6148914691236517205;
end $$;

-- Order of the feed: points along the curve of 2^20 × 2^20 cells (below 2^40); before them, negative, what is longer than a point,
-- which no range of cells holds; after them, at 2^40, what has no place. The same arithmetic is in geo/feed/cells.ts.
create function feed_key(drawn geometry, point geometry) returns bigint language plpgsql immutable parallel safe as $$
declare z bigint;
begin
  if point is null then return 1099511627776; end if;
  z := z_spread(least(1048575, floor((st_x(point) + 180) / 360 * 1048576))::bigint)
     + z_spread(least(1048575, floor((st_y(point) + 90) / 180 * 1048576))::bigint) * 2;
  return case when geometrytype(drawn) = 'POINT' then z else -1 - z end;
end $$;

create function feed_time(t timestamptz) returns text language sql stable parallel safe as $$
  select to_char(t at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

create function feed_text(id uuid, geom geometry, properties json) returns text language sql stable parallel safe as $$
  select '{"type":"Feature","id":"' || id || '","geometry":' || coalesce(st_asgeojson(case when st_dimension(geom) = 2 then st_forcepolygonccw(geom) else geom end, 9, 0), 'null')
      || ',"properties":' || properties || '}'
$$;

-- Crew states of IEC 61968-3; what blocks a crew leaves it where it was.
create function cim_crew_status(state text, blocked_from text) returns text language sql immutable parallel safe as $$
  select case case when state = 'blocked' then blocked_from else state end
    when 'assigned' then 'assigned' when 'en_route' then 'enroute'
    when 'on_site' then 'arrived' when 'in_progress' then 'arrived' when 'temporary_fix' then 'arrived'
    when 'field_complete' then 'fieldComplete' when 'restored' then 'fieldComplete' when 'closed' then 'fieldComplete' end
$$;

-- Outage states of IEC 61968-3; null while nobody has confirmed it.
create function cim_outage_status(damage text, verification text, repair text) returns text language sql immutable parallel safe as $$
  select case when repair = 'closed' then 'closed' when damage = 'restored' then 'restored'
    when repair = 'temporary_fix' then 'partiallyRestored' when verification = 'verified' then 'confirmed' end
$$;

create table site_features (
  id              uuid primary key,
  key             bigint not null,
  geom            geometry(geometry, 4326),
  area_code       text,
  organisation_id uuid,
  starts          timestamptz(3) not null,       -- last change; what `datetime` asks about
  ends            timestamptz(3),
  version         integer not null,              -- of the row it was made from
  text            text not null
) with (fillfactor = 85);
create table damage_features (like site_features including all) with (fillfactor = 85);  -- opened to restored or closed
create table repair_features (like site_features including all) with (fillfactor = 85);  -- planned to done
-- Uncompressed: most fit in their row, and reading is what counts.
alter table site_features alter text set storage external;
alter table damage_features alter text set storage external;
alter table repair_features alter text set storage external;
-- The order of the feed, in which boxes are ranges; the feed pages by it.
create index site_features__order on site_features (key, id);
create index damage_features__order on damage_features (key, id);
create index repair_features__order on repair_features (key, id);
-- Lines and outlines, which the feed finds by box.
create index site_features__longer on site_features using gist (geom) where key < 0;

-- In plpgsql with one plan for all calls: left to itself the planner plans each call anew, 1.6 ms where writing one takes 0.3 ms.
create function write_site_features(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into site_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select s.id, feed_key(s.geom, s.point), s.geom, s.area_code, s.organisation_id, s.updated_at, s.updated_at, s.version, feed_text(s.id, s.geom, (
    select row_to_json(p) from (select
      s.sector, s.kind, s.name_uk as "nameUk", s.name_en as "nameEn", s.operator, array_to_string(s.voltages_v, ';') as "voltagesV",
      s.criticality, s.population_served as "populationServed", s.population_basis as "populationBasis", s.backup_h as "backupH", s.sensitivity,
      s.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      s.source, s.source_id as "sourceId", s.licence, s.attribution, s.demo,
      feed_time(s.retired_at) as "retiredAt", feed_time(s.updated_at) as "updatedAt", s.version) p))
    from unnest(ids) i(id) join sites s on s.id = i.id left join areas a on a.code = s.area_code
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$$;

-- The latest report of a damage and of all that was merged into it. Step by step, since for a recursive query the planner reads the
-- whole table for each damage as long as the table has no statistics: minutes for what takes milliseconds.
create function latest_report(damage uuid) returns reports language plpgsql stable as $$
declare newest reports; other reports; below uuid;
begin
  select * into newest from reports where damage_id = damage order by observed_at desc, id desc limit 1;
  foreach below in array array(select id from damages where merged_into = damage) loop
    other := latest_report(below);
    if newest.id is null or (other.observed_at, other.id) > (newest.observed_at, newest.id) then newest := other; end if;
  end loop;
  return newest;
end $$;

-- Merged damages are left out: the one they were merged into speaks for them.
create function write_damage_features(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into damage_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select d.id, feed_key(d.geom, d.geom), d.geom, d.area_code, d.organisation_id, d.opened_at,
    case d.state when 'restored' then greatest(d.restored_at, d.opened_at) when 'dismissed' then greatest(d.verified_at, d.opened_at) end,
    d.version, feed_text(d.id, d.geom, (
    select row_to_json(p) from (select
      d.state, d.sector, d.kind, coalesce(s.name_uk, nullif(d.place, ''), a.name_uk) as "nameUk", coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en) as "nameEn",
      d.site_id as "siteId", d.place, d.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      d.severity, d.function, d.safety, l.scale, l.raw_grade as "rawGrade", l.cause, l.located, l.accuracy_m as "accuracyM",
      d.verification, feed_time(d.verified_at) as "verifiedAt", d.tier, d.people as "peopleWithoutService",
      d.report_count as "reportCount", d.photo_count as "photoCount",
      feed_time(d.opened_at) as "openedAt", feed_time(d.last_report_at) as "lastReportAt", feed_time(d.restored_at) as "restoredAt",
      r.id as "repairId", r.state as "repairState", feed_time(r.since) as "repairSince", r.blocked_by as "blockedBy", r.urgency, c.name as "crewName",
      cim_crew_status(r.state, r.blocked_from) as "cimCrewStatus", cim_outage_status(d.state, d.verification, r.state) as "cimOutageStatus",
      feed_time(r.etr) as "estimatedRestorationTime", r.etr_source as "etrSource", r.etr_confidence as "etrConfidence",
      d.demo, feed_time(d.updated_at) as "updatedAt", d.version) p))
    from unnest(ids) i(id) join damages d on d.id = i.id
    left join sites s on s.id = d.site_id
    left join areas a on a.code = d.area_code
    left join lateral (select * from repairs q where q.damage_id = d.id order by (q.state in ('cancelled', 'closed')), q.created_at desc limit 1) r on true
    left join crews c on c.id = r.crew_id
    left join lateral latest_report(d.id) l on true
   where d.state <> 'merged'
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$$;

create function write_repair_features(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into repair_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select r.id, feed_key(d.geom, d.geom), d.geom, d.area_code, d.organisation_id, r.created_at,
    case when r.state in ('restored', 'closed', 'cancelled') then greatest(r.since, r.created_at) end, r.version, feed_text(r.id, d.geom, (
    select row_to_json(p) from (select
      r.damage_id as "damageId", d.site_id as "siteId", d.sector, d.kind,
      coalesce(s.name_uk, nullif(d.place, ''), a.name_uk) as "nameUk", coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en) as "nameEn",
      d.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      r.state, feed_time(r.since) as since, r.blocked_by as "blockedBy", r.closed_reason as "closedReason", r.urgency, r.note,
      r.crew_id as "crewId", c.name as "crewName", cim_crew_status(r.state, r.blocked_from) as "cimCrewStatus",
      feed_time(r.etr) as "estimatedRestorationTime", r.etr_source as "etrSource", r.etr_confidence as "etrConfidence", feed_time(r.etr_made_at) as "etrMadeAt",
      feed_time(r.created_at) as "createdAt", r.demo, feed_time(r.updated_at) as "updatedAt", r.version) p))
    from unnest(ids) i(id) join repairs r on r.id = i.id join damages d on d.id = r.damage_id
    left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code left join crews c on c.id = r.crew_id
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$$;

-- Sites come in thousands: one statement for each statement. Their damages and repairs carry their names.
create function feed_sites() returns trigger language plpgsql as $$
declare renamed uuid[]; held uuid[];
begin
  perform write_site_features(array(select id from now_are));
  if tg_op = 'UPDATE' then
    renamed := array(select n.id from now_are n join were w using (id) where (n.name_uk, n.name_en) is distinct from (w.name_uk, w.name_en));
    if cardinality(renamed) > 0 then
      -- Held before they are read, so that a report filed meanwhile is not written over.
      held := array(select id from damages where site_id = any(renamed) order by id for no key update);
      perform write_damage_features(held), write_repair_features(array(select id from repairs where damage_id = any(held)));
    end if;
  end if;
  return null;
end $$;
create trigger sites__fed_new after insert on sites referencing new table as now_are for each statement execute function feed_sites();
create trigger sites__fed after update on sites referencing new table as now_are old table as were for each statement execute function feed_sites();

-- A damage opens under the site's name as it stands: a change of the name waits for it, or it for the change.
create function hold_site() returns trigger language plpgsql as $$
begin
  perform from sites where id = new.site_id for share;
  return new;
end $$;
create trigger damages__hold_site before insert on damages for each row when (new.site_id is not null) execute function hold_site();

-- At the commit, once: a report changes its damage twice or more, and only the last version is written.
create function feed_damages() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from damage_features where id = old.id;
    return null;
  end if;
  if new.version = (select version from damages where id = new.id) then
    if new.state = 'merged' then delete from damage_features where id = new.id; else perform write_damage_features(array[new.id]); end if;
  end if;
  if tg_op = 'UPDATE' then
    if new.merged_into is distinct from old.merged_into then
      perform write_damage_features(array(select id from damages where id in (new.merged_into, old.merged_into) order by id for no key update));
    end if;
    if (new.geom, new.area_code, new.site_id, new.organisation_id, new.sector, new.kind, new.place)
       is distinct from (old.geom, old.area_code, old.site_id, old.organisation_id, old.sector, old.kind, old.place) then
      perform write_repair_features(array(select id from repairs where damage_id = new.id));
    end if;
  end if;
  return null;
end $$;
create constraint trigger damages__fed after insert or update or delete on damages deferrable initially deferred
  for each row execute function feed_damages();

-- Whatever else belongs to a damage. When the damage itself changed too, its own trigger comes, or came, at this commit.
create function feed_damage_of(damage uuid) returns void language plpgsql as $$
declare now_at integer;
begin
  select version into now_at from damages where id = damage for no key update;
  if now_at = (select version from damage_features where id = damage) then perform write_damage_features(array[damage]); end if;
end $$;

create function feed_repairs() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from repair_features where id = old.id;
    perform feed_damage_of(old.damage_id);
    return null;
  end if;
  perform feed_damage_of(new.damage_id);
  if new.version = (select version from repairs where id = new.id) then perform write_repair_features(array[new.id]); end if;
  return null;
end $$;
create constraint trigger repairs__fed after insert or update or delete on repairs deferrable initially deferred
  for each row execute function feed_repairs();

-- A damage that this commit has written already was written with the report.
create function feed_reports() returns trigger language plpgsql as $$
begin
  if not exists (select from damage_features where id = new.damage_id and xmin = pg_current_xact_id()::xid) then
    perform feed_damage_of(new.damage_id);
  end if;
  return null;
end $$;
create constraint trigger reports__fed after insert on reports deferrable initially deferred
  for each row when (new.damage_id is not null) execute function feed_reports();

-- Names of areas and crews change once in years: all that carry them are written anew, while nobody else writes.
create function feed_areas() returns trigger language plpgsql as $$
declare renamed text[] := array(select n.code from now_are n join were w using (code) where (n.name_uk, n.name_en) is distinct from (w.name_uk, w.name_en));
begin
  if cardinality(renamed) > 0 then
    lock table sites, damages, repairs in share row exclusive mode;
    perform write_site_features(array(select id from sites where area_code = any(renamed))),
            write_damage_features(array(select id from damages where area_code = any(renamed))),
            write_repair_features(array(select r.id from repairs r join damages d on d.id = r.damage_id where d.area_code = any(renamed)));
  end if;
  return null;
end $$;
create trigger areas__fed after update on areas referencing new table as now_are old table as were for each statement execute function feed_areas();

create function feed_crews() returns trigger language plpgsql as $$
declare renamed uuid[] := array(select n.id from now_are n join were w using (id) where n.name <> w.name);
begin
  if cardinality(renamed) > 0 then
    lock table damages, repairs in share row exclusive mode;
    perform write_repair_features(array(select id from repairs where crew_id = any(renamed))),
            write_damage_features(array(select damage_id from repairs where crew_id = any(renamed)));
  end if;
  return null;
end $$;
create trigger crews__fed after update on crews referencing new table as now_are old table as were for each statement execute function feed_crews();

-- What stood before.
select write_site_features(array(select id from sites)), write_damage_features(array(select id from damages)), write_repair_features(array(select id from repairs));
