import pg from 'pg'
import { prioritise } from '../../geo/damages/priority.ts'
import { DEFAULT_WEIGHTS } from '../../geo/damages/weights.ts'
import { compiled } from './compiled.ts'
import type { Server } from './server.ts'

const VARIANTS = 40

/** What stands in the country already, and how many damages with a site each are added around its hromadas. */
async function fill(pool: pg.Pool, count: number, oblast: string): Promise<void> {
  const now = new Date()
  const kinds = Array.from({ length: VARIANTS }, (_, n) => {
    const openedAt = new Date(now.getTime() - (1 + n) * 3_600_000).toISOString()
    const [severity, works] = [(n % 4) as 0 | 1 | 2 | 3, n % 3 === 0 ? 'degraded' : 'out'] as const
    const priority = prioritise({
      kind: 'substation', severity, function: works, danger: false, own: { people: 40 * (n + 1), basis: 'given', through: false }, dependents: [], facilities: [],
      hanging: 0, others: 0, travelH: null, weights: DEFAULT_WEIGHTS, openedAt, at: now.toISOString(),
    })
    return { nth: n, people: 40 * (n + 1), severity, function: works, opened: openedAt, tier: priority.tier, rank: priority.perCrewHour?.value ?? 0, lacking: priority.people?.value ?? null, priority }
  })
  const client = await pool.connect()
  try {
    // Rows of a country that has been at war for years: they come by a restore, not one by one, so that no trigger writes of each.
    await client.query("begin; set local session_replication_role = 'replica'; set local statement_timeout = 0")
    await client.query(`
      create temporary table country on commit drop as
      select n, gen_random_uuid() as site, k.*, h.code, st_setsrid(st_makepoint(st_x(h.at) + (n * 48271 % 10007 - 5003) / 50035.0, st_y(h.at) + (n * 16807 % 10009 - 5004) / 83408.0), 4326) as place
        from generate_series(1, $1::bigint) n
        join json_to_recordset($2::json) k(nth int, people int, severity smallint, function text, opened timestamptz, tier smallint, rank float8, lacking int, priority jsonb) on k.nth = n % ${VARIANTS}
        join (select code, st_pointonsurface(geom) as at, row_number() over (order by code) - 1 as nth, count(*) over () as of from areas where level = 'hromada' and lineage @> array[$3]) h on h.nth = n % h.of`,
    [count, JSON.stringify(kinds), oblast])
    await client.query(`
      insert into sites (id, sector, kind, name_uk, name_en, geom, point, area_code, population_served, population_basis, source, source_id, licence, attribution)
      select site, 'energy', 'substation', 'ТП ' || n, 'Transformer ' || n, place, place, code, people, 'given', 'test', n::text, 'CC0-1.0', 'made for a test' from country`)
    await client.query(`
      insert into damages (id, site_id, sector, kind, geom, area_code, place, severity, function, safety, opened_at, last_report_at, tier, rank, people, priority)
      select gen_random_uuid(), site, 'energy', 'substation', place, code, '', severity, function, 'unknown', opened, opened, tier, rank, lacking, priority from country`)
    await client.query('commit')
  } finally {
    client.release()
  }
  for (const table of ['sites', 'damages']) await pool.query(`vacuum analyze ${table}`)
}

/** Gives a running server so many damages more, each at a site of its own in an oblast; an embedded database is opened by this process meanwhile. */
export async function addDamages(server: Server, count: number, oblast: string): Promise<void> {
  if (server.databaseUrl !== undefined) {
    const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 1 })
    await fill(pool, count, oblast).finally(() => pool.end())
    return
  }
  await server.stop()
  const { openEmbedded } = await compiled<typeof import('../../api/db/embedded.ts')>('api/db/embedded.js')
  const embedded = await openEmbedded({ dataDir: server.dataDir, log: () => {} })
  const { port, close } = await embedded.listen(0)
  const pool = new pg.Pool({ connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`, max: 1 })
  await fill(pool, count, oblast).finally(() => pool.end())
  await close()
  await embedded.close()
  await server.restart()
}
