import type { Scope } from '../../geo/access/scope.ts'
import { sql, type Sql } from '../db/sql.ts'

/**
 * The one predicate that every query of located things carries: rows of `area`, of `organisation`, that the scope reaches.
 * The areas below the granted ones are found in the database: bound one by one, a country's 1,600 codes cost 15 ms of planning a query.
 */
export function reaches(scope: Scope, area: Sql, organisation?: Sql): Sql {
  if (scope.areas === null) return sql`true`
  const inArea = scope.areas.length === 0 ? sql`false` : sql`${area} in (select within.code from areas within where within.lineage && ${scope.areas as string[]}::text[])`
  if (organisation === undefined || scope.organisations.length === 0) return inArea
  return sql`(${inArea} or ${organisation} = any(${scope.organisations as string[]}::uuid[]))`
}

/** The scope of a damage `d`: its area, its site's operator, and a crew that is sent there, also from outside. */
export function reachesDamage(scope: Scope, area: Sql = sql`d.area_code`): Sql {
  const located = reaches(scope, area, sql`d.organisation_id`)
  if (scope.areas === null || scope.crews.length === 0) return located
  return sql`(${located} or d.id in (select sent.damage_id from repairs sent where sent.crew_id = any(${scope.crews as string[]}::uuid[])))`
}

/**
 * Rows with an outline `geom` or a whole area `zone`, in `area` as the smallest that holds them, that the scope touches: what lies within its
 * areas, and what comes over from around them, such as a zone across the border of two oblasts or an alert for all of one.
 */
export function touches(scope: Scope, row: { readonly area: Sql; readonly zone: Sql; readonly geom: Sql }): Sql {
  if (scope.areas === null) return sql`true`
  if (scope.areas.length === 0) return sql`false`
  return sql`(${reaches(scope, row.area)} or exists (select from areas around where around.code = any(${scope.areas as string[]}::text[])
    and (${row.zone} = any(around.lineage) or (${row.geom} && around.geom and st_intersects(${row.geom}, around.geom)))))`
}
