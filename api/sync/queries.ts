import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, sql } from '../db/sql.ts'

/**
 * Notes a phone, who holds it now (crews share phones), the offset of its clock, who has sent from it, and the session that it is used with.
 * The first key that it gives stays. One that was withdrawn, or comes with another key, changes hands no more. Gives when it was revoked, and its key.
 */
export const seeDevice = (given: { id: string; user: string; crew: string | null; clockOffS: number | null; now: Date; key: string | null; token: string | null }) => sql`
  with seen as (
    insert into devices as d (id, user_id, crew_id, clock_off_s, first_seen, last_seen, public_key)
    values (${given.id}, ${given.user}, ${given.crew}, ${given.clockOffS}, ${given.now}, ${given.now}, ${given.key})
    on conflict (id) do update set last_seen = excluded.last_seen, clock_off_s = excluded.clock_off_s,
      public_key = coalesce(d.public_key, excluded.public_key),
      other_key_at = coalesce(d.other_key_at, case when d.public_key <> excluded.public_key then excluded.last_seen end),
      crew_id = case when d.revoked_at is null and coalesce(d.public_key = excluded.public_key, true) then excluded.crew_id else d.crew_id end,
      user_id = case when d.revoked_at is null and coalesce(d.public_key = excluded.public_key, true) then excluded.user_id else d.user_id end
    returning d.id, d.user_id, d.revoked_at, d.public_key),
  person as (
    insert into device_people (device_id, user_id, first_seen)
    select id, ${given.user}, ${given.now} from seen where revoked_at is null and coalesce(public_key = ${given.key}, true)
    on conflict do nothing),
  used as (update sessions s set device_id = seen.id from seen where s.token = ${given.token} and s.device_id is distinct from seen.id)
  select revoked_at as "revokedAt", public_key as key from seen`

/** Phones by id: their keys, whether they were withdrawn, and who has sent from them. */
export const phones = (ids: readonly string[]) => sql`
  select d.id, d.public_key as key, d.revoked_at is not null as revoked, array(select p.user_id from device_people p where p.device_id = d.id) as people
    from devices d where d.id = any(${ids as string[]}::uuid[])`

export const opById = (id: string) => sql`select hash, actor from ops where id = ${id}`

/** Keeps an operation as done. No row when another was kept under the id meanwhile. */
export const insertOp = (op: { id: string; hash: string; kind: string; actor: string; device: string | null }) => sql`
  insert into ops (id, hash, kind, actor, device_id) values (${op.id}, ${op.hash}, ${op.kind}, ${op.actor}, ${op.device})
  on conflict (id) do nothing returning id`

/** Whether an operation with this body was filed before as its author's: a row when it was. */
export const filedBefore = (op: { id: string; hash: string; author: string }) => sql`
  select id from reports where id = ${op.id} and hash = ${op.hash} and filed_by = ${op.author}
  union all select id from ops where id = ${op.id} and hash = ${op.hash} and actor = ${op.author}`

/** Open damages of the scope by priority: what a phone starts with. */
export const openDamages = (scope: Scope, limit: number) => sql`
  select d.id from damages d
   where d.state = 'open' and ${reachesDamage(scope)}
   order by d.tier, d.rank desc, d.id limit ${limit}`

/** A page of open damages of the scope by id. */
export const openDamagesAfter = (scope: Scope, after: string | null, limit: number) => sql`
  select d.id from damages d
   where d.state = 'open' and ${reachesDamage(scope)} ${after === null ? empty : sql`and d.id > ${after}`} order by d.id limit ${limit}`

/** Those of some damages that a crew of the scope has a job on that is not closed; a scope without crews has those of its areas. */
export const withJobs = (damages: readonly string[], scope: Scope) => sql`
  select distinct p.damage_id as id from repairs p where p.damage_id = any(${damages as string[]}::uuid[]) and p.state not in ('closed', 'cancelled')
     ${scope.crews.length === 0 ? empty : sql`and p.crew_id = any(${scope.crews as string[]}::uuid[])`}`

/** Those of some rounds that some crews have, or had. */
export const roundsOf = (rounds: readonly string[], crews: readonly string[]) => sql`
  select distinct e.id::uuid as id from events e where e.noun = 'round' and e.id = any(${rounds as string[]}::text[]) and e.body->'crews' ?| ${crews as string[]}::text[]`

/** What carries the names of some sites and crews. */
export const belonging = (sites: readonly string[], crews: readonly string[], own: readonly string[]) => sql`
  select 'damage' as noun, d.id from damages d where d.site_id = any(${sites as string[]}::uuid[]) and d.state in ('open', 'restored')
  union select 'clearance', c.id from clearances c where c.site_id = any(${sites as string[]}::uuid[])
  union select 'round', t.round_id from round_stops t join rounds r on r.id = t.round_id where t.site_id = any(${sites as string[]}::uuid[]) and r.crew_id = any(${own as string[]}::uuid[])
  union select 'repair', p.id from repairs p where p.crew_id = any(${crews as string[]}::uuid[]) and p.state not in ('closed', 'cancelled')
  union select 'damage', p.damage_id from repairs p where p.crew_id = any(${crews as string[]}::uuid[])`

// A coarse outline holds all of its area: what the simplifying takes away, at most 0.005 + 0.004 of a degree, is added before.
const coarse = sql`st_simplifypreservetopology(st_buffer(st_simplifypreservetopology(a.geom, 0.005), 0.012, 1), 0.004)`

/** The areas of the scope with those around them; of those that were granted, a coarse outline as GeoJSON. */
export const areas = (scope: Scope) => sql`
  select a.code, a.parent, json_build_object('uk', a.name_uk, 'en', a.name_en) as names, a.demands_clearance as "demandsClearance",
         case when ${scope.areas === null ? sql`a.parent is null` : sql`a.code = any(${scope.areas as string[]}::text[])`} then st_asgeojson(${coarse}, 3) end as outline
    from areas a
   where ${reaches(scope, sql`a.code`)} ${scope.areas === null ? empty : sql`or a.code in (select unnest(g.lineage) from areas g where g.code = any(${scope.areas as string[]}::text[]))`}
   order by a.depth, a.code`
