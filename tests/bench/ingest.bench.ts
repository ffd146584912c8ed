import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { DamageReport } from '../../geo/reports/report.ts'
import type { Actor } from '../../geo/access/roles.ts'
import { buildApp } from '../../api/app.ts'
import { run, sql, type Tx } from '../../api/db/sql.ts'
import { fileReport, hashOf } from '../../api/reports/commands.ts'
import { aReport, cookieOf, fillWorld } from '../kit/world.ts'
import { withCommittingApi } from '../kit/with-api.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const REPORTS = 200
const ROUNDS = 9
const AT_ONCE = 8

type Said = { readonly text: string; readonly values: readonly unknown[] }
const actor: Actor = { id: 'crew-7', name: 'Crew 7', kind: 'person', grants: [] }

/** Hands out work to `AT_ONCE` takers until none is left. */
async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items]
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item)
  }))
}

test('one report accepted, against its bare SQL transaction through the same pg', withCommittingApi(async (api, database) => {
  await fillWorld(database)
  // A site for each report, so that each opens a damage: the costliest case, and no two wait for each other.
  await database.write((tx) => run(tx, sql`
    insert into sites (sector, kind, name_uk, geom, population_served, population_basis, source, source_id, licence, attribution)
    select 'energy', 'substation', 'ПС ' || n, st_setsrid(st_makepoint(31 + n % 100 * 0.01, 46 + n / 100 * 0.001), 4326), 1000, 'given', 'bench', n::text, 'CC0-1.0', 'made for a bench'
      from generate_series(1, ${REPORTS * (ROUNDS + 2) * 3 + 200}) n`))
  const { rows: sites } = await database.pool.query<{ id: string }>('select id from sites where source = \'bench\' order by source_id')
  const fresh = () => Array.from({ length: REPORTS }, () => aReport({ site: sites.pop()!.id, note: 'Обрив проводу, опора нахилена', position: [31.2, 46.5] }))
  const scope = { areas: ['T', 'TW', 'TW1'], organisations: [], crews: ['00000000-0000-4000-8000-000000000021'], actor: 'crew-7' }

  // The bare transaction: every statement that one filing sends, recorded, with the ids of another report in their places.
  const recorded: Said[] = []
  const [model] = fresh()
  const damage = randomUUID()
  await database.write((tx) => {
    const recording: Tx = { ...tx, query: (statement) => { recorded.push({ text: statement.text, values: statement.values }); return tx.query(statement) } }
    return fileReport(recording, actor, scope, { report: DamageReport.parse(model), body: model, hash: hashOf(model), device: null, now: api.standing.clock(), freshId: damage })
  })
  const replay = async (report: { id: string; site?: string | null | undefined }) => {
    const other = randomUUID()
    const swap = (value: unknown): unknown => (Array.isArray(value) ? value.map(swap) : typeof value !== 'string' ? value
      : value.replaceAll(model!.id, report.id).replaceAll(damage, other).replaceAll(String(model!.site), String(report.site)))
    const client = await database.pool.connect()
    await client.query('begin')
    for (const { text, values } of recorded) await client.query(text, values.map(swap))
    await client.query('commit')
    client.release()
  }

  const app = buildApp(api.standing)
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { 'content-type': 'application/json', cookie: cookieOf('crew-7') }
  const put = async (origin: string, report: { id: string }, send: (url: string, init: RequestInit) => Response | Promise<Response>) => {
    const answer = await send(`${origin}/api/reports/${report.id}`, { method: 'PUT', headers, body: JSON.stringify(report) })
    if (answer.status !== 200) throw new Error(await answer.text())
    await answer.arrayBuffer()
  }

  const measured = await sideBySide([
    { name: 'bare SQL transaction', operations: REPORTS, round: () => atOnce(fresh(), replay) },
    { name: 'one report, in the app', operations: REPORTS, round: () => atOnce(fresh(), (report) => put('', report, (url, init) => app.request(url, init))) },
    { name: 'one report, over HTTP', operations: REPORTS, round: () => atOnce(fresh(), (report) => put(`http://127.0.0.1:${port}`, report, fetch)) },
  ], ROUNDS)
  server.close()
  printTable(`One report accepted (${database.kind}, ${AT_ONCE} at once, ${recorded.length} statements each)`, measured)
  const { rows: [counted] } = await database.pool.query<{ count: number }>('select count(*)::int as count from reports')
  expect(counted?.count).toBe(REPORTS * (ROUNDS + 2) * 3 + 1)
}))
