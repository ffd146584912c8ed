import type { Actor } from '../../geo/access/roles.ts'
import type { QueueQuery } from '../../geo/filters/contract.ts'
import { sql } from '../db/sql.ts'

const organisationsOf = (actor: Actor) => actor.grants.flatMap(({ organisation }) => organisation ?? [])
/** The areas of the actor's roles; '' stands for all of them. */
const areasOf = (actor: Actor) => [...new Set(actor.grants.map(({ area }) => area ?? ''))]

/** One's own, and what one's organisation shares; who has none shares with those of the very same area. */
const seen = (actor: Actor) => sql`(f.owner = ${actor.id} or f.shared and case when f.organisation_id is null
  then coalesce(f.area_code, '') = any(${areasOf(actor)}::text[]) else f.organisation_id = any(${organisationsOf(actor)}::uuid[]) end)`
const columns = (actor: Actor) => sql`f.id, f.name, f.query, f.shared, f.owner = ${actor.id} as own, u.name as "ownerName", f.version`

export const list = (actor: Actor) => sql`
  select ${columns(actor)} from saved_filters f join users u on u.id = f.owner where ${seen(actor)} order by f.owner <> ${actor.id}, f.name, f.id limit 500`

export const byId = (id: string, actor: Actor) => sql`
  select ${columns(actor)} from saved_filters f join users u on u.id = f.owner where f.id = ${id} and ${seen(actor)}`

/** Holds one until the transaction ends, whoever's it is. */
export const held = (id: string) => sql`select owner, name, query, shared, version from saved_filters where id = ${id} for update`

/** Holds the person, so that two savings at once cannot both be the last that fits. */
export const countOf = (owner: string) => sql`
  select (select count(*)::int from saved_filters f where f.owner = u.id) as count from users u where u.id = ${owner} for no key update`

/** A new one; no row when another person took the id meanwhile. Shared with the organisation of the first role that has one, else with the area of the first role. */
export const insert = (id: string, actor: Actor, given: { name: string; query: QueueQuery; shared: boolean }) => {
  const [organisation = null] = organisationsOf(actor)
  const area = actor.grants.find((grant) => grant.organisation === organisation)?.area ?? actor.grants[0]?.area ?? null
  return sql`
    insert into saved_filters (id, owner, name, query, shared, organisation_id, area_code)
    values (${id}, ${actor.id}, ${given.name}, ${JSON.stringify(given.query)}::jsonb, ${given.shared}, ${organisation}, ${area})
    on conflict (id) do nothing`
}

export const update = (id: string, given: { name: string; query: QueueQuery; shared: boolean }) => sql`
  update saved_filters set name = ${given.name}, query = ${JSON.stringify(given.query)}::jsonb, shared = ${given.shared}, updated_at = now(), version = version + 1 where id = ${id}`

export const remove = (id: string) => sql`delete from saved_filters where id = ${id}`
