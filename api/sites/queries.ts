import type { Scope } from '../../geo/access/scope.ts'
import { siteNumber } from '../../geo/sites/label.ts'
import { reaches } from '../access/scope.ts'
import { empty, join, sql, type Sql } from '../db/sql.ts'

const names = (alias: 's' | 'f') => (alias === 's' ? sql`json_build_object('uk', s.name_uk, 'en', s.name_en)` : sql`json_build_object('uk', f.name_uk, 'en', f.name_en)`)
const position = sql`json_build_array(st_x(s.point), st_y(s.point))`
/** The scope of a site `s`: its area, or its operator. */
export const siteReach = (scope: Scope) => reaches(scope, sql`s.area_code`, sql`s.organisation_id`)

const near = sql`
  s.id, s.number, s.sector, s.kind, ${names('s')} as names, ${position} as position, s.area_code as area, s.voltages_v as "voltagesV", s.version,
  (select d.id from damages d where d.site_id = s.id and d.state = 'open' order by d.opened_at limit 1) as "openDamage"`

type Filter = {
  readonly near?: readonly [number, number] | undefined; readonly text?: string | undefined; readonly number?: number | undefined; readonly id?: string | undefined
  readonly area?: string | undefined; readonly sector?: string | undefined; readonly kind?: string | undefined; readonly limit: number
}

/** Sites of the scope: nearest first by the index when a position is given, else by name; one whose number was typed before those that have it in their name. */
export const list = (filter: Filter, scope: Scope) => {
  const typed = siteNumber(filter.text ?? '')
  const conditions: Sql[] = [siteReach(scope), sql`s.retired_at is null`]
  if (filter.sector !== undefined) conditions.push(sql`s.sector = ${filter.sector}`)
  if (filter.kind !== undefined) conditions.push(sql`s.kind = ${filter.kind}`)
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const pattern = `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`
    conditions.push(sql`(position(folded(${filter.text.trim()}) in s.folded) > 0 or s.source_id ilike ${pattern}${typed === null ? empty : sql` or s.number = ${typed}`})`)
  }
  if (filter.number !== undefined) conditions.push(sql`s.number = ${filter.number}`)
  if (filter.id !== undefined) conditions.push(sql`s.id = ${filter.id}`)
  if (filter.area !== undefined) conditions.push(sql`s.area_code in (select code from areas where lineage @> array[${filter.area}])`)
  const here = filter.near === undefined ? undefined : sql`st_setsrid(st_makepoint(${filter.near[0]}, ${filter.near[1]}), 4326)`
  return sql`
    select ${near}, ${here === undefined ? sql`null::float8` : sql`st_distancesphere(s.point, ${here})`} as "distanceM"
      from sites s where ${join(conditions, ' and ')}
     order by ${typed === null ? empty : sql`(s.number = ${typed}) desc,`} ${here === undefined ? sql`coalesce(s.name_uk, s.name_en), s.id` : sql`s.point <-> ${here}`}
     limit ${filter.limit}`
}

// What a phone keeps: the open damage there it finds among those that it was told.
const kept = sql`
  s.id, s.number, s.sector, s.kind, ${names('s')} as names, ${position} as position, s.area_code as area, s.voltages_v as "voltagesV", s.version,
  null::uuid as "openDamage", null::float8 as "distanceM"`

export const byIds = (ids: readonly string[], scope: Scope) => sql`
  select ${kept} from sites s where s.id = any(${ids as string[]}::uuid[]) and s.retired_at is null and ${siteReach(scope)}`

/** A page of the scope's sites by id. */
export const pageAfter = (after: string | null, limit: number, scope: Scope) => sql`
  select ${kept} from sites s where s.retired_at is null and ${siteReach(scope)} ${after === null ? empty : sql`and s.id > ${after}`} order by s.id limit ${limit}`

export const byId = (id: string, scope: Scope) => sql`
  select s.id, s.number, s.sector, s.kind, ${names('s')} as names, ${position} as position, s.area_code as area, s.operator, s.organisation_id as organisation,
         s.voltages_v as "voltagesV", s.criticality, s.population_served as "populationServed", s.population_basis as "populationBasis", s.backup_h as "backupH",
         s.sensitivity, s.source, s.source_id as "sourceId", s.licence, s.attribution, s.demo, s.retired_at as "retiredAt", s.version
    from sites s where s.id = ${id} and ${siteReach(scope)}`

export const needs = (id: string, scope: Scope) => sql`
  select s.id, ${names('s')} as names, s.kind, l.service, l.basis from links l join sites s on s.id = l.from_site
   where l.to_site = ${id} and ${siteReach(scope)} order by l.service, s.name_uk limit 200`

/** What a site feeds; its operator may know all of it by name, since that is who loses service. */
export const dependents = (id: string, scope: Scope) => {
  const own = sql`exists (select from sites o where o.id = ${id} and o.organisation_id = any(${scope.organisations as string[]}::uuid[]))`
  return sql`
  select s.id, ${names('s')} as names, s.kind, l.service, l.basis from links l join sites s on s.id = l.to_site
   where (l.from_site = ${id} or l.carrier = ${id}) and (${own} or ${siteReach(scope)})
  union all
  select f.id, ${names('f')}, f.kind, l.service, l.basis from links l join facilities f on f.id = l.to_facility
   where (l.from_site = ${id} or l.carrier = ${id}) and (${own} or ${reaches(scope, sql`f.area_code`)})
  limit 500`
}
