import type { Scope } from '../../geo/access/scope.ts'
import { reaches } from '../access/scope.ts'
import { empty, iso, sql } from '../db/sql.ts'

/** What an operation names, as far as it says where it is about. */
export type Named = {
  readonly site: string | null
  readonly damage: string | null
  readonly repair: string | null
  readonly position: readonly [number, number] | null
  readonly photos: readonly { readonly sha256: string; readonly bytes: number; readonly type: string }[]
}

/**
 * Sets an operation aside, once, with the photos that it announces. It is for whoever answers for the area that its content names,
 * else for the areas of the person it is from, else of the one who carried it. No row when it is there.
 */
export const insertHeld = (held: {
  id: string; op: string; kind: string; hash: string; body: string; sent: string; signature: string | null; why: string
  author: string; device: string | null; carrier: string | null; carrierDevice: string | null; now: Date
}, named: Named) => sql`
  with kept as (
    insert into held_ops (id, op_id, kind, hash, body, sent, signature, why, author, device_id, carrier, carrier_device, received_at, site_id, area_code)
    values (${held.id}, ${held.op}, ${held.kind}, ${held.hash}, ${held.body}::jsonb, ${held.sent}::jsonb, ${held.signature}, ${held.why},
            ${held.author}, ${held.device}, ${held.carrier}, ${held.carrierDevice}, ${held.now},
            coalesce((select id from sites where id = ${named.site}), (select d.site_id from damages d where d.id = ${named.damage}),
                     (select d.site_id from repairs r join damages d on d.id = r.damage_id where r.id = ${named.repair})),
            coalesce((select area_code from sites where id = ${named.site}), (select area_code from damages where id = ${named.damage}),
                     (select d.area_code from repairs r join damages d on d.id = r.damage_id where r.id = ${named.repair}),
                     ${named.position === null ? sql`null` : sql`area_at(st_setsrid(st_makepoint(${named.position[0]}, ${named.position[1]}), 4326))`},
                     (select min(g.area_code) from grants g where g.user_id = ${held.author}), (select min(g.area_code) from grants g where g.user_id = ${held.carrier})))
    on conflict (op_id, hash, author) do nothing
    returning id, area_code),
  shown as (
    insert into held_photos (held_id, sha256, nth, bytes, type, stored_at, width, height)
    select kept.id, p.sha256, p.nth, p.bytes, p.type, had.stored_at, had.width, had.height
      from kept, json_to_recordset(${JSON.stringify(named.photos.map((photo, nth) => ({ ...photo, nth })))}::json) as p(sha256 text, nth smallint, bytes integer, type text)
      left join lateral (select stored_at, width, height from photos o where o.sha256 = p.sha256 and o.stored_at is not null
        union all select stored_at, width, height from held_photos h where h.sha256 = p.sha256 and h.stored_at is not null limit 1) had on true
    returning 1)
  select area_code as area from kept`

const who = (id: ReturnType<typeof sql>) => sql`case when ${id} is not null then json_build_object('id', ${id}, 'name', (select u.name from users u where u.id = ${id})) end`

const columns = sql`
  h.id, h.op_id as op, h.kind, h.why, ${who(sql`h.author`)} as author, h.device_id as device,
  (select c.name from grants g join crews c on c.id = g.crew_id where g.user_id = h.author order by g.granted_at limit 1) as "crewName",
  case when h.carrier is distinct from h.author then ${who(sql`h.carrier`)} end as carrier,
  h.area_code as area, json_build_object('uk', a.name_uk, 'en', a.name_en) as "areaNames",
  h.site_id as site, json_build_object('uk', s.name_uk, 'en', s.name_en) as "siteNames",
  h.received_at as "receivedAt", h.decision, h.decided_at as "decidedAt", ${who(sql`h.decided_by`)} as "decidedBy", h.decided_why as "decidedWhy", h.body,
  coalesce((select json_agg(json_build_object('sha256', p.sha256, 'type', p.type, 'bytes', p.bytes, 'storedAt', ${iso(sql`p.stored_at`)}) order by p.nth)
    from held_photos p where p.held_id = h.id), '[]') as photos`
