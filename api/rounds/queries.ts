import type { Scope } from '../../geo/access/scope.ts'
import type { StopMove } from '../../geo/rounds/round.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, iso, sql } from '../db/sql.ts'
import { uncleared } from '../db/uncleared.ts'

const names = { site: sql`json_build_object('uk', s.name_uk, 'en', s.name_en)`, area: sql`json_build_object('uk', b.name_uk, 'en', b.name_en)` }

/** The stops of a round `r` in their order; whether one lacks a clearance is said of the time of the round, or of now once that has begun. */
const stops = (now: Date, scope: Scope) => sql`
  coalesce((select json_agg(json_build_object('id', t.id, 'site', t.site_id, 'number', s.number, 'names', ${names.site}, 'siteKind', s.kind, 'areaNames', ${names.area},
      'position', json_build_array(st_x(s.point), st_y(s.point)), 'task', t.task, 'minutes', t.minutes, 'state', t.state, 'at', ${iso(sql`t.at`)}, 'reason', t.reason, 'note', t.note,
      'uncleared', t.state = 'planned' and ${uncleared({ geom: sql`s.geom`, site: sql`s.id`, lineage: sql`b.lineage`, at: sql`greatest(r.starts_at, ${now}::timestamptz)` })},
      'damage', (select d.id from damages d where d.site_id = s.id and d.state = 'open' and ${reachesDamage(scope)} order by d.opened_at limit 1),
      'reported', (select d.id from reports p join damages d on d.id = p.damage_id
                    where p.site_id = s.id and p.crew_id = r.crew_id and p.observed_at between r.starts_at - interval '1 hour' and r.until_at + interval '12 hours' and ${reachesDamage(scope)}
                    order by p.observed_at limit 1)) order by t.nth)
    from round_stops t join sites s on s.id = t.site_id left join areas b on b.code = s.area_code where t.round_id = r.id), '[]')`

/** A round as it travels (the contract's Round). */
const columns = (now: Date, scope: Scope) => sql`
  r.id, r.kind, r.unscheduled, r.crew_id as crew, c.name as "crewName", r.note, json_build_object('from', ${iso(sql`r.starts_at`)}, 'until', ${iso(sql`r.until_at`)}) as planned,
  r.area_code as area, json_build_object('uk', a.name_uk, 'en', a.name_en) as "areaNames", ${stops(now, scope)} as stops,
  case when g.id is null then null else json_build_object('id', g.id, 'everyDays', g.every_days, 'minute', g.minute_of_day, 'zone', g.zone, 'last', g.last_day, 'endedAt', ${iso(sql`g.ended_at`)}) end as repeats,
  case when r.cancelled_at is null then null else json_build_object('at', ${iso(sql`r.cancelled_at`)}, 'why', r.cancelled_why) end as cancelled, r.created_at as "createdAt", r.version`

const from = sql`rounds r join crews c on c.id = r.crew_id left join areas a on a.code = r.area_code left join round_schedules g on g.id = r.schedule_id`

/** Rounds that the scope reaches: where all their stops are, of its organisation's crews, or its own crew's. */
const reached = (scope: Scope) => sql`(${reaches(scope, sql`r.area_code`, sql`c.organisation_id`)}${scope.crews.length === 0 ? empty : sql` or r.crew_id = any(${scope.crews as string[]}::uuid[])`})`

export const between = (given: { from: string; until: string; area: string | undefined; now: Date; limit: number }, scope: Scope) => sql`
  select ${columns(given.now, scope)} from ${from}
   where r.cancelled_at is null and r.until_at > ${given.from} and r.starts_at < ${given.until} and ${reached(scope)}
     ${given.area === undefined ? empty : sql`and r.area_code in (select code from areas where lineage @> array[${given.area}])`}
   order by r.starts_at, r.id limit ${given.limit}`

export const byIds = (ids: readonly string[], now: Date, scope: Scope) => sql`select ${columns(now, scope)} from ${from} where r.id = any(${ids as string[]}::uuid[]) and ${reached(scope)}`

/** A round held for a change, and whether it lies within what its sender reaches as a desk. */
export const held = (id: string, scope: Scope, desk: Scope | undefined) => sql`
  select r.id, r.kind, r.unscheduled, r.crew_id as crew, c.organisation_id as organisation, r.note, json_build_object('from', ${iso(sql`r.starts_at`)}, 'until', ${iso(sql`r.until_at`)}) as planned, r.area_code as area,
         r.schedule_id as schedule, r.cancelled_at as "cancelledAt", r.version, ${desk === undefined ? sql`false` : sql`coalesce(${reaches(desk, sql`r.area_code`)}, false)`} as "byDesk"
    from rounds r join crews c on c.id = r.crew_id where r.id = ${id} and ${reached(scope)} for update of r`

export const stopsOf = (round: string) => sql`select t.id, t.site_id as site, t.state, t.task, t.minutes from round_stops t where t.round_id = ${round} order by t.nth`

export const existing = (id: string) => sql`select request_hash as "requestHash" from rounds where id = ${id}`

