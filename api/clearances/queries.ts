import type { Scope } from '../../geo/access/scope.ts'
import type { Shape } from '../../geo/space/shape.ts'
import { holdsBeyond, touches } from '../access/scope.ts'
import { geometryOf, meets, outlineOf, siteOutline } from '../db/shape.ts'
import { empty, sql, type Sql } from '../db/sql.ts'

const point = ([lon, lat]: readonly [number, number]) => sql`st_setsrid(st_makepoint(${lon}, ${lat}), 4326)`

/** A clearance `x` as it travels (the contract's Clearance). */
const columns = (outlines: boolean) => sql`
  x.id, x.granted_by as by, x.reference,
  ${outlines ? sql`coalesce(${outlineOf(true)}, (select ${siteOutline(sql`s.geom`)} from sites s where s.id = x.site_id))` : outlineOf(false)} as shape,
  x.zone_code as zone, (select json_build_object('uk', a.name_uk, 'en', a.name_en) from (select 1) once left join areas a on a.code = x.zone_code) as "zoneNames",
  x.site_id as site, (select json_build_object('uk', s.name_uk, 'en', s.name_en) from (select 1) once left join sites s on s.id = x.site_id) as "siteNames",
  x.area_code as area, (select json_build_object('uk', b.name_uk, 'en', b.name_en) from (select 1) once left join areas b on b.code = x.area_code) as "areaNames", x.starts_at as "from", x.until_at as until, x.revoked_at as "revokedAt", x.note, x.demo, x.version`

const within = (scope: Scope) => touches(scope, { area: sql`x.area_code`, zone: sql`x.zone_code`, geom: sql`x.geom`, site: sql`x.site_id` })
const lasting = (at: Date) => sql`(x.revoked_at is null or x.revoked_at > ${at}) and x.until_at > ${at}`

/** Clearances of the scope that hold at a time or come after it; a box finds whole areas and sites too. */
export const list = (filter: { box: Sql | undefined; at: Date; outlines: boolean; limit: number }, scope: Scope) => sql`
  select ${columns(filter.outlines)} from clearances x
   where ${lasting(filter.at)} and ${within(scope)}
     ${filter.box === undefined ? empty : sql`and (${meets(filter.box)} or x.site_id is not null and exists (select from sites s where s.id = x.site_id and s.geom && ${filter.box}))`}
   order by x.until_at desc, x.id limit ${filter.limit}`

export const byIds = (ids: readonly string[], scope: Scope) => sql`select ${columns(false)} from clearances x where x.id = any(${ids as string[]}::uuid[]) and ${within(scope)}`

/** A page of the clearances that a phone keeps, by id: what holds or comes. */
export const pageAfter = (after: string | null, at: Date, limit: number, scope: Scope) => sql`
  select ${columns(false)} from clearances x
   where ${lasting(at)} and ${within(scope)} ${after === null ? empty : sql`and x.id > ${after}`} order by x.id limit ${limit}`

export const keptByIds = (ids: readonly string[], at: Date, scope: Scope) => sql`
  select ${columns(false)} from clearances x where x.id = any(${ids as string[]}::uuid[]) and ${lasting(at)} and ${within(scope)}`

/** Those that hold or come, of the places of some damages beyond the areas of a scope. */
export const beyond = (damages: readonly string[], at: Date, scope: Scope) => sql`
  select x.id from clearances x where ${lasting(at)} and ${holdsBeyond(damages, { zone: sql`x.zone_code`, geom: sql`x.geom`, site: sql`x.site_id` }, scope)}`

/** Clearances that may hold a spot at a time or did not long before: what a gate weighs. */
export const around = (given: { position: readonly [number, number] | null; areas: readonly string[]; site: string | null; since: Date }) => sql`
  select ${columns(false)} from clearances x
   where x.until_at > ${given.since} and (x.zone_code = any(${given.areas as string[]}::text[]) or x.site_id = ${given.site}
     ${given.position === null ? empty : sql`or x.geom && ${point(given.position)}`})`

export const existing = (id: string) => sql`select request_hash as "requestHash" from clearances where id = ${id}`

/** Notes a clearance. No row when the id was taken meanwhile. */
export const insert = (given: {
  id: string; by: string; reference: string; shape: Shape | null; zone: string | null; site: string | null; from: string; until: string; note: string
  hash: string; actor: string; now: Date; demo: boolean
}) => sql`
  insert into clearances (id, granted_by, reference, geom, zone_code, site_id, starts_at, until_at, note, request_hash, created_by, created_at, demo)
  values (${given.id}, ${given.by}, ${given.reference}, ${geometryOf(given.shape)}, ${given.zone}, ${given.site}, ${given.from}, ${given.until}, ${given.note},
          ${given.hash}, ${given.actor}, ${given.now}, ${given.demo})
  on conflict (id) do nothing returning area_code as area`

export const held = (id: string, scope: Scope) => sql`
  select x.id, x.area_code as area, x.revoked_at as "revokedAt" from clearances x where x.id = ${id} and ${within(scope)} for update`

export const revoke = (id: string, at: Date) => sql`
  update clearances set revoked_at = ${at}, updated_at = now(), version = version + 1 where id = ${id} and revoked_at is null`

/** Marks an area; no row when it was marked so before. */
export const demand = (code: string, demanded: boolean) => sql`
  update areas set demands_clearance = ${demanded} where code = ${code} and demands_clearance <> ${demanded} returning code`

/** Where a damage is, as a gate weighs it: its position, its site, its areas from the top down, and whether one of them demands a clearance. */
export const spotOf = (damage: string) => sql`
  select case when d.geom is null then null else json_build_array(st_x(d.geom), st_y(d.geom)) end as position, d.site_id as site, coalesce(a.lineage, '{}') as areas,
         exists (select from areas m where m.code = any(a.lineage) and m.demands_clearance) as demanded
    from damages d left join areas a on a.code = d.area_code where d.id = ${damage}`

/** Those of some areas that demand a clearance, from the top down. */
export const demandedIn = (areas: readonly string[]) => sql`
  select a.code, json_build_object('uk', a.name_uk, 'en', a.name_en) as names from areas a where a.code = any(${areas as string[]}::text[]) and a.demands_clearance order by a.depth`
