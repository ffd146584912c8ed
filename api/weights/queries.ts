import type { Scope } from '../../geo/access/scope.ts'
import type { Weights } from '../../geo/damages/weights.ts'
import { reaches } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

/** An area that the scope reaches, with what weighs there and around it. */
export const areaWeights = (code: string, scope: Scope) => sql`
  select a.code as area, w.weights, coalesce(w.version, 0) as version, w.area_code as "from",
         case when b.code is null then null else json_build_object('uk', b.name_uk, 'en', b.name_en) end as "fromNames",
         coalesce((select max(o.version) from weights o where o.area_code = a.code), 0) as own,
         (select json_build_object('version', u.version, 'weights', u.weights) from areas p join weights u on u.version = p.weights_version where p.code = a.parent) as around
    from areas a left join weights w on w.version = a.weights_version left join areas b on b.code = w.area_code
   where a.code = ${code} and ${reaches(scope, sql`a.code`)}`

/** What was decided for an area, the latest first. */
export const history = (code: string) => sql`
  select w.version, w.weights, w.why, w.moved, coalesce(u.name, w.made_by) as by, w.made_at as "madeAt"
    from weights w left join users u on u.id = w.made_by where w.area_code = ${code} order by w.version desc limit 100`

/** A row when the latest decision for an area is this one, by this person, on what they had seen: its answer was lost, and it comes again. */
export const repeated = (given: { area: string; weights: Weights | null; why: string; by: string; version: number }) => sql`
  select w.version from weights w cross join lateral (
      select coalesce(max(o.version) filter (where o.version < w.version), 0) as before, max(o.version) as latest from weights o where o.area_code = w.area_code) own
   where w.area_code = ${given.area} and w.version = own.latest and own.before = ${given.version}
     and w.made_by = ${given.by} and w.why = ${given.why} and w.weights is not distinct from ${given.weights === null ? null : JSON.stringify(given.weights)}::jsonb`

/** One decision after the other. */
export const lock = () => sql`select pg_advisory_xact_lock(hashtextextended('weights', 0))`

export const insert = (given: { area: string; weights: Weights | null; why: string; moved: number; by: string; now: Date }) => sql`
  insert into weights (area_code, weights, why, moved, made_by, made_at)
  values (${given.area}, ${given.weights === null ? null : JSON.stringify(given.weights)}::jsonb, ${given.why}, ${given.moved}, ${given.by}, ${given.now}) returning version`

/** Keeps at an area and all below it what is in force there: the latest decision of the nearest that has one. */
export const putInForce = (code: string) => sql`
  with latest as materialized (select distinct on (area_code) area_code, version, weights from weights order by area_code, version desc)
  update areas a set weights_version = (select l.version from latest l where l.area_code = any(a.lineage) and l.weights is not null order by array_position(a.lineage, l.area_code) desc limit 1)
   where a.lineage @> array[${code}]`
