import { sql } from '../db/sql.ts'

const METRES_A_DEGREE = 111_320

/** The nearest substation of each communications site and facility that nothing else supplies with power. */
export const nearestSubstations = (after: string | null, limit: number, farthestKm: number, source: string) => sql`
  with dependents as (
    select 'site' as noun, s.id, s.point, s.licence, s.attribution from sites s
     where s.sector = 'communications' and s.retired_at is null
       and not exists (select from links l where l.to_site = s.id and l.service = 'power' and l.source <> ${source})
    union all
    select 'facility', f.id, f.point, f.licence, f.attribution from facilities f
     where f.retired_at is null
       and not exists (select from links l where l.to_facility = f.id and l.service = 'power' and l.source <> ${source})
  )
  select d.noun, d.id as dependent, near.id as substation, d.licence, d.attribution
    from (select * from dependents where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}) d
    cross join lateral (
      select s.id, s.point from sites s
       where s.kind = 'substation' and s.retired_at is null and s.point && st_expand(d.point, ${(farthestKm * 1000) / METRES_A_DEGREE * 2}::float8)
       order by s.point <-> d.point, s.id limit 1) near
   where st_distancesphere(d.point, near.point) <= ${farthestKm * 1000}
   order by d.id`

/** Shares the people of areas among substations and writes what changed, with an event for each. */
export const sharePopulation = (actor: string) => sql`
  with own as materialized (
    select a.code, a.geom, st_centroid(a.geom) as middle, a.population - coalesce((select sum(c.population) from areas c where c.parent = a.code), 0) as people
      from areas a where a.population is not null and a.level <> 'country'
  ), inside as materialized (
    select o.code, s.id from own o join sites s on s.point && o.geom and st_intersects(o.geom, s.point)
     where o.people > 0 and s.kind = 'substation' and s.retired_at is null
  ), holders as (
    select code, id from inside
    union all
    select o.code, near.id from own o
     cross join lateral (select s.id from sites s where s.kind = 'substation' and s.retired_at is null order by s.point <-> o.middle, s.id limit 1) near
     where o.people > 0 and not exists (select from inside i where i.code = o.code)
  ), shares as (
    select h.id, o.people / count(*) over (partition by h.code)
           + case when row_number() over (partition by h.code order by h.id) <= o.people % count(*) over (partition by h.code) then 1 else 0 end as people
      from holders h join own o using (code)
  ), totals as (
    select id, sum(people)::integer as people from shares group by id
  ), written as (
    update sites s set population_served = t.people, population_basis = 'inferred', updated_at = now(), version = s.version + 1
      from totals t
     where s.id = t.id and coalesce(s.population_basis, 'inferred') in ('inferred', 'imputed')
       and (s.population_served, s.population_basis) is distinct from (t.people, 'inferred')
    returning s.id, s.area_code, s.population_served
  ), told as (
    insert into events (actor, verb, noun, id, area_code, body)
    select ${actor}, 'site.changed', 'site', id::text, area_code, jsonb_build_object('populationServed', population_served, 'basis', 'inferred') from written
    returning 1
  )
  select count(*)::int as sites, coalesce(sum(population_served), 0)::int as people, (select count(*) from told) as told from written`

/** Sites and facilities whose area is not the one around them any more are placed anew, by their own trigger. */
export const relocate = (actor: string) => sql`
  with moved_sites as (
    update sites set geom = geom, updated_at = now(), version = version + 1 where area_code is distinct from area_at(point) returning id, area_code
  ), moved_facilities as (
    update facilities set geom = geom, updated_at = now(), version = version + 1 where area_code is distinct from area_at(point) returning id, area_code
  ), told as (
    insert into events (actor, verb, noun, id, area_code, body)
    select ${actor}, 'site.changed', 'site', id::text, area_code, '{"area": true}'::jsonb from moved_sites
    union all select ${actor}, 'facility.imported', 'facility', id::text, area_code, '{"area": true}'::jsonb from moved_facilities
    returning 1
  )
  select (select count(*)::int from moved_sites) as sites, (select count(*)::int from moved_facilities) as facilities, (select count(*)::int from told) as told`
