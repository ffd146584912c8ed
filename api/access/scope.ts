import type { Scope } from '../../geo/access/scope.ts'
import { empty, join, sql, type Sql } from '../db/sql.ts'

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

/** A zone or clearance in SQL: the smallest area that holds it, its outline, or the whole area or the site that it is for. */
type Zoned = { readonly area: Sql; readonly zone: Sql; readonly geom: Sql; readonly site?: Sql }

const inAreas = (areas: readonly string[], { area, zone, geom }: Zoned, scope: Scope) => sql`${reaches(scope, area)} or exists (
  select from areas around where around.code = any(${areas as string[]}::text[]) and (${zone} = any(around.lineage) or (${geom} && around.geom and st_intersects(${geom}, around.geom))))`

/** It holds a site of the organisations: by place, which an index finds, or by area, which is asked once for all: site by site it took 28 ms a zone of an operator of 50,000. */
const atSites = (organisations: readonly string[], { zone, geom, site }: Zoned) => {
  const own = sql`own.organisation_id = any(${organisations as string[]}::uuid[]) and own.retired_at is null`
  return sql`exists (select from sites own where own.geom && ${geom} and st_intersects(own.geom, ${geom}) and ${own})
    or ${zone} in (select unnest(there.lineage) from areas there where there.code in (select own.area_code from sites own where ${own}))
    ${site === undefined ? empty : sql`or exists (select from sites own where own.id = ${site} and ${own})`}`
}

/** It holds a damage `hurt` that lies in the area `there`. */
const holdsDamage = ({ zone, geom, site }: Omit<Zoned, 'area'>) => sql`(${zone} = any(there.lineage) or st_intersects(${geom}, hurt.geom) ${site === undefined ? empty : sql`or hurt.site_id = ${site}`})`

/** It holds a damage that one of the crews is sent to. */
const atJobs = (crews: readonly string[], row: Zoned) => sql`exists (
  select from repairs sent join damages hurt on hurt.id = sent.damage_id left join areas there on there.code = hurt.area_code
   where sent.crew_id = any(${crews as string[]}::uuid[]) and sent.state not in ('closed', 'cancelled') and ${holdsDamage(row)})`

/** True of a zone or clearance that holds one of some damages which lie beyond the areas of a scope. */
export const holdsBeyond = (damages: readonly string[], row: Omit<Zoned, 'area'>, scope: Scope): Sql => sql`exists (
  select from damages hurt left join areas there on there.code = hurt.area_code
   where hurt.id = any(${damages as string[]}::uuid[]) and not coalesce(${reaches(scope, sql`hurt.area_code`)}, false) and ${holdsDamage(row)})`

/**
 * Zones and clearances that the scope touches, whichever area they are of: what lies within its areas, what comes over from around them, such as
 * a zone across the border of two oblasts or an alert for all of one; what holds a site of its organisations, or a damage that its crews are sent to.
 */
export function touches(scope: Scope, row: Zoned): Sql {
  if (scope.areas === null) return sql`true`
  const ways = [
    ...(scope.areas.length === 0 ? [] : [inAreas(scope.areas, row, scope)]),
    ...(scope.organisations.length === 0 ? [] : [atSites(scope.organisations, row)]),
    ...(scope.crews.length === 0 ? [] : [atJobs(scope.crews, row)]),
  ]
  return ways.length === 0 ? sql`false` : sql`(${join(ways, ' or ')})`
}
