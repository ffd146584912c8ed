-- Up Migration
-- What a report says beside where and how bad: the parts looked at, what the receiver said and why that is doubted,
-- and the repair during which it was seen. What was used up belongs to the repair.
alter table reports
  add column fix            geometry(point, 4326) constraint reports__fix_sane check (sane_geometry(fix)),  -- the receiver's own word, whatever the crew chose
  add column fix_accuracy_m real constraint reports__fix_accuracy_sane check (fix_accuracy_m between 0 and 100000),
  add column fix_at         timestamptz(3),      -- by the receiver's clock
  add column doubts         text[] not null default '{}' constraint reports__doubts_known check (doubts <@ '{coarse,jumped,outside}'),
  add column components     jsonb not null default '[]' constraint reports__components_listed check (jsonb_typeof(components) = 'array'),
  add column separate       boolean not null default false,  -- the crew saw what is reported there already: this is another thing
  add column repair_id      uuid constraint reports__repair_known references repairs (id),
  add column stage          text constraint reports__stage_known check (stage in ('before', 'after')),
  add constraint reports__fix_whole check ((fix is null) = (fix_at is null) and (fix is null) = (fix_accuracy_m is null)),
  add constraint reports__stage_bound check (stage is null or repair_id is not null);
create index reports__repair on reports (repair_id);

alter table repairs
  add column parts jsonb not null default '[]' constraint repairs__parts_listed check (jsonb_typeof(parts) = 'array');

-- A fix that jumped, or lies outside where the crew works, puts no report into another oblast: it stays with its crew's area.
drop trigger reports__located on reports;
create trigger reports__located before insert on reports for each row
  when (new.located <> 'gps' or not new.doubts && '{jumped,outside}') execute function locate_point();

-- "transformer:destroyed;insulator:damaged:4"; null when nothing was looked at, as in most reports.
create function seen_components(seen jsonb) returns text language plpgsql immutable parallel safe as $$
begin
  if seen = '[]' then return null; end if;
  return (select string_agg((c ->> 'part') || ':' || (c ->> 'state') || coalesce(':' || (c ->> 'count'), ''), ';' order by n)
    from jsonb_array_elements(seen) with ordinality as listed(c, n));
end $$;

-- "cable 120 metre;insulator 4 piece"; null when nothing was used.
create function used_parts(used jsonb) returns text language plpgsql immutable parallel safe as $$
begin
  if used = '[]' then return null; end if;
  return (select string_agg((p ->> 'name') || ' ' || (p ->> 'quantity') || ' ' || (p ->> 'unit'), ';' order by n)
    from jsonb_array_elements(used) with ordinality as listed(p, n));
end $$;

-- As in 0010, with what is new.
create or replace function write_damage_features(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into damage_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select d.id, feed_key(d.geom, d.geom), d.geom, d.area_code, d.organisation_id, d.opened_at,
    case d.state when 'restored' then greatest(d.restored_at, d.opened_at) when 'dismissed' then greatest(d.verified_at, d.opened_at) end,
    d.version, feed_text(d.id, d.geom, (
    select row_to_json(p) from (select
      d.state, d.sector, d.kind, coalesce(s.name_uk, nullif(d.place, ''), a.name_uk) as "nameUk", coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en) as "nameEn",
      d.site_id as "siteId", d.place, d.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      d.severity, d.function, d.safety, l.scale, l.raw_grade as "rawGrade", l.cause, l.located, l.accuracy_m as "accuracyM",
      nullif(array_to_string(l.doubts, ';'), '') as doubts, seen_components(l.components) as components,
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

create or replace function write_repair_features(ids uuid[]) returns void language plpgsql set plan_cache_mode = force_generic_plan as $$
begin
  insert into repair_features (id, key, geom, area_code, organisation_id, starts, ends, version, text)
  select r.id, feed_key(d.geom, d.geom), d.geom, d.area_code, d.organisation_id, r.created_at,
    case when r.state in ('restored', 'closed', 'cancelled') then greatest(r.since, r.created_at) end, r.version, feed_text(r.id, d.geom, (
    select row_to_json(p) from (select
      r.damage_id as "damageId", d.site_id as "siteId", d.sector, d.kind,
      coalesce(s.name_uk, nullif(d.place, ''), a.name_uk) as "nameUk", coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en) as "nameEn",
      d.area_code as "areaCode", a.name_uk as "areaNameUk", a.name_en as "areaNameEn",
      r.state, feed_time(r.since) as since, r.blocked_by as "blockedBy", r.closed_reason as "closedReason", r.urgency, r.note, used_parts(r.parts) as parts,
      r.crew_id as "crewId", c.name as "crewName", cim_crew_status(r.state, r.blocked_from) as "cimCrewStatus",
      feed_time(r.etr) as "estimatedRestorationTime", r.etr_source as "etrSource", r.etr_confidence as "etrConfidence", feed_time(r.etr_made_at) as "etrMadeAt",
      feed_time(r.created_at) as "createdAt", r.demo, feed_time(r.updated_at) as "updatedAt", r.version) p))
    from unnest(ids) i(id) join repairs r on r.id = i.id join damages d on d.id = r.damage_id
    left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code left join crews c on c.id = r.crew_id
  on conflict (id) do update set key = excluded.key, geom = excluded.geom, area_code = excluded.area_code, organisation_id = excluded.organisation_id,
    starts = excluded.starts, ends = excluded.ends, version = excluded.version, text = excluded.text;
end
$$;

select write_damage_features(array(select id from damages)), write_repair_features(array(select id from repairs));
