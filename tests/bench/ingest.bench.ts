import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { DamageReport } from '../../geo/reports/report.ts'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { Database } from '../../api/db/database.ts'
import { keptAs, run, sql, type Tx } from '../../api/db/sql.ts'
import { cursorNow } from '../../api/events/commands.ts'
import { fileReport, hashOf } from '../../api/reports/commands.ts'
import { withDatabase } from '../kit/database.ts'
import { startServer } from '../kit/server.ts'
import { TEST_SECRET } from '../kit/with-api.ts'
import { aReport, cookieOf, fileOp, fillWorld, WORLD } from '../kit/world.ts'
import { cpuMeter } from './cpu.ts'
import { openClient, requestOf } from './light-client.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const REPORTS = 100
const ROUNDS = 9
const AT_ONCE = 8
const CONTENDERS = 4
const DUE = 0.6
const DEVICES = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']

type Report = ReturnType<typeof aReport>
const actor: Actor = { id: 'crew-7', name: 'Crew 7', kind: 'person', grants: [] }
const scope: Scope = { areas: ['TW'], organisations: [], crews: [WORLD.crew], members: [], actor: actor.id }

/** Hands out work to `AT_ONCE` takers until none is left. */
async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items]
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item)
  }))
}

/** Files a report's bare transaction: every statement that one filing sends, recorded once, with another report's ids in their places. */
async function makeReplay(database: Database, model: Report) {
  const recorded: { readonly name: string | undefined; readonly text: string; readonly values: readonly unknown[] }[] = []
  const damage = randomUUID()
  await database.write((tx) => {
    const recording: Tx = { ...tx, query: (statement) => { recorded.push({ name: keptAs(statement), text: statement.text, values: statement.values }); return tx.query(statement) } }
    return fileReport(recording, actor, scope, { report: DamageReport.parse(model), body: model, hash: hashOf(model), device: null, now: new Date(), freshId: damage })
  })
  const replayed = (keeps: boolean) => async (report: Report) => {
    const other = randomUUID()
    const swap = (value: unknown): unknown => (Array.isArray(value) ? value.map(swap) : typeof value !== 'string' ? value
      : value.replaceAll(model.id, report.id).replaceAll(damage, other).replaceAll(String(model.site), String(report.site)))
    const client = await database.pool.connect()
    await client.query('begin')
    for (const { name, text, values } of recorded) await client.query({ name: keeps ? name : undefined, text, values: values.map(swap) })
    await client.query('commit')
    client.release()
  }
  return { replay: replayed(false), keeping: replayed(true), statements: recorded.length }
}

test('one report accepted by the server, against its bare SQL transaction through the same pg', withDatabase(async (database, url) => {
  if (database.kind === 'embedded') throw new Error('two processes share the database here: run it on PostGIS')
  await fillWorld(database)
  // A site for each report, so that each opens a damage: the costliest case, and no two wait for each other.
  await database.write((tx) => run(tx, sql`
    insert into sites (sector, kind, name_uk, geom, population_served, population_basis, source, source_id, licence, attribution)
    select 'energy', 'substation', 'ПС ' || n, st_setsrid(st_makepoint(31 + n % 100 * 0.01, 46 + n / 100 * 0.001), 4326), 1000, 'given', 'bench', n::text, 'CC0-1.0', 'made for a bench'
      from generate_series(1, ${REPORTS * (ROUNDS + 2) * CONTENDERS + 1}) n`))
  await database.pool.query('vacuum analyze sites')
  const { rows: sites } = await database.pool.query<{ id: string }>('select id from sites where source = \'bench\' order by source_id')
  const report = () => aReport({ site: sites.pop()!.id, note: 'Обрив проводу, опора нахилена', position: [31.2, 46.5] })
  const fresh = (count = REPORTS) => Array.from({ length: count }, report)
  const { replay, keeping, statements } = await makeReplay(database, report())

  const server = await startServer({ databaseUrl: url, env: { AUTH_SECRET: TEST_SECRET } })
  const client = await openClient(Number(new URL(server.url).port), AT_ONCE)
  const headers = { 'content-type': 'application/json', cookie: cookieOf('crew-7') }
  const send = (requests: readonly string[]) => client.all(requests, ({ status, text }) => {
    if (status !== 200 || text.includes('"refused"')) throw new Error(text)
  }, true)
  const { pid } = server
  try {
    const measured = await sideBySide([
      { name: 'bare SQL transaction', operations: REPORTS, round: () => atOnce(fresh(), replay) },
      { name: 'one report, over HTTP', pid, operations: REPORTS, due: DUE,
        round: () => send(fresh().map((one) => requestOf('PUT', `/api/reports/${one.id}`, headers, JSON.stringify(one)))) },
      { name: 'the same SQL, its plans kept as ours are', operations: REPORTS, round: () => atOnce(fresh(), keeping) },
      { name: 'fifty reports in a sync, over HTTP', pid, operations: REPORTS, due: DUE, round: async () => {
        const since = await database.read(cursorNow)
        await send(DEVICES.map((device) => requestOf('POST', '/api/sync', headers, JSON.stringify({ device, since, ops: fresh(REPORTS / 2).map(fileOp) }))))
      } },
    ], ROUNDS, cpuMeter(database))
    printTable(`One report accepted (${AT_ONCE} at once, ${statements} statements each; CPU of the one that asks the database, and of the database)`, measured)
    const { rows: [counted] } = await database.pool.query<{ count: number }>('select count(*)::int as count from reports')
    expect(counted?.count).toBe(REPORTS * (ROUNDS + 2) * CONTENDERS + 1)
  } finally {
    client.close()
    await server.discard()
  }
}))
