import pg from 'pg'
import { databaseOn, type Database } from './database.ts'
import { openEmbedded, type Log } from './embedded.ts'
import { requirePostgis } from './server-check.ts'

/** What the database is opened with: a server's `url`, or the folder of the embedded one. */
export type OpenOptions = {
  readonly url?: string | undefined
  readonly dataDir: string
  readonly poolSize?: number | undefined
  readonly log: Log
}

/**
 * How long anything may take, on both back ends alike. A server stops a statement and a transaction that stands idle;
 * the embedded database has its own clocks for that. The client's own clock comes last, for a server that fell silent.
 */
export const timeouts = {
  statement_timeout: 60_000,
  lock_timeout: 30_000,
  idle_in_transaction_session_timeout: 60_000,
  query_timeout: 75_000,
  connectionTimeoutMillis: 30_000,
} as const

const POOL_SIZE = 10

/** A pool whose broken connections are logged and replaced; none of them can end the process. */
function poolWith(config: pg.PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({ ...timeouts, keepAlive: true, application_name: 'vidnova', ...config })
  // An idle one is the pool's to report, one in use its own: without a listener either would end the process.
  pool.on('error', (error) => log('an idle database connection was lost', { reason: error.message }))
  pool.on('connect', (client) => client.on('error', (error) => log('a database connection was lost', { reason: error.message })))
  return pool
}

/**
 * Opens the database: the PostGIS server at `url`, or without one the embedded database in `dataDir`. Throws with
 * a sentence for the operator when the server is too old or has no PostGIS, or when another process has the folder.
 */
export async function openDatabase({ url, dataDir, poolSize = POOL_SIZE, log }: OpenOptions): Promise<Database> {
  if (url === undefined) {
    const embedded = await openEmbedded({ dataDir, log })
    const pool = poolWith({ stream: embedded.stream as unknown as NonNullable<pg.PoolConfig['stream']>, user: 'postgres', database: 'postgres', max: poolSize }, log)
    return databaseOn(pool, 'embedded', () => embedded.close())
  }
  const pool = poolWith({ connectionString: url, max: poolSize }, log)
  try {
    log('the database server is open', await requirePostgis(pool))
    return databaseOn(pool, 'server')
  } catch (error) {
    await pool.end()
    throw error
  }
}
