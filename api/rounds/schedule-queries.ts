import { iso, sql } from '../db/sql.ts'

const columns = sql`
  g.id, g.crew_id as crew, c.organisation_id as organisation, g.kind, g.note, g.every_days as "everyDays", g.minute_of_day as minute, g.zone, g.minutes, g.first_day as first, g.last_day as last,
  g.made_through as "madeThrough", g.ended_at as "endedAt", g.created_by as "by", g.demo`

/** A repetition, held for a change. */
export const held = (id: string) => sql`select ${columns} from round_schedules g join crews c on c.id = g.crew_id where g.id = ${id} for update of g`

/** Repetitions whose rounds are not made through a day yet, each held. */
export const due = (through: string) => sql`
  select ${columns} from round_schedules g join crews c on c.id = g.crew_id
   where g.ended_at is null and g.made_through < ${through}::date and (g.last_day is null or g.last_day > g.made_through) order by g.id for update of g limit 200`

export const insert = (given: {
  id: string; crew: string; kind: string; note: string; everyDays: number; minute: number; zone: string; minutes: number; first: string; last: string | null; by: string; now: Date; demo: boolean
}) => sql`
  insert into round_schedules (id, crew_id, kind, note, every_days, minute_of_day, zone, minutes, first_day, last_day, made_through, created_by, created_at, demo)
  values (${given.id}, ${given.crew}, ${given.kind}, ${given.note}, ${given.everyDays}, ${given.minute}, ${given.zone}, ${given.minutes}, ${given.first}, ${given.last}, ${given.first}, ${given.by}, ${given.now}, ${given.demo})
  on conflict (id) do nothing`

export const update = (given: { id: string; crew: string; kind: string; note: string; minute: number; minutes: number }) => sql`
  update round_schedules set crew_id = ${given.crew}, kind = ${given.kind}, note = ${given.note}, minute_of_day = ${given.minute}, minutes = ${given.minutes} where id = ${given.id}`

export const dropStops = (schedule: string) => sql`delete from round_schedule_stops where schedule_id = ${schedule}`

export const putStops = (schedule: string, rows: string) => sql`
  insert into round_schedule_stops (schedule_id, nth, site_id, task, minutes)
  select ${schedule}, nth, site, task, minutes from json_to_recordset(${rows}::json) as t(nth int, site uuid, task text, minutes int)`

/** The stops of a repetition at sites that are still there. */
export const stopsOf = (schedule: string) => sql`
  select t.site_id as site, t.task, t.minutes from round_schedule_stops t join sites s on s.id = t.site_id where t.schedule_id = ${schedule} and s.retired_at is null order by t.nth`

export const madeThrough = (id: string, through: string) => sql`update round_schedules set made_through = greatest(made_through, ${through}::date) where id = ${id}`

export const end = (id: string, at: Date) => sql`update round_schedules set ended_at = ${at} where id = ${id} and ended_at is null`

/** The rounds of a repetition that come after a moment and of which nothing was visited or skipped, each held. */
export const later = (schedule: string, after: string, but: string) => sql`
  select r.id, r.day, r.crew_id as crew, r.area_code as area, json_build_object('from', ${iso(sql`r.starts_at`)}, 'until', ${iso(sql`r.until_at`)}) as planned from rounds r
   where r.schedule_id = ${schedule} and r.id <> ${but} and r.starts_at > ${after} and r.cancelled_at is null
     and not exists (select from round_stops t where t.round_id = r.id and t.state <> 'planned') order by r.starts_at for update of r`

/** How many rounds a crew has ahead, those that a repetition has still to make counted as one. */
export const ahead = (crew: string, now: Date) => sql`
  select ((select count(*) from rounds r where r.crew_id = ${crew} and r.cancelled_at is null and r.until_at > ${now} and exists (select from round_stops t where t.round_id = r.id and t.state = 'planned'))
        + (select count(*) from round_schedules g where g.crew_id = ${crew} and g.ended_at is null and (g.last_day is null or g.last_day > g.made_through)))::int as rounds`