/** A crew that can be sent, within the scope; a crew without an area can go anywhere. Held, so that it is not retired meanwhile. */
export const crew = (id: string, scope: Scope) => sql`
  select c.id, c.organisation_id as organisation from crews c where c.id = ${id} and c.retired_at is null and (c.area_code is null or ${reaches(scope, sql`c.area_code`, sql`c.organisation_id`)}) for share`

/** The smallest area that holds all of some sites, with those around it from the top down; no row when none does. */
export const areaOf = (sites: readonly string[]) => sql`
  select a.code, a.lineage from areas a
   where a.code = any((select b.lineage from sites s join areas b on b.code = s.area_code where s.id = ${sites[0]})::text[])
     and not exists (select from sites s left join areas b on b.code = s.area_code where s.id = any(${sites as string[]}::uuid[]) and not coalesce(a.code = any(b.lineage), false))
   order by a.depth desc limit 1`

type Row = {
  id: string; crew: string; kind: string; unscheduled: boolean; note: string; from: string; until: string; area: string | null; schedule: string | null; day: string | null; hash: string; by: string; now: Date; demo: boolean
}

/** Puts in a round. No row when its id was taken meanwhile, or its schedule has one for that day. */
export const insert = (round: Row) => sql`
  insert into rounds (id, crew_id, kind, unscheduled, note, starts_at, until_at, area_code, schedule_id, day, request_hash, created_by, created_at, demo)
  values (${round.id}, ${round.crew}, ${round.kind}, ${round.unscheduled}, ${round.note}, ${round.from}, ${round.until}, ${round.area}, ${round.schedule}, ${round.day}, ${round.hash}, ${round.by}, ${round.now}, ${round.demo})
  on conflict do nothing returning id`

export const update = (round: { id: string; crew: string; kind: string; note: string; from: string; until: string; area: string | null }) => sql`
  update rounds set crew_id = ${round.crew}, kind = ${round.kind}, note = ${round.note}, starts_at = ${round.from}, until_at = ${round.until}, area_code = ${round.area}, updated_at = now(), version = version + 1 where id = ${round.id}`

/** Takes away the stops of a round but some. */
export const dropStops = (round: string, but: readonly string[]) => sql`delete from round_stops where round_id = ${round} and id <> all(${but as string[]}::uuid[])`

/** Puts in stops, or what is to be done at those that stay, as one JSON array in their order. */
export const putStops = (round: string, rows: string) => sql`
  insert into round_stops (id, round_id, nth, site_id, task, minutes)
  select id, ${round}, nth, site, task, minutes from json_to_recordset(${rows}::json) as t(id uuid, nth int, site uuid, task text, minutes int)
  on conflict (id) do update set nth = excluded.nth, task = excluded.task, minutes = excluded.minutes`

/** Counts a change of a round's stops as one of the round. */
export const touch = (id: string) => sql`update rounds set updated_at = now(), version = version + 1 where id = ${id}`

export const setStop = (id: string, move: StopMove) => sql`
  update round_stops set state = ${move.to}, at = ${move.to === 'planned' ? null : move.at}, reason = ${move.reason}, note = ${move.to === 'planned' ? '' : move.note} where id = ${id}`

export const cancel = (id: string, at: Date, why: string) => sql`
  update rounds set cancelled_at = ${at}, cancelled_why = ${why}, updated_at = now(), version = version + 1 where id = ${id}`

/** Rounds as the phones of the scope's crews keep them, all or some: not cancelled, and not over since a day. */
export const told = (ids: readonly string[] | null, now: Date, scope: Scope) => sql`
  select r.id, r.kind, r.unscheduled, r.crew_id as crew, r.note, json_build_object('from', ${iso(sql`r.starts_at`)}, 'until', ${iso(sql`r.until_at`)}) as planned, r.version,
         coalesce((select json_agg(json_build_object('id', t.id, 'site', t.site_id, 'number', s.number, 'names', ${names.site}, 'siteKind', s.kind, 'position', json_build_array(st_x(s.point), st_y(s.point)),
             'task', t.task, 'minutes', t.minutes, 'state', t.state, 'at', ${iso(sql`t.at`)}, 'reason', t.reason, 'note', t.note) order by t.nth)
           from round_stops t join sites s on s.id = t.site_id where t.round_id = r.id), '[]') as stops
    from rounds r
   where r.crew_id = any(${scope.crews as string[]}::uuid[]) and r.cancelled_at is null and r.until_at > ${new Date(now.getTime() - 86_400_000)}
     ${ids === null ? empty : sql`and r.id = any(${ids as string[]}::uuid[])`}
   order by r.starts_at, r.id limit 500`

/** Rounds of the scope's crews that are over since a day, but not since two months: what their phones may still have. */
export const over = (now: Date, scope: Scope) => sql`
  select r.id from rounds r where r.crew_id = any(${scope.crews as string[]}::uuid[]) and r.until_at <= ${new Date(now.getTime() - 86_400_000)} and r.until_at > ${new Date(now.getTime() - 60 * 86_400_000)}
   order by r.until_at desc limit 200`