const from = sql`held_ops h left join areas a on a.code = h.area_code left join sites s on s.id = h.site_id`

export const list = (scope: Scope, { decided, device, limit }: { decided: boolean; device: string | null; limit: number }) => sql`
  select ${columns} from ${from}
   where ${reaches(scope, sql`h.area_code`)} and h.decision is ${decided ? sql`not null` : sql`null`}
         ${device === null ? empty : sql`and h.device_id = ${device}`}
   order by ${decided ? sql`h.decided_at desc` : sql`h.received_at`}, h.id limit ${limit}`

export const countWaiting = (scope: Scope) => sql`select count(*)::int as waiting from held_ops h where h.decision is null and ${reaches(scope, sql`h.area_code`)}`

export const byId = (id: string, scope: Scope) => sql`select ${columns} from ${from} where h.id = ${id} and ${reaches(scope, sql`h.area_code`)}`

/** What a decision needs, held until the transaction ends. */
export const lock = (id: string, scope: Scope) => sql`
  select h.id, h.op_id as op, h.kind, h.body, h.author, (select d.id from devices d where d.id = h.device_id) as device, h.carrier, h.why, h.area_code as area, h.decision
    from held_ops h where h.id = ${id} and ${reaches(scope, sql`h.area_code`)} for update of h`

export const setDecided = (id: string, given: { decision: string; by: string; why: string; now: Date }) => sql`
  update held_ops set decision = ${given.decision}, decided_by = ${given.by}, decided_why = ${given.why}, decided_at = ${given.now} where id = ${id}`

/** What waited and has come by a trusted way after all: the same operation of the same person. */
export const setArrived = (kept: readonly { readonly op: string; readonly hash: string; readonly author: string }[], now: Date) => sql`
  update held_ops h set decision = 'arrived', decided_at = ${now}
    from json_to_recordset(${JSON.stringify(kept)}::json) as k(op uuid, hash text, author text)
   where h.op_id = k.op and h.hash = k.hash and h.author = k.author and h.decision is null`

export const waitingOfDevice = (device: string, scope: Scope, limit: number) => sql`
  select h.id from held_ops h where h.device_id = ${device} and h.decision is null and ${reaches(scope, sql`h.area_code`)} order by h.received_at, h.op_id limit ${limit}`

/** How much waits that a phone handed in. */
export const countFrom = (device: string) => sql`select count(*)::int as waiting from held_ops h where h.carrier_device = ${device} and h.decision is null`

/** The damage that an operation came to belong to. */
export const damageOf = (op: string, repair: string | null) => sql`
  select coalesce((select damage_id from reports where id = ${op}), (select damage_id from repairs where id = ${repair})) as damage`

const waits = sql`held_photos p join held_ops h on h.id = p.held_id and h.decision is null`

/** Announced photos of what was held, by whoever brought it, whose bytes have not landed. */
export const missingPhotos = (from: { person: string } | { device: string }) => sql`
  select distinct p.sha256 from ${waits}
   where ${'person' in from ? sql`coalesce(h.carrier, h.author) = ${from.person}` : sql`h.carrier_device = ${from.device}`} and p.stored_at is null limit 200`

/** A photo that something that was held announces, with whose it is. Also when that was decided on: the phone had been asked for it before. */
export const announced = (sha256: string) => sql`
  select p.type, p.bytes, p.stored_at as "storedAt", p.width, p.height, h.author
    from held_photos p join held_ops h on h.id = p.held_id where p.sha256 = ${sha256} order by p.stored_at nulls last limit 1`

export const setPhotoStored = (sha256: string, size: { width: number; height: number }, now: Date) => sql`
  update held_photos set stored_at = ${now}, width = ${size.width}, height = ${size.height} where sha256 = ${sha256} and stored_at is null`

export const photo = (id: string, sha256: string, scope: Scope) => sql`
  select p.stored_at as "storedAt" from held_photos p join held_ops h on h.id = p.held_id
   where h.id = ${id} and p.sha256 = ${sha256} and ${reaches(scope, sql`h.area_code`)}`
