import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { serve } from '@hono/node-server'
import { expect, test } from 'vitest'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { rangesOf } from '../../geo/feed/cells.ts'
import { fromCursor } from '../../geo/feed/cursor.ts'
import { buildApp } from '../../api/app.ts'
import { sql, type Sql } from '../../api/db/sql.ts'
import * as queries from '../../api/feed/queries.ts'
import { fillFeed, get, happen, KEYS, type Page } from '../conformance/ogc-world.ts'
import { withCommittingApi } from '../kit/with-api.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const FEATURES = 200_000
const ROUNDS = 9
const AT_ONCE = 4
const BOX = [32, 46.5, 35, 49] as const
const ITEMS = '/ogc/collections/damages/items'

// Clustered round thirty places, as damage is.
const damages = (count: number) => sql`
  insert into damages (id, sector, kind, geom, area_code, place, severity, function, safety, opened_at, last_report_at)
  select gen_random_uuid(), 'energy', 'substation', p, case when st_x(p) < 35 then 'TW1' else 'TE1' end, 'вулиця Перемоги ' || n, n % 5, 'out', 'unsafe', now() - n * interval '1 minute', now()
    from generate_series(1, ${count}::bigint) n,
    lateral (select st_setsrid(st_makepoint(30.6 + (n * 7919) % 30 / 30.0 * 9 + (random() + random() + random() - 1.5) * 0.8, 45.6 + (n * 104729) % 30 / 30.0 * 6 + (random() + random() + random() - 1.5) * 0.5), 4326) as p) at`

// The client has a thread of its own: what it costs to read a page is not the server's.
const CLIENT = `
  const { parentPort } = require('node:worker_threads')
  const { Agent, request } = require('node:http')
  const agent = new Agent({ keepAlive: true, maxSockets: ${AT_ONCE} })
  const ask = (port, path, due, headers) => new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, agent, headers }, (answer) => {
      if (answer.statusCode !== due) reject(new Error(path + ' was answered ' + answer.statusCode))
      answer.resume().on('end', resolve).on('error', reject)
    }).on('error', reject).end()
  })
  parentPort.on('message', async ({ port, paths, due, headers }) => {
    let nth = 0
    try {
      await Promise.all(Array.from({ length: ${AT_ONCE} }, async () => { while (nth < paths.length) await ask(port, paths[nth++], due, headers) }))
      parentPort.postMessage('')
    } catch (error) { parentPort.postMessage(error.message) }
  })`

async function atOnce(times: number, work: (nth: number) => Promise<unknown>): Promise<void> {
  let nth = 0
  await Promise.all(Array.from({ length: AT_ONCE }, async () => { while (nth < times) await work(nth++) }))
}

test('a page of the feed over HTTP, against its bare query through the same pg', withCommittingApi(async (api, database) => {
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

  const server = serve({ fetch: buildApp(api.standing).fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = new Worker(CLIENT, { eval: true })
  const ask = async (paths: readonly string[], key: string, due: number, headers: Record<string, string> = {}) => {
    client.postMessage({ port, paths, due, headers: { authorization: `Bearer ${key}`, ...headers } })
    const [failed] = (await once(client, 'message')) as [string]
    if (failed !== '') throw new Error(failed)
  }
  const times = (count: number, path: string) => Array.from({ length: count }, () => path)
  const bare = async ({ text: words, values: given }: Sql) => { await database.pool.query(words, given) }

  const asked = (limited: boolean) => ({ scope: limited ? { ...EVERYWHERE, areas: ['TW', 'TW1'] } : EVERYWHERE, period: undefined, box: BOX, ranges: rangesOf(BOX) })
  const pages = async (limit: number, operations: number) => {
    const page = `${ITEMS}?limit=${limit}&bbox=${BOX.join(',')}`
    const first = (await (await get(api, page)).json()) as Page
    const second = first.links.find((link) => link.rel === 'next')!.href.replace(/^https?:\/\/[^/]+/, '')
    const after = fromCursor(new URL(`http://localhost${second}`).searchParams.get('cursor')!)
    printTable(`Page of ${limit} in a box of ${first.numberMatched} out of ${FEATURES} (${database.kind}, ${AT_ONCE} at once)`, await sideBySide([
      { name: 'bare query', operations, round: () => atOnce(operations, () => bare(queries.page('damages', asked(false), undefined, limit))) },
      { name: 'over HTTP', operations, round: () => ask(times(operations, page), KEYS.all, 200) },
      { name: 'over HTTP, next page', operations, round: () => ask(times(operations, second), KEYS.all, 200) },
      { name: 'bare query, next page', operations, round: () => atOnce(operations, () => bare(queries.page('damages', asked(false), after, limit))) },
      { name: 'over HTTP, key of an area', operations, round: () => ask(times(operations, page), KEYS.west, 200) },
    ], ROUNDS))
    expect(first.features.length).toBe(limit)
  }
  await pages(1000, 40)
  await pages(100, 200)

  const etag = (await get(api, `${ITEMS}?limit=1000`)).headers.get('etag') ?? ''
  const unchanged = new URL(`http://127.0.0.1:${port}${ITEMS}?limit=1000`)
  const answer = await fetch(unchanged, { headers: { authorization: `Bearer ${KEYS.all}` } })
  await answer.arrayBuffer()
  expect(answer.headers.get('etag')).not.toBe(etag) // another address, another tag
  printTable('One feature by id, and a page that has not changed', await sideBySide([
    { name: 'bare query by id', operations: 400, round: () => atOnce(400, (nth) => bare(queries.feature('damages', ids[nth % ids.length]!, EVERYWHERE))) },
    { name: 'by id, over HTTP', operations: 400, round: () => ask(ids.slice(0, 400).map((id) => `${ITEMS}/${id}`), KEYS.all, 200) },
    { name: '304, over HTTP', operations: 400, round: () => ask(times(400, `${ITEMS}?limit=1000`), KEYS.all, 304, { host: `127.0.0.1:${port}`, 'if-none-match': answer.headers.get('etag') ?? '' }) },
  ], ROUNDS))
  await client.terminate()
  server.close()
}))
