import { sql } from '../db/sql.ts'

/** Repairs at work, and those that the server holds or that wait for a clearance, with where they are: each held, those that another works on left out. */
export const candidates = (now: Date) => sql`
  select p.id, p.damage_id as damage, p.crew_id as crew, p.state, p.blocked_from as "blockedFrom", p.blocked_by as "blockedBy", p.blocked_by_system as "blockedBySystem", p.since, p.parts,
         case when d.geom is null then null else json_build_array(st_x(d.geom), st_y(d.geom)) end as position, d.site_id as site,
         coalesce((select a.lineage from areas a where a.code = d.area_code), '{}') as areas,
         (select max(x.starts_at) from hazards x where x.feed is null and x.kind = 'air_alert' and x.ended_at is null and x.starts_at <= ${now} and (x.until_at is null or x.until_at > ${now})
             and (x.zone_code in (select unnest(a.lineage) from areas a where a.code = d.area_code) or st_intersects(x.geom, d.geom))) as declared
    from repairs p join damages d on d.id = p.damage_id
   where p.state in ('en_route', 'on_site', 'in_progress', 'temporary_fix') or p.state = 'blocked' and (p.blocked_by_system or p.blocked_by = 'awaiting_clearance')
   order by p.id for update of p skip locked`

/** Repairs under way on other damages of a site, held for a change. */
export const onSite = (site: string, but: string) => sql`
  select p.id, p.damage_id as damage, p.crew_id as crew, p.state, p.blocked_from as "blockedFrom", p.since, p.parts, p.etr
    from repairs p join damages d on d.id = p.damage_id
   where d.site_id = ${site} and d.id <> ${but} and p.state not in ('restored', 'closed', 'cancelled') order by p.id for update of p`

/** Nobody knows any more when service is back. */
export const forgetEtr = (id: string) => sql`update repairs set etr = null, etr_source = null, etr_made_at = null, etr_confidence = null where id = ${id}`
