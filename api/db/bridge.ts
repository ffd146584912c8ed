import { hearOnly } from './bridge-channels.ts'
import { BackendBusy, BridgeConnection, type Outlet } from './bridge-connection.ts'
import { message, MessageReader } from './wire.ts'

/** One PostgreSQL backend that takes whole protocol messages, one call at a time. */
export type Backend = { exec(messages: Uint8Array, onData: (bytes: Uint8Array) => void): Promise<void> }

/** How long and how large things may get on the one backend that all connections share. */
export type BridgeLimits = {
  /** A connection waits this long for the backend, then it is told 55P03. */
  readonly waitMs: number
  /** Behind a transaction that is open and does nothing, it waits only this long. */
  readonly idleWaitMs: number
  /** A transaction that does nothing for this long is rolled back and its connection ended with 25P03. */
  readonly idleInTransactionMs: number
  /** Bytes kept for one connection: a COPY FROM STDIN, or the messages before a Sync. */
  readonly bufferedBytes: number
}

/** The limits of the embedded database, the same patience that a server is asked for by `lock_timeout` and its like. */
export const usualLimits: BridgeLimits = {
  waitMs: 30_000, idleWaitMs: 5_000, idleInTransactionMs: 60_000, bufferedBytes: 256 * 2 ** 20,
}

type Waiter = { readonly connection: BridgeConnection; readonly sinceMs: number; grant(): void; refuse(error: BackendBusy): void; timer?: NodeJS.Timeout }

const BUSY = 'the embedded database is busy: other connections have held it for too long'
const IDLE = 'the embedded database is held by a transaction that is open and does nothing: was a second connection asked for inside a transaction?'
const REPORTED = `select string_agg(name || chr(1) || setting, chr(2)) from pg_settings where name in (
  'server_version', 'server_encoding', 'client_encoding', 'DateStyle', 'IntervalStyle', 'TimeZone',
  'integer_datetimes', 'standard_conforming_strings', 'is_superuser', 'in_hot_standby')`

/**
 * Many connections on one backend. A connection owns the backend from its first message until ReadyForQuery in the
 * idle state, so that neither its statements nor its transaction mix with another's; the others wait in line.
 */
export class Bridge {
  readonly limits: BridgeLimits
  readonly #backend: Backend
  readonly #connections = new Set<BridgeConnection>()
  #owner: BridgeConnection | undefined
  #ownerTimer: NodeJS.Timeout | undefined
  #waiters: Waiter[] = []
  #parameters: Buffer = Buffer.alloc(0)
  #next = 1

  private constructor(backend: Backend, limits: Partial<BridgeLimits>) {
    this.#backend = backend
    this.limits = { ...usualLimits, ...limits }
  }

  /** A bridge onto a backend that is ready for its first query. */
  static async onto(backend: Backend, limits: Partial<BridgeLimits> = {}): Promise<Bridge> {
    const bridge = new Bridge(backend, limits)
    bridge.#parameters = await readParameters(backend)
    return bridge
  }

  /** What a client is told about the server when it connects. */
  get parameters(): Buffer {
    return this.#parameters
  }

  /** A new connection; what the backend answers leaves through `outlet`. */
  open(outlet: Outlet): BridgeConnection {
    const connection = new BridgeConnection(this, this.#next++, outlet)
    this.#connections.add(connection)
    return connection
  }

  /** Resolves when the connection owns the backend; rejects with BackendBusy when that takes too long, unless it is patient. */
  acquire(connection: BridgeConnection, patience: 'bounded' | 'patient' = 'bounded'): Promise<void> {
    if (this.#owner === connection) clearTimeout(this.#ownerTimer)
    this.#owner ??= connection
    if (this.#owner === connection) return Promise.resolve()
    return new Promise((grant, refuse) => {
      const waiter: Waiter = { connection, sinceMs: Date.now(), grant, refuse }
      this.#waiters.push(waiter)
      if (patience === 'bounded') this.#watch(waiter)
    })
  }

  /** The connection keeps the backend between two messages, inside its transaction, for so long and no longer. */
  keep(connection: BridgeConnection) {
    clearTimeout(this.#ownerTimer)
    this.#ownerTimer = setTimeout(() => connection.expire(), this.limits.idleInTransactionMs)
  }

  /** Gives the backend to the next in line. */
  release(connection: BridgeConnection) {
    if (this.#owner !== connection) return
    clearTimeout(this.#ownerTimer)
    const next = this.#waiters.shift()
    this.#owner = next?.connection
    clearTimeout(next?.timer)
    next?.grant()
  }

  /** Takes a connection whose client is gone out of the line. */
  leaveLine(connection: BridgeConnection) {
    for (const waiter of this.#waiters.filter((waiting) => waiting.connection === connection)) this.#refuse(waiter, BUSY)
  }

  /** Forgets a closed connection. */
  forget(connection: BridgeConnection) {
    this.#connections.delete(connection)
  }

  /** Runs messages on the backend; only its owner may ask. */
  exec(messages: Uint8Array, onData: (bytes: Uint8Array) => void): Promise<void> {
    return this.#backend.exec(messages, onData)
  }

  /** Makes the shared backend hear what its connections want: one's UNLISTEN must not deafen another. Its owner asks, in no transaction. */
  async settleHearing() {
    const wanted = new Set([...this.#connections].flatMap(({ channels }) => [...channels]))
    await this.#backend.exec(message('Q', `${hearOnly(wanted)}\0`), () => undefined)
  }

  /** Hands a notification to every connection that listens to its channel. */
  notify(channel: string, notification: Buffer) {
    for (const connection of this.#connections) connection.hear(channel, notification)
  }

  #watch(waiter: Waiter) {
    const { waitMs, idleWaitMs } = this.limits
    const now = Date.now()
    const waitedMs = now - waiter.sinceMs
    const idleSinceMs = this.#owner?.idleSinceMs
    const idleMs = idleSinceMs === undefined ? 0 : now - Math.max(idleSinceMs, waiter.sinceMs)
    if (waitedMs >= waitMs) return this.#refuse(waiter, BUSY)
    if (idleMs >= idleWaitMs) return this.#refuse(waiter, IDLE)
    waiter.timer = setTimeout(() => this.#watch(waiter), Math.min(waitMs - waitedMs, idleWaitMs - idleMs))
  }

  #refuse(waiter: Waiter, why: string) {
    clearTimeout(waiter.timer)
    this.#waiters = this.#waiters.filter((waiting) => waiting !== waiter)
    waiter.refuse(new BackendBusy(why))
  }
}

/** The ParameterStatus messages of the backend's own settings. */
async function readParameters(backend: Backend): Promise<Buffer> {
  const reader = new MessageReader()
  await backend.exec(message('Q', `${REPORTED}\0`), (bytes) => reader.push(Buffer.from(bytes)))
  for (let answer = reader.next(); answer !== undefined; answer = reader.next()) {
    if (answer.type !== 'D') continue
    const settings = answer.bytes.toString('utf8', 11).split('\u0002') // behind the counts of columns and bytes
    return Buffer.concat(settings.map((setting) => message('S', `${setting.replace('\u0001', '\0')}\0`)))
  }
  throw new Error('the embedded database does not say its settings')
}
