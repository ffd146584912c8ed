import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, sql } from '../db/sql.ts'

export const list = (filter: { level?: string | undefined; parent?: string | undefined }, scope: Scope) => sql`
  select a.code, a.level, a.parent, json_build_object('uk', a.name_uk, 'en', a.name_en) as names, a.population,
         json_build_array(st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)) as bbox
    from areas a
   where ${reaches(scope, sql`a.code`)}
     ${filter.level === undefined ? empty : sql`and a.level = ${filter.level}`}
     ${filter.parent === undefined ? empty : sql`and a.parent = ${filter.parent}`}
   order by a.depth, a.name_uk, a.code limit 3000`

/** Degrees by which outlines of a level are simplified: a pixel or less where the level is looked at as a whole. */
const SIMPLER_DEGREES = { oblast: 0.01, raion: 0.006, hromada: 0.003 } as const

export const outlines = (level: keyof typeof SIMPLER_DEGREES, scope: Scope) => sql`
  select a.code, st_asgeojson(st_multi(st_simplifypreservetopology(a.geom, ${SIMPLER_DEGREES[level]}::float8)), 4)::json as shape
    from areas a where a.level = ${level} and a.geom is not null and ${reaches(scope, sql`a.code`)} order by a.code limit 3000`

/** What open damages of a sector take from people, added up to the areas of a level. What the queue imputes, by kind alone, nobody has counted. */
export const service = (level: string, sector: string, scope: Scope) => sql`
  with counted as (
    select d.area_code, count(*)::int as damages, (count(*) filter (where not d.known))::int as uncounted, sum(d.people) filter (where d.known)::float8 as value,
           sum((d.priority -> 'people' ->> 'low')::float8) filter (where d.known) as low, sum((d.priority -> 'people' ->> 'high')::float8) filter (where d.known) as high
      from (select *, people is not null and coalesce(priority -> 'people' ->> 'basis', '') <> 'imputed' as known from damages) d where d.state = 'open' and d.function <> 'full' and d.sector = ${sector} and d.area_code is not null and ${reachesDamage(scope)} group by d.area_code),
  rolled as (
    select above.code, sum(c.damages)::int as damages, sum(c.uncounted)::int as uncounted, sum(c.value) as value, sum(c.low) as low, sum(c.high) as high
      from counted c join areas b on b.code = c.area_code cross join unnest(b.lineage) above(code) group by above.code),
  sited as (
    select distinct above.code from areas b cross join unnest(b.lineage) above(code)
     where exists (select from sites s where s.area_code = b.code and s.sector = ${sector} and s.retired_at is null))
  select a.code, json_build_object('uk', a.name_uk, 'en', a.name_en) as names, a.population,
         json_build_array(st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)) as bbox,
         coalesce(r.damages, 0) as damages, coalesce(r.uncounted, 0) as uncounted,
         case when r.value is not null then json_build_object('value', r.value, 'low', coalesce(r.low, r.value), 'high', coalesce(r.high, r.value)) end as people,
         t.code is not null as sites
    from areas a left join rolled r on r.code = a.code left join sited t on t.code = a.code
   where a.level = ${level} and ${reaches(scope, sql`a.code`)}
   order by r.value desc nulls last, r.damages desc nulls last, a.name_uk, a.code limit 3000`
