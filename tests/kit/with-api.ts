import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { makeAuth } from '../../api/access/auth.ts'
import { buildApp, type Standing } from '../../api/app.ts'
import type { Database } from '../../api/db/database.ts'
import { makeLiveFeed } from '../../api/live/live-feed.ts'
import { makeLog } from '../../api/log.ts'
import { folderStore } from '../../api/photos/store.ts'
import { sealIn } from '../../api/seal/seal.ts'
import { folderParts } from '../../api/uploads/parts.ts'
import { inTransaction, runDatabase, withDatabase } from './database.ts'
import { nested } from './nested.ts'

/** The time in the API under test, unless the test gives another clock. */
export const NOON = new Date('2026-03-05T12:00:00.000Z')
/** What signs the sessions of the API under test. */
export const TEST_SECRET = 'not a secret: every API under test has it'

/** The whole API of a test, asked without a socket. */
export type Api = {
  /** Asks for a path; a body that is no string or bytes is sent as JSON. */
  call(method: string, path: string, asked?: { body?: unknown; headers?: Readonly<Record<string, string>> }): Promise<Response>
  readonly standing: Standing
}

type Changes = Partial<Standing>

async function over(database: Database, changes: Changes, use: (api: Api) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-photos-'))
  const log = makeLog(process.env.TEST_LOG ?? 'silent')
  const live = makeLiveFeed(database, log)
  const standing: Standing = {
    database, log, live, photos: folderStore(folder), parts: folderParts(join(folder, 'uploads')), seal: sealIn(join(folder, 'seal'), changes.clock ?? (() => NOON)), demo: false, publicUrl: undefined, trustProxy: false, version: 'test',
    baseMaps: [], timeZone: 'Europe/Kyiv', network: fetch,
    auth: makeAuth({ database, secret: TEST_SECRET, publicUrl: undefined, trustProxy: false, demo: changes.demo ?? false }),
    clock: () => NOON, makeId: randomUUID, ready: () => true, ...changes,
  }
  const app = buildApp(standing)
  try {
    await use({
      standing,
      call: async (method, path, { body, headers = {} } = {}) => {
        const asIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array
        const type: Record<string, string> = body === undefined || body instanceof Uint8Array ? {} : { 'content-type': 'application/json' }
        return app.request(path, { method, headers: { ...type, ...headers }, ...(body === undefined ? {} : { body: (asIs ? body : JSON.stringify(body)) as string }) })
      },
    })
  } finally {
    await live.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Gives a test the whole API on the run's database, inside a transaction that is rolled back after it; `changes` replace what it stands on. */
export const withApi = (test: (api: Api, client: pg.PoolClient) => Promise<void>, changes: Changes = {}) => inTransaction(async (client) => {
  const { kind } = await runDatabase()
  await over(nested(client, kind), changes, (api) => test(api, client))
})

/** Gives a test the whole API on the run's database, committing; emptied after. For requests at once and for cursors over commits. */
export const withCommittingApi = (test: (api: Api, database: Database) => Promise<void>, changes: Changes = {}) => withDatabase((database) =>
  over(database, changes, (api) => test(api, database)))
