import { CLEARED_KINDS } from '../../geo/hazards/force.ts'
import { sql, type Sql } from './sql.ts'

/** A spot in SQL: its geometry, its site, the areas around it, and the moment of which is asked. */
type Spot = { readonly geom: Sql; readonly site: Sql; readonly lineage: Sql; readonly at: Sql }

/** True where, at a moment, a zone of mines and the like or the area asks for a clearance that nobody has given. */
export const uncleared = ({ geom, site, lineage, at }: Spot): Sql => sql`(
  (exists (select from areas m where m.code = any(${lineage}) and m.demands_clearance)
   or exists (select from hazards x where x.kind = any(${CLEARED_KINDS as unknown as string[]}::text[]) and x.ended_at is null and x.starts_at <= ${at} and (x.until_at is null or x.until_at > ${at})
                and (x.zone_code = any(${lineage}) or st_intersects(x.geom, ${geom}))))
  and not exists (select from clearances k where k.revoked_at is null and k.starts_at <= ${at} and k.until_at > ${at}
                    and (k.site_id = ${site} or k.zone_code = any(${lineage}) or st_intersects(k.geom, ${geom}))))`
