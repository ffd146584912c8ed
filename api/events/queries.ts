import type { Scope } from '../../geo/access/scope.ts'
import type { Verb } from '../../geo/events/event.ts'
import { reaches, reachesDamage, touches } from '../access/scope.ts'
import { empty, kept, sql, type Sql } from '../db/sql.ts'

// Only what is made up as a demonstration is said to have happened at another moment than it is written.
const HAPPENED_AT = sql`coalesce(nullif(current_setting('vidnova.happened_at', true), '')::timestamptz, now())`

/** Says for the rest of a transaction at what moment things happened; null is now. For the demonstration alone. */
export const happenedAt = (at: Date | null) => sql`select set_config('vidnova.happened_at', ${at === null ? '' : at.toISOString()}, true)`

/** Rows to write, as one JSON array: one statement however many. What changed a damage says how it left it. */
export const insertEvents = (actor: string, rows: string) => kept(sql`
  insert into events (at, actor, verb, noun, id, area_code, damage_id, body, damage_after)
  select ${HAPPENED_AT}, ${actor}, e.verb, split_part(e.verb, '.', 1), e.id, e.area, e.damage, coalesce(e.body, '{}'),
         case when e.damage is not null and split_part(e.verb, '.', 1) in ('damage', 'repair') then damage_as_is(e.damage) end
    from json_to_recordset(${rows}::json) as e(verb text, id text, area text, damage uuid, body jsonb)`)

/** The position after everything that is visible now: all that commits later comes after it. */
export const horizon = () => sql`select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text || '.999999999999999999' as cursor`

// What happens to people and what they hold is the audit's, not a phone's or a desk's.
const OF_PEOPLE = ['user', 'grant', 'key', 'device', 'filter'] as const

const idOf = (noun: string) => sql`case when e.noun = ${noun} then e.id::uuid end`
const CREW_WAS = sql`array[p.crew_id::text, e.body->>'from', e.body->>'to']`

/** True of a scope to which something may be handed over that lies outside its areas. */
const takes = (scope: Scope) => scope.areas !== null && scope.members.length > 0

/** What is handed over to the scope's organisations, and the repair of what they took: that it changed, not where it is. */
const handed = (scope: Scope) => sql`
  or (e.noun = 'handover' and exists (select from handovers t where t.id = ${idOf('handover')} and ${scope.members as string[]}::uuid[] && array[t.from_organisation, t.to_organisation]))
  or (e.noun = 'repair' and exists (select from responsibilities o join handovers t on t.id = o.handover_id where o.damage_id = e.damage_id and t.to_organisation = any(${scope.members as string[]}::uuid[])))`

/** Whether an event's place and damage are told too: not to who hears of it by a hand-over alone. */
const toldWhere = (scope: Scope) => sql`(e.noun not in ('handover', 'repair') or ${reachesDamage(scope, sql`coalesce(d.area_code, e.area_code)`)}
  ${scope.crews.length === 0 ? empty : sql`or ${CREW_WAS} && ${scope.crews as string[]}::text[]`})`

/** What lies in the scope now, a zone or clearance that comes over into it, the repairs that its crews have or had, and what lay in it before it moved away. */
const visible = (scope: Scope): Sql => sql`case e.noun
    when 'hazard' then ${touches(scope, { area: sql`h.area_code`, zone: sql`h.zone_code`, geom: sql`h.geom` })}
    when 'clearance' then ${touches(scope, { area: sql`l.area_code`, zone: sql`l.zone_code`, geom: sql`l.geom`, site: sql`l.site_id` })}
    else ${reachesDamage(scope, sql`coalesce(d.area_code, e.area_code)`)}
      or (e.body ? 'was' and ${reaches(scope, sql`e.body->>'was'`)})
      ${scope.crews.length === 0 ? empty : sql`or (e.noun = 'repair' and ${CREW_WAS} && ${scope.crews as string[]}::text[])
      or (e.noun = 'round' and e.body->'crews' ?| ${scope.crews as string[]}::text[])`}
      ${scope.organisations.length === 0 ? empty : sql`or (e.noun = 'round' and e.body->'organisations' ?| ${scope.organisations as string[]}::text[])`}
      ${takes(scope) ? handed(scope) : empty} end`

/**
 * Events after a cursor, in commit order. A row is only handed out when every older transaction has ended:
 * a cursor on a sequence or a time would lose rows that commit late.
 */
export const after = (cursor: { xid: string; seq: string }, scope: Scope, limit: number) => sql`
  select e.xid::text || '.' || e.seq::text as cursor, e.at, e.verb, e.noun, e.id,
         ${takes(scope) ? sql`case when ${toldWhere(scope)} then e.area_code end as area, case when ${toldWhere(scope)} then e.damage_id end as damage` : sql`e.area_code as area, e.damage_id as damage`},
         e.noun <> all(${OF_PEOPLE as unknown as string[]}::text[]) and coalesce(${visible(scope)}, false) as visible
    from events e left join damages d on d.id = e.damage_id
    left join hazards h on h.id = ${idOf('hazard')} left join clearances l on l.id = ${idOf('clearance')} left join repairs p on p.id = ${idOf('repair')}
   where (e.xid, e.seq) > (${cursor.xid}::xid8, ${cursor.seq}::bigint)
     and e.xid < pg_snapshot_xmin(pg_current_snapshot())
   order by e.xid, e.seq
   limit ${limit}`

/** True of a cursor from a transaction that has not begun yet: another database gave it, or this one before it was restored. */
export const isAhead = (xid: string) => sql`select ${xid}::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) as ahead`

/** A line \`e\` of a timeline, by the person \`u\`. */
const line = sql`
  e.seq, e.at, e.actor, coalesce(u.name, e.actor) as "actorName", e.verb, e.noun, e.id,
  e.body || coalesce((select jsonb_build_object('carriedByName', c.name) from users c where c.id = e.body ->> 'carriedBy'), '{}') as body`

/** What happened to a damage and all that belongs to it, newest first. */
export const timeline = (damages: readonly string[], limit: number, before?: number) => sql`
  select ${line} from events e left join users u on u.id = e.actor
   where e.damage_id = any(${damages as string[]}::uuid[]) ${before === undefined ? empty : sql`and e.seq < ${before}`}
   order by e.seq desc limit ${limit}`

/** When service was expected back of some repairs and how they moved, before a line; newest first. Each repair by itself, down the index of things. */
export const followed = (repairs: readonly string[], before: number, limit: number) => sql`
  select ${line} from unnest(${repairs as string[]}::text[]) r(id)
    cross join lateral (select * from events f where f.noun = 'repair' and f.id = r.id and f.seq < ${before} and f.verb in ('repair.etr_set', 'repair.moved') order by f.seq desc limit ${limit}) e
    left join users u on u.id = e.actor
   order by e.seq desc limit ${limit}`

/** Who did a thing to something last, when and why. */
export const lastDone = (verb: Verb, id: string) => sql`
  select e.actor, coalesce(u.name, e.actor) as by, to_json(e.at) #>> '{}' as at, coalesce(e.body ->> 'why', '') as why
    from events e left join users u on u.id = e.actor
   where e.noun = ${verb.slice(0, verb.indexOf('.'))} and e.id = ${id} and e.verb = ${verb} order by e.seq desc limit 1`

/** The newest event that readers may be handed: one step down an index. */
export const newest = () => sql`
  select e.xid::text || '.' || e.seq::text as cursor from events e
   where e.xid < pg_snapshot_xmin(pg_current_snapshot()) order by e.xid desc, e.seq desc limit 1`
