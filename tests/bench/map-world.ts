import type { Database } from '../../api/db/database.ts'
import { boxGeometry } from '../../api/db/box.ts'
import { sql } from '../../api/db/sql.ts'

/** That many sites, and as many damages: 100,000 unless MAP_THINGS says otherwise. */
export const THINGS = Number(process.env.MAP_THINGS ?? 100_000)
const VIEWS = 60

// Clustered round thirty places, as sites are. A seed of its own for every number, so that each run has the same country.
const at = sql`lateral (select st_setsrid(st_makepoint(
  30.6 + (n * 7919) % 30 / 30.0 * 9 + ((n * 48271) % 10007 / 10007.0 - 0.5) * 0.9, 45.6 + (n * 104729) % 30 / 30.0 * 6 + ((n * 16807) % 10009 / 10009.0 - 0.5) * 0.6), 4326) as p) at`
const sites = sql`
  insert into sites (id, sector, kind, name_uk, name_en, geom, point, area_code, source, source_id, licence, attribution)
  select gen_random_uuid(), case when n % 3 = 0 then 'communications' else 'energy' end, case when n % 3 = 0 then 'mast' else 'substation' end,
         'Підстанція ' || n, 'Substation ' || n, p, p, case when st_x(p) < 35 then 'TW1' else 'TE1' end, 'bench', n::text, 'CC0-1.0', 'made for a measurement'
    from generate_series(1, ${THINGS}::bigint) n, ${at}`
// Each as the priority of a filed one has it, where there is one: the queue reads it, and the order is kept by it.
const damages = sql`
  insert into damages (id, sector, kind, geom, area_code, place, severity, function, safety, opened_at, last_report_at, report_count, rank, people, priority)
  select gen_random_uuid(), 'energy', 'substation', p, case when st_x(p) < 35 then 'TW1' else 'TE1' end, 'вулиця Перемоги ' || n, n % 5, case when n % 2 = 0 then 'out' else 'degraded' end, 'unsafe',
         now() - n * interval '1 minute', now(), 1, (n * 7919) % 100003, (n * 7919) % 4999, coalesce((select priority from damages limit 1), '{}')
    from generate_series(1, ${THINGS}::bigint) n, ${at}`

/** Puts the sites and damages into a database that has the test's world. */
export async function fillMap(database: Database): Promise<void> {
  const loader = await database.pool.connect()
  await loader.query("begin; set local session_replication_role = 'replica'; set local statement_timeout = 0")
  for (const { text, values } of [sites, damages]) await loader.query(text, values)
  await loader.query('commit')
  loader.release()
  for (const table of ['sites', 'damages']) await database.pool.query(`vacuum analyze ${table}`)
}

/** West, south, east, north and a zoom. */
export type MapWindow = { readonly bbox: readonly [number, number, number, number]; readonly zoom: number }

/** Views as people have them: the country, then closer and closer round places where something stands. */
export function viewsOf(): MapWindow[] {
  return Array.from({ length: VIEWS }, (_, n) => {
    const zoom = 6 + (n % 12)
    const [wide, tall] = [(1440 * 360) / (256 * 2 ** zoom), (900 * 230) / (256 * 2 ** zoom)]
    const [lon, lat] = [30.6 + ((n * 7919) % 30) / 30 * 9, 45.6 + ((n * 104729) % 30) / 30 * 6]
    return { bbox: [lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2], zoom }
  })
}

/** A view's address. */
export const pathOf = ({ bbox, zoom }: MapWindow, more = '') => `/api/map?bbox=${bbox.map((degrees) => degrees.toFixed(4)).join(',')}&zoom=${zoom}${more}`

/** The same asked of the database: rows in the box put into cells of 64 pixels. */
export const bare = ({ bbox: [west, south, east, north], zoom }: MapWindow) => sql`
  select avg(st_x(g)) as x, avg(st_y(g)) as y, count(*) as count, max(severity) as worst from (
    select point as g, null::int as severity from sites where point && ${boxGeometry([west, south, east, north])} and retired_at is null
    union all select geom, severity from damages where geom && ${boxGeometry([west, south, east, north])} and state = 'open') t
   group by st_snaptogrid(g, ${(64 * 360) / (256 * 2 ** zoom)}::float8)`

/** The country as a whole, and a part of it. */
export const COMPARED = [['the country', { bbox: [29, 44, 41, 53], zoom: 6 }], ['a part of it', { bbox: [31, 46, 33, 48], zoom: 9 }]] as const satisfies readonly (readonly [string, MapWindow])[]

/** The value below which a share of some numbers lies. */
export const shareOf = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? NaN
