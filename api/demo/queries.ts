import { sql } from '../db/sql.ts'

/** One loader at a time: a second server waits, then finds the areas. */
export const lockDemo = () => sql`select pg_advisory_xact_lock(hashtextextended('demonstration', 0))`

/** Whether the database has areas. */
export const anyArea = () => sql`select exists (select from areas) as there`

/** Puts in organisations. */
export const insertOrganisations = (rows: string) => sql`
  insert into organisations (id, kind, name_uk, name_en, demo)
  select id, kind, uk, en, true from json_to_recordset(${rows}::json) as r(id uuid, kind text, uk text, en text)
  on conflict (id) do nothing`

/** Puts in crews, each with its event. */
export const insertCrews = (rows: string, actor: string) => sql`
  with made as (
    insert into crews (id, organisation_id, name, base, area_code, skills, demo)
    select id, organisation, name, st_setsrid(st_makepoint(lon, lat), 4326), area, array(select json_array_elements_text(skills)), true
      from json_to_recordset(${rows}::json) as r(id uuid, organisation uuid, name text, lon float8, lat float8, area text, skills json)
    on conflict (id) do nothing
    returning id, name, area_code
  )
  insert into events (actor, verb, noun, id, area_code, body)
  select ${actor}, 'crew.made', 'crew', id::text, area_code, jsonb_build_object('name', name) from made`

/** The nearest station of the grid to each position within `farthestKm`, and the second-level area around the position. */
export const nearestStations = (rows: string, farthestKm: number) => sql`
  select p.id, near.id as site, (select (a.lineage)[2] from areas a where a.code = p.area) as oblast
    from (select id, point, area_at(point) as area
            from (select id, st_setsrid(st_makepoint(lon, lat), 4326) as point from json_to_recordset(${rows}::json) as r(id text, lon float8, lat float8)) q offset 0) p
    left join lateral (
      select c.id from (
        select s.id, s.point from sites s where s.kind = 'substation' and s.retired_at is null order by s.point <-> p.point limit 4) c
       where st_distancesphere(c.point, p.point) <= ${farthestKm * 1000}
       order by st_distancesphere(c.point, p.point), c.id limit 1) near on true`

/** A damage as the demonstration moves it on. */
export const damageOf = (report: string) => sql`
  select d.id, d.version, d.state from reports r join damages d on d.id = r.damage_id where r.id = ${report}`

/** Brings the planner's knowledge up to date after a bulk load. */
export const analyse = () => sql`analyze areas, sites, links`

/** The version of a repair. */
export const repairVersion = (id: string) => sql`select version from repairs where id = ${id}`

/** Sites in the area of a crew, nearest to its base first, some of them passed over. */
export const sitesNear = (crew: string, limit: number, skip: number) => sql`
  select s.id as site, json_build_array(st_x(s.point), st_y(s.point)) as position from crews c join sites s on s.retired_at is null and s.kind = 'substation'
     and s.area_code in (select code from areas where c.area_code = any(lineage))
   where c.id = ${crew} order by s.point <-> c.base, s.id offset ${skip} limit ${limit}`
