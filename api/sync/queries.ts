import type { Scope } from '../../geo/access/scope.ts'
import { reaches } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

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


/** Open damages of the scope by priority: what a phone starts with. */
export const openDamages = (scope: Scope, limit: number) => sql`
  select d.id from damages d
   where d.state = 'open' and ${reaches(scope, sql`d.area_code`)}
   order by d.tier, d.rank desc, d.id limit ${limit}`
