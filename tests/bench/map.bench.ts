import { expect, test } from 'vitest'
import { boxGeometry } from '../../api/db/box.ts'
import { sql } from '../../api/db/sql.ts'
import { makeThingFollower } from '../../api/map/things.ts'
import { cookieOf, fillWorld } from '../kit/world.ts'
import { withCommittingApi } from '../kit/with-api.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const THINGS = Number(process.env.MAP_THINGS ?? 100_000) // that many sites, and as many damages
const ROUNDS = 5
const VIEWS = 60

// Clustered round thirty places, as sites are. A seed of its own for every number, so that each run has the same country.
const at = sql`lateral (select st_setsrid(st_makepoint(
  30.6 + (n * 7919) % 30 / 30.0 * 9 + ((n * 48271) % 10007 / 10007.0 - 0.5) * 0.9, 45.6 + (n * 104729) % 30 / 30.0 * 6 + ((n * 16807) % 10009 / 10009.0 - 0.5) * 0.6), 4326) as p) at`
const sites = sql`
  insert into sites (id, sector, kind, name_uk, name_en, geom, point, area_code, source, source_id, licence, attribution)
  select gen_random_uuid(), case when n % 3 = 0 then 'communications' else 'energy' end, case when n % 3 = 0 then 'mast' else 'substation' end,
         'Підстанція ' || n, 'Substation ' || n, p, p, case when st_x(p) < 35 then 'TW1' else 'TE1' end, 'bench', n::text, 'CC0-1.0', 'made for a measurement'
    from generate_series(1, ${THINGS}::bigint) n, ${at}`
const damages = sql`
  insert into damages (id, sector, kind, geom, area_code, place, severity, function, safety, opened_at, last_report_at)
  select gen_random_uuid(), 'energy', 'substation', p, case when st_x(p) < 35 then 'TW1' else 'TE1' end, 'вулиця Перемоги ' || n, n % 5, case when n % 2 = 0 then 'out' else 'degraded' end, 'unsafe',
         now() - n * interval '1 minute', now()
    from generate_series(1, ${THINGS}::bigint) n, ${at}`

/** Views as people have them: the country, then closer and closer round places where something stands. */
function viewsOf(): { bbox: [number, number, number, number]; zoom: number }[] {
  return Array.from({ length: VIEWS }, (_, n) => {
    const zoom = 6 + (n % 12)
    const [wide, tall] = [(1440 * 360) / (256 * 2 ** zoom), (900 * 230) / (256 * 2 ** zoom)]
    const [lon, lat] = [30.6 + ((n * 7919) % 30) / 30 * 9, 45.6 + ((n * 104729) % 30) / 30 * 6]
    return { bbox: [lon - wide / 2, lat - tall / 2, lon + wide / 2, lat + tall / 2], zoom }
  })
}

/** The same asked of the database: rows in the box put into cells of 64 pixels. */
const bare = (bbox: [number, number, number, number], zoom: number) => sql`
  select avg(st_x(g)) as x, avg(st_y(g)) as y, count(*) as count, max(severity) as worst from (
    select point as g, null::int as severity from sites where point && ${boxGeometry(bbox)} and retired_at is null
    union all select geom, severity from damages where geom && ${boxGeometry(bbox)} and state = 'open') t
   group by st_snaptogrid(g, ${(64 * 360) / (256 * 2 ** zoom)}::float8)`

test('a view of the map, against the query that it answers', withCommittingApi(async (api, database) => {
  await fillWorld(database)
  const loader = await database.pool.connect()
  await loader.query("begin; set local session_replication_role = 'replica'; set local statement_timeout = 0")
  for (const { text, values } of [sites, damages]) await loader.query(text, values)
  await loader.query('commit')
  loader.release()
  await database.pool.query('vacuum analyze sites')
  await database.pool.query('vacuum analyze damages')

  const follower = makeThingFollower(database)
  const [before, cpu, began] = [process.memoryUsage(), process.cpuUsage(), performance.now()]
  const { index } = await follower.upToDate()
  const [took, used, after] = [performance.now() - began, process.cpuUsage(cpu), process.memoryUsage()]
  process.stdout.write(`\n${index.size()} things read into memory in ${(took / 1000).toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of CPU here; ${Math.round((after.arrayBuffers - before.arrayBuffers) / 1e6)} MB of columns\n`)

  const headers = { cookie: cookieOf('authority'), 'accept-encoding': 'br' }
  const ask = async ({ bbox, zoom }: ReturnType<typeof viewsOf>[number], more = '') => {
    const answer = await api.call('GET', `/api/map?bbox=${bbox.map((degrees) => degrees.toFixed(4)).join(',')}&zoom=${zoom}${more}`, { headers })
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
    return (await answer.arrayBuffer()).byteLength
  }
  const views = viewsOf()
  await ask(views[0]!)
  const times: { ms: number; bytes: number; zoom: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const view of views) {
      const start = performance.now()
      const bytes = await ask(view)
      times.push({ ms: performance.now() - start, bytes, zoom: view.zoom })
    }
  }
  const inOrder = times.map(({ ms }) => ms).sort((a, b) => a - b)
  const share = (part: number) => inOrder[Math.floor(inOrder.length * part)]!.toFixed(1)
  process.stdout.write(`${times.length} views of ${THINGS} sites and ${THINGS} damages: median ${share(0.5)} ms, p95 ${share(0.95)} ms, most ${share(0.999)} ms; at most ${(Math.max(...times.map(({ bytes }) => bytes)) / 1000).toFixed(1)} kB packed\n`)

  const country = { bbox: [29, 44, 41, 53] as [number, number, number, number], zoom: 6 }
  const near = { bbox: [31, 46, 33, 48] as [number, number, number, number], zoom: 9 }
  for (const [name, view] of [['the country', country], ['a part of it', near]] as const) {
    const { text, values } = bare(view.bbox, view.zoom)
    printTable(`A view of ${name}`, await sideBySide([
      { name: 'bare query', operations: 5, round: async () => { for (let n = 0; n < 5; n += 1) await database.pool.query(text, values) } },
      { name: 'the answer', operations: 5, round: async () => { for (let n = 0; n < 5; n += 1) await ask(view) } },
      { name: 'the answer, filtered', operations: 5, round: async () => { for (let n = 0; n < 5; n += 1) await ask(view, '&severity=4&function=out') } },
    ], 5))
  }
  expect(index.size()).toBeGreaterThan(THINGS * 2)
}))
