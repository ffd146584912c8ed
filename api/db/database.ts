import pg from 'pg'
import { keptAs, parsers, type Sql, type Tx } from './sql.ts'

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
/** What is said when kept plans are not there any more: a pooler that knows nothing of them lent another connection, or the tables were changed. */
const PLANS_GONE = new Set(['26000', '42P05', '0A000'])

const codeOf = (error: unknown) => (error as { code?: string }).code ?? ''

/** What pg is asked: a statement with its values, and the name of its plan where plans are kept. */
const asked = (statement: Sql, keeps: boolean) => ({ name: keeps ? keptAs(statement) : undefined, text: statement.text, values: statement.values, types: parsers })

/** A transaction on one client, with savepoints that nest. */
export function transactionOn(client: pg.ClientBase, keepsPlans = false): Tx {
  let depth = 0
  const tx: Tx = {
    async query<Row>(statement: Sql) {
      const { rows, rowCount } = await client.query(asked(statement, keepsPlans))
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

async function inTransaction<T>(pool: pg.Pool, begin: string, keepsPlans: boolean, ask: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // A connection that is lost while nothing is asked of it tells nobody else; unheard, it would end the process.
  const onLost = (error: Error) => { broken = error }
  client.on('error', onLost)
  try {
    await client.query(begin)
    try {
      const answer = await ask(transactionOn(client, keepsPlans))
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
  let keepsPlans = true
  /** Asks again what failed for a reason that passes: `times` at most for one of the data's, once for kept plans, which are done without from then on. */
  async function again<T>(times: number, ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const kept = keepsPlans
      try {
        return await ask()
      } catch (error) {
        if (kept && PLANS_GONE.has(codeOf(error))) keepsPlans = false
        else if (attempt >= times || !RETRIED.has(codeOf(error))) throw error
      }
    }
  }
  return {
    kind,
    pool,
    read: (ask) => again(1, () => inTransaction(pool, 'begin read only', keepsPlans, ask)),
    write: (ask) => again(TRIES, () => inTransaction(pool, 'begin', keepsPlans, ask)),
    look: (statement) => again(1, async () => (await pool.query(asked(statement, keepsPlans))).rows),
    async close() {
      await pool.end()
      await closeBelow()
    },
  }
}
