import { empty, sql, type Sql } from '../db/sql.ts'

// Self-crossing outlines are mended, as PostGIS does it; whatever else is wrong is the constraints' to refuse.
const shape = sql`case when st_isvalid(g) then g else st_makevalid(g) end`

// `was`: the area that a thing lay in before, so that those who read only that one are told that it is gone.
const told = (noun: string, actor: string, id: Sql, area: Sql, was: Sql = empty) => sql`
  told as (insert into events (actor, verb, noun, id, area_code, body)
           select ${actor}, ${`${noun}.imported`}, ${noun}, ${id}, ${area}, jsonb_build_object('new', fresh) ${was} from written returning 1)
  select count(*) filter (where fresh)::int as new, count(*) filter (where not fresh)::int as changed, (select count(*)::int from told) as told from written`

/** Writes sites, by source id: new ones in, changed ones with the next version, an event for each; the rest stay untouched. */
export const upsertSites = (rows: string, actor: string) => sql`
  with given as materialized (
    select r.*, r.geometry::geometry as g from json_to_recordset(${rows}::json) as r(
      id uuid, sector text, kind text, "nameUk" text, "nameEn" text, geometry text, organisation uuid, operator text, "voltagesV" integer[],
      criticality smallint, "populationServed" integer, "backupH" real, source text, "sourceId" text, licence text, attribution text, demo boolean)
  ), written as (
    insert into sites as s (id, sector, kind, name_uk, name_en, geom, organisation_id, operator, voltages_v, criticality,
                            population_served, population_basis, backup_h, source, source_id, licence, attribution, demo)
    select id, sector, kind, "nameUk", "nameEn", ${shape}, organisation, operator, "voltagesV", criticality,
           "populationServed", case when "populationServed" is null then null else 'given' end, "backupH", source, "sourceId", licence, attribution, demo
      from given
    on conflict (source, source_id) do update set
      kind = excluded.kind, sector = excluded.sector, name_uk = coalesce(excluded.name_uk, s.name_uk), name_en = coalesce(excluded.name_en, s.name_en), geom = excluded.geom,
      organisation_id = coalesce(excluded.organisation_id, s.organisation_id), operator = coalesce(excluded.operator, s.operator), voltages_v = excluded.voltages_v,
      criticality = coalesce(excluded.criticality, s.criticality), backup_h = coalesce(excluded.backup_h, s.backup_h),
      population_served = coalesce(excluded.population_served, s.population_served), population_basis = coalesce(excluded.population_basis, s.population_basis),
      licence = excluded.licence, attribution = excluded.attribution, retired_at = null, updated_at = now(), version = s.version + 1
    -- What the file does not say stays as others have entered it.
    where (s.kind, s.name_uk, s.name_en, s.geom, s.organisation_id, s.operator, s.voltages_v, s.criticality, s.backup_h,
           s.population_served, s.population_basis, s.licence, s.attribution, s.retired_at)
      is distinct from (excluded.kind, coalesce(excluded.name_uk, s.name_uk), coalesce(excluded.name_en, s.name_en), excluded.geom, coalesce(excluded.organisation_id, s.organisation_id),
           coalesce(excluded.operator, s.operator), excluded.voltages_v, coalesce(excluded.criticality, s.criticality), coalesce(excluded.backup_h, s.backup_h),
           coalesce(excluded.population_served, s.population_served), coalesce(excluded.population_basis, s.population_basis),
           excluded.licence, excluded.attribution, null::timestamptz)
    returning s.id, s.area_code, s.version = 1 as fresh
  ), ${told('site', actor, sql`id::text`, sql`area_code`, sql`|| coalesce((select jsonb_build_object('was', b.area_code) from sites b where b.id = written.id and b.area_code is distinct from written.area_code), '{}')`)}`

/** Writes facilities, as `upsertSites` does. */
export const upsertFacilities = (rows: string, actor: string) => sql`
  with given as materialized (
    select r.*, r.geometry::geometry as g from json_to_recordset(${rows}::json) as r(
      id uuid, kind text, "nameUk" text, "nameEn" text, geometry text, people integer, "backupH" real,
      source text, "sourceId" text, licence text, attribution text, demo boolean)
  ), written as (
    insert into facilities as f (id, kind, name_uk, name_en, geom, people, backup_h, source, source_id, licence, attribution, demo)
    select id, kind, "nameUk", "nameEn", ${shape}, people, "backupH", source, "sourceId", licence, attribution, demo from given
    on conflict (source, source_id) do update set
      kind = excluded.kind, name_uk = coalesce(excluded.name_uk, f.name_uk), name_en = coalesce(excluded.name_en, f.name_en), geom = excluded.geom,
      people = coalesce(excluded.people, f.people), backup_h = coalesce(excluded.backup_h, f.backup_h),
      licence = excluded.licence, attribution = excluded.attribution, retired_at = null, updated_at = now(), version = f.version + 1
    where (f.kind, f.name_uk, f.name_en, f.geom, f.people, f.backup_h, f.licence, f.attribution, f.retired_at)
      is distinct from (excluded.kind, coalesce(excluded.name_uk, f.name_uk), coalesce(excluded.name_en, f.name_en), excluded.geom, coalesce(excluded.people, f.people),
           coalesce(excluded.backup_h, f.backup_h), excluded.licence, excluded.attribution, null::timestamptz)
    returning f.id, f.area_code, f.version = 1 as fresh
  ), ${told('facility', actor, sql`id::text`, sql`area_code`)}`

