import type { Scope } from '../../geo/access/scope.ts'
import { reachesDamage } from '../access/scope.ts'
import { empty, sql, type Sql } from '../db/sql.ts'
import { siteReach } from './queries.ts'

type Asked = { readonly bbox: Sql; readonly sector: string | undefined; readonly show: 'all' | 'damages' | 'sites' }

/** Sites in a box that are points and that no open damage stands for, then damages: both as the map draws them. */
const things = (asked: Asked, scope: Scope) => sql`
  select s.id, 'site' as what, s.kind, s.sector, s.point as geom, null::smallint as severity, null::text as function, null::text as state,
         json_build_object('uk', s.name_uk, 'en', s.name_en)::text as names, s.version
    from sites s
   where ${asked.show === 'damages' ? sql`false` : sql`true`} and s.retired_at is null and s.kind not in ('power_line', 'power_cable', 'telecom_line')
     and s.point && ${asked.bbox} and st_intersects(s.point, ${asked.bbox}) and ${siteReach(scope)} ${asked.sector === undefined ? empty : sql`and s.sector = ${asked.sector}`}
     and not exists (select from damages d where d.site_id = s.id and d.state = 'open')
  union all
  select d.id, 'damage', coalesce(d.kind, 'unknown'), coalesce(d.sector, 'energy'), d.geom, d.severity, d.function,
         coalesce((select p.state from repairs p where p.damage_id = d.id and p.state not in ('closed', 'cancelled') order by p.created_at desc limit 1), 'none'),
         json_build_object('uk', coalesce(s.name_uk, d.place), 'en', coalesce(s.name_en, d.place))::text, d.version
    from damages d left join sites s on s.id = d.site_id
   where ${asked.show === 'sites' ? sql`false` : sql`true`} and d.state = 'open'
     and d.geom && ${asked.bbox} and st_intersects(d.geom, ${asked.bbox}) and ${reachesDamage(scope)} ${asked.sector === undefined ? empty : sql`and d.sector = ${asked.sector}`}`

export const countThings = (asked: Asked, scope: Scope, most: number) => sql`select count(*)::int as count from (select 1 from (${things(asked, scope)}) t limit ${most}) u`

/** Damages first, so that what is cut off when there are too many is sites. */
export const points = (asked: Asked, scope: Scope, limit: number) => sql`
  select t.id, t.what, t.kind, t.sector, json_build_array(st_x(t.geom), st_y(t.geom)) as position, t.severity, t.function, t.state, t.names::json as names, t.version
    from (${things(asked, scope)}) t order by t.what, t.id limit ${limit}`

/** One row per cell of a grid in degrees: how many, how bad, at their mean position. Cells of one thing give the thing's id away as a point elsewhere. */
export const clusters = (asked: Asked, scope: Scope, cellDegrees: number) => sql`
  select json_build_array(avg(st_x(t.geom)), avg(st_y(t.geom))) as position, (count(*) filter (where t.what = 'site'))::int as sites,
         (count(*) filter (where t.what = 'damage'))::int as damages, max(t.severity)::int as worst
    from (${things(asked, scope)}) t group by st_snaptogrid(t.geom, ${cellDegrees}) limit 2000`

/** Lines in a box, thinned for the zoom. */
export const lines = (asked: Asked, scope: Scope, toleranceDegrees: number, limit: number) => sql`
  select s.id, s.kind, s.voltages_v[1] as "voltageV", st_asgeojson(st_simplify(s.geom, ${toleranceDegrees}, true), 5)::json -> 'coordinates' as positions,
         (select d.id from damages d where d.site_id = s.id and d.state = 'open' and ${reachesDamage(scope)} order by d.opened_at limit 1) as damage, s.version
    from sites s
   where s.kind in ('power_line', 'power_cable', 'telecom_line') and st_geometrytype(s.geom) = 'ST_LineString' and s.retired_at is null
     and s.geom && ${asked.bbox} and ${siteReach(scope)} ${asked.sector === undefined ? empty : sql`and s.sector = ${asked.sector}`}
   order by s.voltages_v[1] desc nulls last, s.id limit ${limit}`
