import type { Scope } from '../../geo/access/scope.ts'
import { reaches } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

/** Notes a phone, who holds it now (crews share phones) and the offset of its clock. Gives when it was revoked, if it was. */
export const seeDevice = (given: { id: string; user: string; crew: string | null; clockOffS: number | null; now: Date }) => sql`
  insert into devices (id, user_id, crew_id, clock_off_s, first_seen, last_seen)
  values (${given.id}, ${given.user}, ${given.crew}, ${given.clockOffS}, ${given.now}, ${given.now})
  on conflict (id) do update set last_seen = excluded.last_seen, clock_off_s = excluded.clock_off_s, crew_id = excluded.crew_id, user_id = excluded.user_id
  returning revoked_at as "revokedAt"`

export const opById = (id: string) => sql`select hash, actor from ops where id = ${id}`

/** Keeps an operation as done. No row when another was kept under the id meanwhile. */
export const insertOp = (op: { id: string; hash: string; kind: string; actor: string; device: string }) => sql`
  insert into ops (id, hash, kind, actor, device_id) values (${op.id}, ${op.hash}, ${op.kind}, ${op.actor}, ${op.device})
  on conflict (id) do nothing returning id`

/** Open damages of the scope by priority: what a phone starts with. */
export const openDamages = (scope: Scope, limit: number) => sql`
  select d.id from damages d
   where d.state = 'open' and ${reaches(scope, sql`d.area_code`)}
   order by d.tier, d.rank desc, d.id limit ${limit}`
