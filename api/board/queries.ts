import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, iso, sql } from '../db/sql.ts'
import { uncleared } from '../db/uncleared.ts'

/** Repairs that are not over, and those restored within a day, the first in order first. */
export const repairs = (area: string | undefined, now: Date, limit: number, scope: Scope) => sql`
  select p.id, p.damage_id as damage, p.version, p.state, p.since, p.blocked_by as "blockedBy", p.blocked_from as "blockedFrom", p.blocked_until as "blockedUntil", p.crew_id as crew, c.name as "crewName",
         case when p.planned_from is null then null else json_build_object('from', ${iso(sql`p.planned_from`)}, 'until', ${iso(sql`p.planned_until`)}) end as planned,
         coalesce((d.priority -> 'repairH' ->> 'value')::float8, 4) as "usualH", d.tier, d.kind,
         json_build_object('uk', coalesce(s.name_uk, nullif(d.place, ''), a.name_uk), 'en', coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en)) as names, d.place,
         json_build_object('uk', a.name_uk, 'en', a.name_en) as "areaNames", case when d.geom is null then null else json_build_array(st_x(d.geom), st_y(d.geom)) end as position, d.site_id as site, d.severity,
         ${uncleared({ geom: sql`d.geom`, site: sql`d.site_id`, lineage: sql`a.lineage`, at: sql`${now}::timestamptz` })} as uncleared
    from repairs p join damages d on d.id = p.damage_id left join crews c on c.id = p.crew_id left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code
   where (p.state not in ('restored', 'closed', 'cancelled') or p.state = 'restored' and p.since > ${new Date(now.getTime() - 86_400_000)}) and ${reachesDamage(scope)}
     ${area === undefined ? empty : sql`and d.area_code in (select code from areas where lineage @> array[${area}])`}
   order by d.tier, d.rank desc, p.id limit ${limit}`

/** Crews that can be sent, by name; of an area those that work in it, or around it. */
export const crews = (area: string | undefined, scope: Scope) => sql`
  select c.id, c.name, c.skills, case when c.base is null then null else json_build_array(st_x(c.base), st_y(c.base)) end as base
    from crews c where c.retired_at is null and (c.area_code is null or ${reaches(scope, sql`c.area_code`, sql`c.organisation_id`)})
      ${area === undefined ? empty : sql`and (c.area_code is null or c.area_code in (select code from areas where lineage @> array[${area}]) or c.area_code = any(select unnest(lineage) from areas where code = ${area}))`}
    order by c.name, c.id limit 300`
