import { expect, test } from 'vitest'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { rangesOf } from '../../geo/feed/cells.ts'
import { fromCursor } from '../../geo/feed/cursor.ts'
import { parsers, sql, type Sql } from '../../api/db/sql.ts'
import * as queries from '../../api/feed/queries.ts'
import { fillFeed, happen, KEYS, type Page } from '../conformance/ogc-world.ts'
import { withDatabase } from '../kit/database.ts'
import { startServer } from '../kit/server.ts'
import { cpuMeter } from './cpu.ts'
import { openClient, requestOf } from './light-client.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const FEATURES = 200_000
const ROUNDS = 9
const AT_ONCE = 4
const DUE = 0.6
const WEST = { ...EVERYWHERE, areas: ['TW'] }
const BOX = [32, 46.5, 35, 49] as const
// FEED_PAGES=1000 measures those alone, and no single features.
const PAGES = process.env.FEED_PAGES
const ITEMS = '/ogc/collections/damages/items'

// Clustered round thirty places, as damage is.
const damages = (count: number) => sql`
  insert into damages (id, sector, kind, geom, area_code, place, severity, function, safety, opened_at, last_report_at)
  select gen_random_uuid(), 'energy', 'substation', p, case when st_x(p) < 35 then 'TW1' else 'TE1' end, 'вулиця Перемоги ' || n, n % 5, 'out', 'unsafe', now() - n * interval '1 minute', now()
    from generate_series(1, ${count}::bigint) n,
    lateral (select st_setsrid(st_makepoint(30.6 + (n * 7919) % 30 / 30.0 * 9 + (random() + random() + random() - 1.5) * 0.8, 45.6 + (n * 104729) % 30 / 30.0 * 6 + (random() + random() + random() - 1.5) * 0.5), 4326) as p) at`

async function atOnce(times: number, work: (nth: number) => Promise<unknown>): Promise<void> {
  let nth = 0
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (nth < times) await work(nth++) }))
}

test('a page of the feed by the server, against its bare query through the same pg', withDatabase(async (database, url) => {
  if (database.kind === 'embedded') throw new Error('two processes share the database here: run it on PostGIS')
  await fillFeed(database, 0, 1)
  const { text, values } = damages(FEATURES)
  const loader = await database.pool.connect()
  await loader.query("begin; set local session_replication_role = 'replica'") // the features come in one go, along the curve
  await loader.query(text, values)
  await loader.query('select write_damage_features(array(select id from damages order by feed_key(geom, geom)))')
  await loader.query('commit')
  loader.release()
  await database.write(happen)
  await database.pool.query('vacuum analyze damage_features')
  const ids = (await database.look<{ id: string }>(sql`select id from damage_features order by id limit 1000`)).map((row) => row.id)

  const server = await startServer({ databaseUrl: url })
  const client = await openClient(Number(new URL(server.url).port), AT_ONCE)
  const ask = (count: number, pathOf: (nth: number) => string, key: string, due = 200, headers: Record<string, string> = {}) =>
    client.all(Array.from({ length: count }, (_, nth) => requestOf('GET', pathOf(nth), { authorization: `Bearer ${key}`, ...headers })), ({ status }) => {
      if (status !== due) throw new Error(`answered ${status}`)
    }, false)
  const read = (path: string) => fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${KEYS.all}` } })
  // With the parsers of the server's own queries, and nothing else that the server does.
  const bare = async ({ text: words, values: given }: Sql) => { await database.pool.query({ text: words, values: given, types: parsers }) }
  const { pid } = server
  const meter = cpuMeter(database)

  const asked = { scope: EVERYWHERE, period: undefined, box: BOX, ranges: rangesOf(BOX) }
  const pages = async (limit: number, operations: number) => {
    const page = `${ITEMS}?limit=${limit}&bbox=${BOX.join(',')}`
    const first = (await (await read(page)).json()) as Page
    const second = first.links.find((link) => link.rel === 'next')!.href.replace(/^https?:\/\/[^/]+/, '')
    const after = fromCursor(new URL(`http://localhost${second}`).searchParams.get('cursor')!)
    const [one, next, west] = [queries.page('damages', asked, undefined, limit), queries.page('damages', asked, after, limit), queries.page('damages', { ...asked, scope: WEST }, undefined, limit)]
    const against = (name: string, statement: Sql) => ({ name, operations, round: () => atOnce(operations, () => bare(statement)) })
    printTable(`Page of ${limit} in a box of ${first.numberMatched} out of ${FEATURES} (${AT_ONCE} at once)`, await sideBySide([
      against('bare query', one),
      { name: 'over HTTP', pid, operations, due: DUE, round: () => ask(operations, () => page, KEYS.all) },
      against('bare query, next page', next),
      { name: 'over HTTP, next page', pid, operations, due: DUE, against: 'bare query, next page', round: () => ask(operations, () => second, KEYS.all) },
      against('bare query, key of an area', west),
      { name: 'over HTTP, key of an area', pid, operations, due: DUE, against: 'bare query, key of an area', round: () => ask(operations, () => page, KEYS.west) },
    ], ROUNDS, meter))
    expect(first.features.length).toBe(limit)
  }
  try {
    for (const limit of (PAGES ?? '1000,100').split(',').map(Number)) await pages(limit, Math.min(200, 40_000 / limit))
    if (PAGES !== undefined) return
    const unchanged = `${ITEMS}?limit=1000`
    const answer = await fetch(`${server.url}${unchanged}`, { headers: { authorization: `Bearer ${KEYS.all}` } })
    await answer.arrayBuffer()
    printTable('One feature by id, and a page that has not changed', await sideBySide([
      { name: 'bare query by id', operations: 400, round: () => atOnce(400, (nth) => bare(queries.feature('damages', ids[nth % ids.length]!, EVERYWHERE))) },
      { name: 'by id, over HTTP', pid, operations: 400, round: () => ask(400, (nth) => `${ITEMS}/${ids[nth]}`, KEYS.all) },
      { name: '304, over HTTP', pid, operations: 400, round: () => ask(400, () => unchanged, KEYS.all, 304, { host: new URL(server.url).host, 'if-none-match': answer.headers.get('etag') ?? '' }) },
    ], ROUNDS, meter))
  } finally {
    client.close()
    await server.discard()
  }
}))
