import type { Scope } from '../../geo/access/scope.ts'
import type { Around, Shape } from '../../geo/space/shape.ts'
import { holdsBeyond, touches } from '../access/scope.ts'
import { geometryOf, meets, outlineAround, outlineOf } from '../db/shape.ts'
import { empty, sql, type Sql } from '../db/sql.ts'

/** A hazard zone `x` as it travels (the contract's HazardZone). */
const columns = (outlines: boolean) => sql`
  x.id, x.kind, ${outlineOf(outlines)} as shape, x.zone_code as zone,
  (select json_build_object('uk', a.name_uk, 'en', a.name_en) from (select 1) once left join areas a on a.code = x.zone_code) as "zoneNames",
  x.area_code as area, (select json_build_object('uk', b.name_uk, 'en', b.name_en) from (select 1) once left join areas b on b.code = x.area_code) as "areaNames", x.starts_at as "from", x.until_at as until, x.ended_at as "endedAt", x.source, x.owner, x.note, x.demo, x.version`

/** The scope of a zone `x`. */
const within = (scope: Scope) => touches(scope, { area: sql`x.area_code`, zone: sql`x.zone_code`, geom: sql`x.geom` })

/** True of zones that last, or come, at a time. Those that a feed keeps up are told as alerts. */
const lasting = (at: Date) => sql`(x.ended_at is null or x.ended_at > ${at}) and (x.until_at is null or x.until_at > ${at})`

/** Zones of the scope that last at a time or come after it; a box finds whole areas by their outline. */
export const list = (filter: { box: Sql | undefined; at: Date; kind: string | undefined; outlines: boolean; limit: number }, scope: Scope) => sql`
  select ${columns(filter.outlines)} from hazards x
   where ${lasting(filter.at)} and ${within(scope)} ${filter.kind === undefined ? empty : sql`and x.kind = ${filter.kind}`}
     ${filter.box === undefined ? empty : sql`and ${meets(filter.box)}`}
   order by x.starts_at desc, x.id limit ${filter.limit}`

export const byIds = (ids: readonly string[], scope: Scope) => sql`select ${columns(false)} from hazards x where x.id = any(${ids as string[]}::uuid[]) and ${within(scope)}`

// What a phone keeps: what lasts or comes, but for alerts of a feed, of which it is told apart.
const kept = (at: Date, scope: Scope) => sql`x.feed is null and ${lasting(at)} and ${within(scope)}`

/** A page of the zones that a phone keeps, by id. */
export const pageAfter = (after: string | null, at: Date, limit: number, scope: Scope) => sql`
  select ${columns(false)} from hazards x where ${kept(at, scope)} ${after === null ? empty : sql`and x.id > ${after}`} order by x.id limit ${limit}`

export const keptByIds = (ids: readonly string[], at: Date, scope: Scope) => sql`
  select ${columns(false)} from hazards x where x.id = any(${ids as string[]}::uuid[]) and ${kept(at, scope)}`

/** Those that a phone keeps, of the places of some damages beyond the areas of a scope. */
export const beyond = (damages: readonly string[], at: Date, scope: Scope) => sql`
  select x.id from hazards x where x.feed is null and ${lasting(at)} and ${holdsBeyond(damages, { zone: sql`x.zone_code`, geom: sql`x.geom` }, scope)}`

/** Zones that last now or come, and hold a position or an area of a lineage: what a gate weighs. */
export const around = (given: { position: readonly [number, number] | null; areas: readonly string[]; kinds: readonly string[] }) => sql`
  select ${columns(false)} from hazards x
   where x.ended_at is null and x.kind = any(${given.kinds as string[]}::text[])
     and (x.zone_code = any(${given.areas as string[]}::text[])
       ${given.position === null ? empty : sql`or x.geom && st_setsrid(st_makepoint(${given.position[0]}, ${given.position[1]}), 4326)`})`

export const existing = (id: string) => sql`select request_hash as "requestHash" from hazards where id = ${id}`

/** The outline of all within some metres of a path. */
export const widened = (around: Around) => sql`select ${outlineAround(around)} as shape`

/** What is wrong with an outline, and the smallest area that holds all of it. */
export const judge = (shape: Shape) => sql`
  select case when st_isvalid(g) then null else st_isvalidreason(g) end as reason, case when st_isvalid(g) then area_around(g) end as area from (select ${geometryOf(shape)} as g) given`

/** Declares a zone. No row when the id was taken meanwhile. */
export const insert = (zone: {
  id: string; kind: string; shape: Shape | null; zone: string | null; from: string; until: string | null; source: string; owner: string; note: string
  hash: string; by: string; now: Date; demo: boolean
}) => sql`
  insert into hazards (id, kind, geom, zone_code, starts_at, until_at, source, owner, note, request_hash, created_by, created_at, demo)
  values (${zone.id}, ${zone.kind}, ${geometryOf(zone.shape)}, ${zone.zone}, ${zone.from}, ${zone.until}, ${zone.source}, ${zone.owner}, ${zone.note},
          ${zone.hash}, ${zone.by}, ${zone.now}, ${zone.demo})
  on conflict (id) do nothing returning area_code as area`

/** A zone that the scope may end: one that lies in its areas whole. */
export const held = (id: string, scope: Scope) => sql`
  select x.id, x.kind, x.area_code as area, x.until_at as until, x.ended_at as "endedAt", x.feed, x.version from hazards x where x.id = ${id} and ${within(scope)} for update`

export const end = (id: string, at: Date) => sql`
  update hazards set ended_at = ${at}, updated_at = now(), version = version + 1 where id = ${id} and ended_at is null`

export const amend = (id: string, given: { kind: string; until: string | null; owner: string; note: string }) => sql`
  update hazards set kind = ${given.kind}, until_at = ${given.until}, owner = ${given.owner}, note = ${given.note}, updated_at = now(), version = version + 1 where id = ${id}`
