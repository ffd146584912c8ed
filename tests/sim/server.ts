import { createHmac } from 'node:crypto'
import { makeAuth } from '../../api/access/auth.ts'
import { buildApp } from '../../api/app.ts'
import type { Database } from '../../api/db/database.ts'
import { sql, type Tx } from '../../api/db/sql.ts'
import { makeLiveFeed } from '../../api/live/live-feed.ts'
import { makeLog } from '../../api/log.ts'
import type { PhotoStore } from '../../api/photos/store.ts'
import type { Parts } from '../../api/uploads/parts.ts'
import type { Seal } from '../../api/seal/seal.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import type { VirtualClock } from './clock.ts'
import type { Random } from './random.ts'

const SECRET = 'not a secret: the server of the simulation has it'

/** The server dies here. */
class Killed extends Error {}

/** What the server was asked, as it stands in no proxy's way: for a replay. */
export type Asked = { readonly atMs: number; readonly who: string; readonly method: string; readonly path: string; readonly body: string | Uint8Array<ArrayBuffer>
  /** Headers that the request brings along: an upload's. */
  readonly headers?: Readonly<Record<string, string>>
  readonly cutAfter?: number; readonly killAtQuery?: number }

/** A request on the wire, and what befalls it there. */
export type Arriving = Omit<Asked, 'atMs'> & { readonly cookie: string }

/** The real app on a real database, in this process, at the virtual time. */
export type SimServer = {
  /** Answers one request; undefined when the server died of it, and was started again. */
  answer(arriving: Arriving): Promise<Response | undefined>
  /** Dies and starts again: what is not in the database or among the photos is gone. */
  restart(): void
  /** Opens a session and gives its cookie. */
  signIn(who: string): Promise<string>
  endSessions(who: string): Promise<void>
  /** From now on this operation meets a fault of ours. */
  poison(id: string): void
  /** Requests that were answered 200, and all of uploads with what befell them, since a part of one is kept too; in order. */
  readonly log: readonly { readonly asked: Asked; readonly said: string }[]
  close(): void
}

/** All that a simulated server stands on. */
export type SimStanding = { readonly database: Database; readonly photos: PhotoStore; readonly parts: Parts; readonly seal: Seal; readonly clock: Pick<VirtualClock, 'nowMs'>; readonly random: Random }

/** Starts the app. One request at a time: concurrency is what other tests are about. */
export function startSimServer({ database, photos, parts, seal, clock, random }: SimStanding): SimServer {
  const log: { asked: Asked; said: string }[] = []
  const poisoned = new Set<unknown>()
  const tokens = random.fork('tokens')
  const ids = random.fork('ids')
  let queriesLeft = Infinity

  const watched = (tx: Tx): Tx => ({
    async query(statement) {
      if ((queriesLeft -= 1) < 0) throw new Killed('killed in the middle of a transaction')
      if (poisoned.size > 0 && statement.values.some((value) => poisoned.has(value))) throw new Error('a fault of ours, made by the simulation')
      return tx.query(statement)
    },
    savepoint: (work) => tx.savepoint((inner) => work(watched(inner))),
  })
  const hurt: Database = { ...database, write: (work) => database.write((tx) => work(watched(tx))) }

  function start() {
    const silent = makeLog('silent')
    const live = makeLiveFeed(hurt, silent)
    const app = buildApp({
      database: hurt, log: silent, live, photos, parts, seal, baseMaps: [], timeZone: 'UTC', network: fetch, demo: false, publicUrl: undefined, trustProxy: false, version: 'simulated',
      auth: makeAuth({ database: hurt, secret: SECRET, publicUrl: undefined, trustProxy: false, demo: false }),
      clock: () => new Date(clock.nowMs()), makeId: () => uuidv7(clock.nowMs(), ids.bytes(10)), ready: () => true,
    })
    return { app, close: () => live.close() }
  }
  let running = start()
  const server: SimServer = {
    log,
    restart() {
      running.close()
      running = start()
    },
    async answer({ who, method, path, body, cookie, headers: brought = {}, cutAfter, killAtQuery = Infinity }) {
      const atMs = clock.nowMs()
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
      const headers: Record<string, string> = { cookie, 'x-vidnova': '1', ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}), ...brought }
      queriesLeft = killAtQuery
      const sent = cutAfter === undefined
        ? new Request(`http://localhost${path}`, { method, headers: { ...headers, 'content-length': String(bytes.byteLength) }, body: method === 'GET' ? null : bytes })
        : new Request(`http://localhost${path}`, { method, headers, body: brokenOff(bytes.subarray(0, cutAfter)), duplex: 'half' } as RequestInit)
      const answer = await running.app.fetch(sent)
      const died = queriesLeft < 0
      queriesLeft = Infinity
      const ofUpload = path.startsWith('/api/uploads')
      if (ofUpload) log.push({ asked: { atMs, who, method, path, body, headers: brought, killAtQuery, ...(cutAfter === undefined ? {} : { cutAfter }) }, said: '' })
      if (died) {
        server.restart()
        return undefined
      }
      const said = await answer.text()
      if (answer.status === 200 && !ofUpload) log.push({ asked: { atMs, who, method, path, body }, said })
      return new Response(answer.body === null ? null : said, { status: answer.status, headers: answer.headers })
    },
    async signIn(who) {
      const token = Buffer.from(tokens.bytes(16)).toString('hex')
      await database.look(sql`insert into sessions (id, user_id, token, expires_at) values (${token}, ${who}, ${token}, now() + interval '100 years')`)
      return `vidnova.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', SECRET).update(token).digest('base64')}`)}`
    },
    async endSessions(who) { await database.look(sql`delete from sessions where user_id = ${who}`) },
    poison(id) { poisoned.add(id) },
    close() { running.close() },
  }
  return server
}

/** A body whose connection is reset after these bytes. */
const brokenOff = (part: Uint8Array) => new ReadableStream({
  start(controller) {
    if (part.byteLength > 0) controller.enqueue(part)
  },
  pull(controller) { controller.error(new Error('the connection was reset')) },
})
