import type { Scope } from '../../geo/access/scope.ts'
import type { Situation } from '../../geo/situation/situation.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, sql, type Sql } from '../db/sql.ts'

const names = sql`json_build_object('uk', a.name_uk, 'en', a.name_en)`

/** An area that the scope reaches, with its name and how many live in it. */
export const area = (code: string, scope: Scope) => sql`
  select a.code, ${names} as names, coalesce(a.population, (select sum(c.population) from areas c where c.parent = a.code))::bigint as population
    from areas a where a.code = ${code} and ${reaches(scope, sql`a.code`)}`

/** Rings of an area and of those just below it, or of all granted ones; simplified so far that a page shows no difference. */
export const outlines = (code: string | undefined, scope: Scope) => sql`
  with shown as (
    select a.code, a.geom from areas a
     where a.geom is not null and ${code === undefined
      ? scope.areas === null ? sql`a.depth <= 1` : sql`(a.code = any(${scope.areas as string[]}::text[]) or a.parent = any(${scope.areas as string[]}::text[]))`
      : sql`(a.code = ${code} or a.parent = ${code})`}),
  wide as (select greatest(st_xmax(e.box) - st_xmin(e.box), 0.01) / 500 as degrees from (select st_extent(geom) as box from shown) e)
  select coalesce(json_agg(json_build_array(st_asgeojson(st_multi(st_simplifypreservetopology(s.geom, w.degrees)), 3)::json -> 'coordinates') order by s.code), '[]') as outlines
    from shown s cross join wide w`

const withinArea = (code: string | undefined) => (code === undefined ? empty : sql`and d.area_code in (select code from areas where lineage @> array[${code}])`)

const columns = (then: { state: Sql; severity: Sql; works: Sql; tier: Sql; people: Sql; repair: Sql; crew: Sql }) => sql`
  d.id, ${then.state} as state, ${then.severity} as severity, ${then.works} as function, ${then.tier} as tier, d.rank, ${then.people} as people, ${then.repair} as repair, ${then.crew} as crew,
  d.opened_at as "openedAt", d.restored_at as "restoredAt", coalesce(d.priority -> 'services', '[]') as services,
  case when d.geom is null then null else json_build_array(round(st_x(d.geom)::numeric, 3)::float8, round(st_y(d.geom)::numeric, 3)::float8) end as position`

/** Damages that are open now, or were restored since a moment. */
export const standingNow = (given: { area: string | undefined; since: string }, scope: Scope) => sql`
  select ${columns({ state: sql`d.state`, severity: sql`d.severity::int`, works: sql`d.function`, tier: sql`d.tier::int`, people: sql`d.people`, repair: sql`coalesce(r.state, 'none')`, crew: sql`r.crew_id` })}
    from damages d
    left join lateral (select p.state, p.crew_id from repairs p where p.damage_id = d.id and p.state not in ('cancelled', 'closed') order by p.created_at desc limit 1) r on true
   where (d.state = 'open' or d.state = 'restored' and d.restored_at > ${given.since}::timestamptz) and ${reachesDamage(scope)} ${withinArea(given.area)}
   limit 100000`

/** The same as they were at a moment, from what each event left; who hangs on them as far as it is known now. */
export const standingThen = (given: { area: string | undefined; since: string; at: string }, scope: Scope) => sql`
  select ${columns({
    state: sql`(e.j ->> 'state')`, severity: sql`(e.j ->> 'severity')::int`, works: sql`(e.j ->> 'function')`, tier: sql`(e.j ->> 'tier')::int`, people: sql`(e.j ->> 'people')::int`,
    repair: sql`coalesce(e.j ->> 'repair', 'none')`, crew: sql`(e.j ->> 'crew')`,
  })}
    from damages d
    cross join lateral (select x.damage_after as j from events x where x.damage_id = d.id and x.damage_after is not null and x.at <= ${given.at}::timestamptz order by x.seq desc limit 1) e
   where (e.j ->> 'state' = 'open' or e.j ->> 'state' = 'restored' and d.restored_at > ${given.since}::timestamptz) and ${reachesDamage(scope)} ${withinArea(given.area)}
   limit 100000`

const kept = sql`k.id, k.number, k.area_code as area, ${names} as names, k.at, k.made_at as "madeAt", case when k.made_by is null then null else coalesce(u.name, k.made_by) end as "madeBy"`
const source = sql`situations k join areas a on a.code = k.area_code left join users u on u.id = k.made_by`

export const list = (given: { area: string | undefined; before: number | undefined }, limit: number, scope: Scope) => sql`
  select ${kept} from ${source} where ${reaches(scope, sql`k.area_code`)}
    ${given.area === undefined ? empty : sql`and k.area_code = ${given.area}`} ${given.before === undefined ? empty : sql`and k.number < ${given.before}`}
   order by k.number desc limit ${limit}`

export const byId = (id: string, scope: Scope) => sql`select ${kept}, k.content from ${source} where k.id = ${id} and ${reaches(scope, sql`k.area_code`)}`

/** The last report of an area that describes a moment before another. */
export const before = (code: string, at: string) => sql`
  select k.number, k.at, k.content from situations k where k.area_code = ${code} and k.at <= ${at}::timestamptz order by k.number desc limit 1`

export const insert = (row: { id: string; area: string; at: string; due: Date | null; by: string | null; content: Situation }) => sql`
  insert into situations (id, area_code, at, due, made_by, content) values (${row.id}, ${row.area}, ${row.at}, ${row.due}, ${row.by}, ${JSON.stringify(row.content)}::jsonb)
  on conflict do nothing`

/** Areas of which the clock keeps a report: the country and its oblasts, where something is open or was when the last one was kept; not those that have one for that hour. */
export const awaiting = (due: Date) => sql`
  select a.code from areas a
   where a.depth <= 1 and not exists (select from situations k where k.area_code = a.code and k.due = ${due})
     and (exists (select from damages d join areas b on b.code = d.area_code where d.state = 'open' and b.lineage @> array[a.code])
       or (select (k.content -> 'damages' ->> 'open')::int > 0 from situations k where k.area_code = a.code order by k.number desc limit 1))
   order by a.depth, a.code limit 100`
