import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, sql, type Sql } from '../db/sql.ts'

const LINES = sql`('power_line', 'power_cable', 'telecom_line')`

/** Sites that are points on the map, as the index takes them (geo's Thing). */
const sites = (which: Sql) => sql`
  select s.id, 'site' as what, s.kind, s.sector, st_x(s.point) as lon, st_y(s.point) as lat, s.area_code as area, s.organisation_id as organisation, s.version,
         null::int as severity, null as function, null as state, null as verification, null as repair, null::int as tier, null::int as people, null::uuid as site
    from sites s where s.retired_at is null and s.kind not in ${LINES} and ${which}`

/** Damages, the same. */
const damages = (which: Sql) => sql`
  select d.id, 'damage' as what, coalesce(d.kind, 'unknown') as kind, d.sector, st_x(d.geom) as lon, st_y(d.geom) as lat, d.area_code as area,
         d.organisation_id as organisation, d.version, d.severity::int as severity, d.function, d.state, d.verification,
         coalesce(r.state, 'none') as repair, d.tier::int as tier, d.people, d.site_id as site
    from damages d
    left join lateral (select p.state from repairs p where p.damage_id = d.id and p.state not in ('cancelled', 'closed') order by p.created_at desc limit 1) r on true
   where ${which}`

/** Opens a cursor over everything: sites, then damages, each from neighbour to neighbour, so that what is looked at together lies together. */
export const openEverything = () => sql`
  declare everything no scroll cursor for
  select t.* from (${sites(sql`true`)}) t join sites s on s.id = t.id order by s.point`

export const openDamages = () => sql`
  declare damaged no scroll cursor for
  select t.* from (${damages(sql`true`)}) t join damages d on d.id = t.id order by d.geom`

export const fetchSites = () => sql`fetch 20000 from everything`
export const fetchDamages = () => sql`fetch 20000 from damaged`

/** Some things as they are now, by id. */
export const things = (siteIds: readonly string[], damageIds: readonly string[]) => sql`
  ${sites(sql`s.id = any(${siteIds as string[]}::uuid[])`)} union all ${damages(sql`d.id = any(${damageIds as string[]}::uuid[])`)}`

/** Damages that changed after one moment and not after another; null: whenever. */
export const changedBetween = (from: Date, until: Date | null) => sql`
  select distinct e.damage_id as id from events e where e.damage_after is not null and e.at > ${from} ${until === null ? empty : sql`and e.at <= ${until}`}`

/** Some damages as they were at a moment, by id: as the last event before it left them. One that was not there yet has no row. */
export const thingsAt = (ids: readonly string[], at: Date) => sql`
  select d.id, 'damage' as what, coalesce(d.kind, 'unknown') as kind, d.sector, st_x(d.geom) as lon, st_y(d.geom) as lat, d.area_code as area,
         d.organisation_id as organisation, d.version, (w.was ->> 'severity')::int as severity, w.was ->> 'function' as function, w.was ->> 'state' as state,
         w.was ->> 'verification' as verification, w.was ->> 'repair' as repair, (w.was ->> 'tier')::int as tier, (w.was ->> 'people')::int as people, d.site_id as site
    from damages d
    cross join lateral (select e.damage_after as was from events e where e.damage_id = d.id and e.damage_after is not null and e.at <= ${at} order by e.seq desc limit 1) w
   where d.id = any(${ids as string[]}::uuid[])`

export const lineages = () => sql`select code, lineage from areas`

/** Damages that a crew was sent to. */
export const sentTo = (crews: readonly string[]) => sql`select damage_id as id from repairs where crew_id = any(${crews as string[]}::uuid[])`

/** Damages of which a crew had a repair by a moment: the one whose it was then, whoever has it now. */
export const hadBy = (crew: string, at: Date) => sql`
  select p.damage_id as id from repairs p
    cross join lateral (select case e.verb when 'repair.assigned' then e.body ->> 'to' else e.body ->> 'crew' end as crew
      from events e where e.noun = 'repair' and e.id = p.id::text and e.verb in ('repair.opened', 'repair.assigned') and e.at <= ${at} order by e.seq desc limit 1) w
   where w.crew = ${crew}`

/** Names of some things, for their labels. */
export const names = (ids: readonly string[]) => sql`
  select s.id, s.name_uk as uk, s.name_en as en from sites s where s.id = any(${ids as string[]}::uuid[])
  union all
  select d.id, coalesce(s.name_uk, d.place), coalesce(s.name_en, d.place) from damages d left join sites s on s.id = d.site_id where d.id = any(${ids as string[]}::uuid[])`

/** Lines in a box, thinned for the zoom. */
export const lines = (asked: { bbox: Sql; sector: string | undefined }, scope: Scope, toleranceDegrees: number, limit: number) => sql`
  select s.id, s.kind, s.voltages_v[1] as "voltageV", st_asgeojson(st_simplify(s.geom, ${toleranceDegrees}, true), 5)::json -> 'coordinates' as positions,
         (select d.id from damages d where d.site_id = s.id and d.state = 'open' and ${reachesDamage(scope)} order by d.opened_at limit 1) as damage, s.version
    from sites s
   where s.kind in ${LINES} and st_geometrytype(s.geom) = 'ST_LineString' and s.retired_at is null
     and s.geom && ${asked.bbox} and ${reaches(scope, sql`s.area_code`, sql`s.organisation_id`)} ${asked.sector === undefined ? empty : sql`and s.sector = ${asked.sector}`}
   order by s.voltages_v[1] desc nulls last, s.id limit ${limit}`
