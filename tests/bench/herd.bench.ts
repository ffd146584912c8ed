import { createHmac } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { databaseOn } from '../../api/db/database.ts'
import { sql } from '../../api/db/sql.ts'
import { callOver } from '../../web/call.ts'
import { lightSync } from '../../web/sync/light.ts'
import { makeMemoryStore } from '../../web/sync/memory-store.ts'
import { makeOutbox } from '../../web/sync/outbox.ts'
import { keepFlushing } from '../../web/sync/triggers.ts'
import { runDatabase } from '../kit/database.ts'
import { withServer, type Server } from '../kit/server.ts'
import { COUNTRY, fillCountry } from '../sim/country.ts'
import { randomOf, type Random } from '../sim/random.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { cpuOf } from './cpu.ts'

const CREWS = Number(process.env.HERD_CREWS ?? 10_000)
const REPORTS = 5
const ARRIVE_WITHIN_MS = 10_000
const ALL_IN_WITHIN_S = 600
const SYNC_P99_MS = 2000
const DESK_EVERY_MS = 500
const SECRET = 'not a secret: the server of the herd has it'

const cookieOf = (token: string) => `vidnova.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', SECRET).update(token).digest('base64')}`)}`
const quantile = (list: readonly number[], share: number) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? NaN
const line = (what: string, value: string, limit: string) => process.stdout.write(`  ${what.padEnd(44)} ${value.padEnd(30)} limit ${limit}\n`)

type Seen = { readonly served: number[]; readonly worked: number[]; turnedAway: number; failed: number }

/** One crew's phone, its own code, with five reports that waited for the network; resolves when all are delivered. */
async function liveCrew(number: number, url: string, random: Random, seen: Seen): Promise<number> {
  const store = makeMemoryStore()
  const area = COUNTRY.areaOf(number)
  const network = async (address: string, init: RequestInit) => {
    const began = performance.now()
    const answer = await fetch(`${url}${address}`, { ...init, headers: { ...(init.headers as Record<string, string>), cookie: cookieOf(COUNTRY.person(number)) } })
    const said = new Response(await answer.text(), answer)
    if (answer.status === 200) {
      seen.served.push(performance.now() - began)
      seen.worked.push(Number(/work;dur=(\d+)/.exec(answer.headers.get('server-timing') ?? '')?.[1] ?? NaN))
    }
    if (answer.status === 503) seen.turnedAway += 1
    else if (answer.status !== 200) seen.failed += 1
    return said
  }
  const outbox = makeOutbox({
    store, device: uuidv7(Date.now(), random.bytes(10)), nowMs: () => Date.now(), random: random.next, who: () => COUNTRY.person(number), changed: () => undefined,
    alone: (work) => work(), send: (asked) => callOver(network, lightSync, { body: asked }), sendPhoto: async () => { throw new Error('a herd without photos') },
  })
  for (let nth = 0; nth < REPORTS; nth += 1) {
    const id = uuidv7(Date.now(), random.bytes(10))
    const body = { id, observedAt: new Date().toISOString(), site: COUNTRY.site(area, random.int(0, 4)), position: COUNTRY.position(area, random.next()), accuracyM: 12, located: 'site_picked', severity: random.int(1, 4), function: 'out', note: 'після відключення' }
    await outbox.file({ id, kind: 'report.file', body, label: { names: null, place: '', version: null } })
  }
  await wait(random.int(0, ARRIVE_WITHIN_MS))
  return new Promise((done, failed) => {
    const going = keepFlushing(async () => {
      const waitMs = await outbox.flush()
      if ((await store.outgoing()).length > 0) return waitMs
      going.stop()
      done((await store.ops()).filter((op) => op.state === 'delivered').length)
      return waitMs
    }, {
      after: (waitMs, then) => { const timer = setTimeout(then, waitMs); return () => clearTimeout(timer) },
      onWake: () => () => undefined, failed,
    })
  })
}

/** The desk, asking for its queue and its map all the while; the times of both in ms. */
async function pollDesk(url: string, over: () => boolean): Promise<{ queue: number[]; map: number[] }> {
  const times = { queue: [] as number[], map: [] as number[] }
  const ask = async (path: string, into: number[]) => {
    const began = performance.now()
    // A connection that the server closed while it idled is opened again, as a browser does.
    const get = () => fetch(`${url}${path}`, { headers: { cookie: cookieOf('authority') } })
    const answer = await get().catch((error: Error & { cause?: { code?: string } }) => { if (error.cause?.code !== 'UND_ERR_SOCKET') throw error; return get() })
    await answer.arrayBuffer()
    expect(answer.status, path).toBe(200)
    into.push(performance.now() - began)
  }
  while (!over()) {
    await Promise.all([ask('/api/damages?limit=100', times.queue), ask('/api/map?bbox=22,44,40,53&zoom=6', times.map), wait(DESK_EVERY_MS)])
  }
  return times
}

async function settle(server: Server): Promise<void> {
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 })
  const database = databaseOn(pool, 'server')
  await fillCountry(database, CREWS)
  await database.look(sql`insert into users (id, name, email, email_verified) values ('authority', 'authority', 'authority@example.org', true)`)
  await database.look(sql`insert into grants (user_id, role) values ('authority', 'authority')`)
  await database.look(sql`insert into sessions (id, user_id, token, expires_at) select id, id, id, now() + interval '1 day' from users`)
  await pool.query('analyze')
  await pool.end()
}

test('ten thousand crews with five reports each come together after a blackout', async () => {
  if ((await runDatabase()).kind === 'embedded') throw new Error('the herd is measured on PostGIS: .ci/postgis.sh npm run bench -- herd')
  await withServer({ env: { DEMO: 'no', AUTH_SECRET: SECRET, LOG_LEVEL: 'warn' }, from: 'migrated' }, async (server) => {
    await settle(server)
    const random = randomOf('herd')
    const seen: Seen = { served: [], worked: [], turnedAway: 0, failed: 0 }
    let over = false
    const desk = pollDesk(server.url, () => over)
    const client = new pg.Client({ connectionString: server.databaseUrl })
    await client.connect()
    const cpuS = async () => {
      const { rows } = await client.query<{ pid: number }>("select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'")
      return [server.pid(), ...rows.map(({ pid }) => pid)].map((pid) => (cpuOf(pid) ?? NaN) / 1000)
    }
    const before = await cpuS()
    const began = performance.now()
    const delivered = await Promise.all(Array.from({ length: CREWS }, (_, number) => liveCrew(number, server.url, random.fork(`crew ${number}`), seen)))
    const tookS = (performance.now() - began) / 1000
    over = true
    const asked = await desk

    const { rows: [stored] } = await client.query<{ reports: number; events: number }>(`
      select (select count(*)::int from reports) as reports, (select count(distinct id)::int from events where verb = 'report.filed') as events`)
    const [ofServer = NaN, ...ofDatabase] = await cpuS()
    await client.end()
    const ms = (value: number) => `${Math.round(value)} ms`
    process.stdout.write(`\nA herd of ${CREWS} crews with ${REPORTS} reports each (PostGIS, the phones on the same cores)\n`)
    line('all texts in', `${tookS.toFixed(0)} s, ${(CREWS * REPORTS / tookS).toFixed(0)} reports a second`, `${ALL_IN_WITHIN_S} s`)
    line('a sync after its admission: median, p99', `${ms(quantile(seen.worked, 0.5))}, ${ms(quantile(seen.worked, 0.99))}`, ms(SYNC_P99_MS))
    line('the same as its phone sees it, with its turn', `${ms(quantile(seen.served, 0.5))}, ${ms(quantile(seen.served, 0.99))}`, '–')
    line('syncs served, turned away, failed', `${seen.served.length}, ${seen.turnedAway}, ${seen.failed}`, '–')
    line('the desk’s queue meanwhile: median, p95', `${ms(quantile(asked.queue, 0.5))}, ${ms(quantile(asked.queue, 0.95))}`, '1000 ms')
    line('the desk’s map meanwhile: median, p95', `${ms(quantile(asked.map, 0.5))}, ${ms(quantile(asked.map, 0.95))}`, '1000 ms')
    // Its connections were opened for this: what they used, they used for it.
    const used = [ofServer - (before[0] ?? NaN), ofDatabase.reduce((sum, one) => sum + one, 0)] as const
    line('CPU of the server and the database', `${used.map((one) => one.toFixed(1)).join(' and ')} s, ${((used[0] + used[1]) / (CREWS * REPORTS) * 1000).toFixed(1)} ms a report`, '–')
    expect(delivered.every((count) => count === REPORTS)).toBe(true)
    expect(stored).toEqual({ reports: CREWS * REPORTS, events: CREWS * REPORTS })
    expect(seen.failed).toBe(0)
    expect(tookS).toBeLessThan(ALL_IN_WITHIN_S)
  })()
}, 1_200_000)
