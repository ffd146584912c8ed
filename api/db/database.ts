import pg from 'pg'
import { parsers, type Sql, type Tx } from './sql.ts'

/** The store behind the app: the same `pg` over a PostGIS server or over the embedded database. */
export type Database = {
  readonly kind: 'server' | 'embedded'
  /** Runs `ask` in a read-only transaction. */
  read<T>(ask: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `ask` in a transaction and resolves after its commit. Retried when the database asks for it (deadlock, serialisation). */
  write<T>(ask: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs one reading statement on its own, without a transaction around it: for the look-up of who asks. */
  look<Row = Record<string, unknown>>(statement: Sql): Promise<Row[]>
  /** For libraries that bring their own SQL (sign-in) and for migrations; handlers never see it. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

const TRIES = 4
const RETRIED = new Set(['40001', '40P01'])

/** A transaction on one client, with savepoints that nest. */
export function transactionOn(client: pg.ClientBase): Tx {
  let depth = 0
  const tx: Tx = {
    async query<Row>(statement: Sql) {
      const { rows, rowCount } = await client.query({ text: statement.text, values: statement.values, types: parsers })
      return { rows: rows as Row[], rowCount: rowCount ?? 0 }
    },
    async savepoint(work) {
      const name = `s${(depth += 1)}`
      await client.query(`savepoint ${name}`)
      try {
        const made = await work(tx)
        await client.query(`release savepoint ${name}`)
        return made
      } catch (error) {
        await client.query(`rollback to savepoint ${name}; release savepoint ${name}`)
        throw error
      } finally {
        depth -= 1
      }
    },
  }
  return tx
}

async function inTransaction<T>(pool: pg.Pool, begin: string, ask: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // A connection that is lost while nothing is asked of it tells nobody else; unheard, it would end the process.
  const onLost = (error: Error) => { broken = error }
  client.on('error', onLost)
  try {
    await client.query(begin)
    try {
      const answer = await ask(transactionOn(client))
      // A transaction that failed unheard ends in a rollback, and the database calls that no error.
      if ((await client.query('commit')).command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back: an error in it was swallowed')
      return answer
    } catch (error) {
      // A client that cannot even roll back is thrown away, never handed to the next request.
      await client.query('rollback').catch((failed: Error) => { broken = failed })
      throw error
    }
  } finally {
    client.off('error', onLost)
    client.release(broken)
  }
}

/** A Database over a pool. `close` ends the pool, then whatever the pool stood on. */
export function databaseOn(pool: pg.Pool, kind: Database['kind'], closeBelow: () => Promise<void> = async () => {}): Database {
  return {
    kind,
    pool,
    read: (ask) => inTransaction(pool, 'begin read only', ask),
    async write(ask) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await inTransaction(pool, 'begin', ask)
        } catch (error) {
          if (attempt >= TRIES || !RETRIED.has((error as { code?: string }).code ?? '')) throw error
        }
      }
    },
    look: async (statement) => (await pool.query({ text: statement.text, values: statement.values, types: parsers })).rows,
    async close() {
      await pool.end()
      await closeBelow()
    },
  }
}