/** Writes areas by code. Parents stand before their children: the lineage is the parent's and the own code. */
export const upsertAreas = (rows: string, actor: string) => sql`
  with given as materialized (
    select r.*, r.geometry::geometry as g from json_to_recordset(${rows}::json) as r(
      code text, level text, depth smallint, parent text, pcode text, "nameUk" text, "nameEn" text, population integer, geometry text,
      source text, "sourceId" text, licence text, attribution text)
  ), written as (
    insert into areas as a (code, level, depth, parent, lineage, pcode, name_uk, name_en, population, geom, source, source_id, licence, attribution)
    select given.code, given.level, given.depth, given.parent, case when given.parent is null then '{}' else up.lineage end || given.code,
           given.pcode, "nameUk", "nameEn", given.population, st_multi(st_collectionextract(${shape}, 3)),
           given.source, "sourceId", given.licence, given.attribution
      from given left join areas up on up.code = given.parent
    on conflict (code) do update set
      level = excluded.level, depth = excluded.depth, parent = excluded.parent, lineage = excluded.lineage,
      pcode = coalesce(excluded.pcode, a.pcode), name_uk = excluded.name_uk, name_en = excluded.name_en,
      population = coalesce(excluded.population, a.population), geom = excluded.geom,
      source = excluded.source, source_id = excluded.source_id, licence = excluded.licence, attribution = excluded.attribution
    where (a.level, a.parent, a.lineage, a.pcode, a.name_uk, a.name_en, a.population, a.geom, a.source, a.source_id, a.licence, a.attribution)
      is distinct from (excluded.level, excluded.parent, excluded.lineage, coalesce(excluded.pcode, a.pcode), excluded.name_uk, excluded.name_en,
           coalesce(excluded.population, a.population), excluded.geom, excluded.source, excluded.source_id, excluded.licence, excluded.attribution)
    returning a.code, xmax = 0 as fresh
  ), ${told('area', actor, sql`code`, sql`code`)}`

const areaOfDependent = sql`
  coalesce((select s.area_code from sites s where s.id = to_site), (select f.area_code from facilities f where f.id = to_facility))`

/** Writes links by source id. */
export const upsertLinks = (rows: string, actor: string) => sql`
  with written as (
    insert into links as l (id, from_site, to_site, to_facility, carrier, service, share, basis, source, source_id, licence, attribution)
    select id, "fromSite", "toSite", "toFacility", carrier, service, share, basis, source, "sourceId", licence, attribution
      from json_to_recordset(${rows}::json) as r(
        id uuid, "fromSite" uuid, "toSite" uuid, "toFacility" uuid, carrier uuid, service text, share real, basis text,
        source text, "sourceId" text, licence text, attribution text)
    on conflict (source, source_id) do update set
      from_site = excluded.from_site, to_site = excluded.to_site, to_facility = excluded.to_facility, carrier = excluded.carrier,
      service = excluded.service, share = excluded.share, basis = excluded.basis, licence = excluded.licence, attribution = excluded.attribution
    where (l.from_site, l.to_site, l.to_facility, l.carrier, l.service, l.share, l.basis, l.licence, l.attribution)
      is distinct from (excluded.from_site, excluded.to_site, excluded.to_facility, excluded.carrier, excluded.service, excluded.share,
           excluded.basis, excluded.licence, excluded.attribution)
    returning l.id, xmax = 0 as fresh, l.to_site, l.to_facility
  ), ${told('link', actor, sql`id::text`, areaOfDependent)}`

/** How each noun is written. */
export const UPSERTS: Readonly<Record<'area' | 'site' | 'facility' | 'link', (rows: string, actor: string) => Sql>> = {
  area: upsertAreas, site: upsertSites, facility: upsertFacilities, link: upsertLinks,
}

/** West, south, east, north of an area. */
export const areaBounds = (code: string) => sql`
  select array[st_xmin(geom), st_ymin(geom), st_xmax(geom), st_ymax(geom)]::float8[] as bounds from areas where code = ${code}`
