import pg from 'pg'
import { transactionOn, type Database } from '../../api/db/database.ts'

/** One at a time, in the order of asking. */
function makeQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined) // the caller has the error; the next in line must still run
    return mine
  }
}

/** Puts the transactions of a library that manages its own onto savepoints of the test's. */
function poolOn(client: pg.ClientBase): pg.Pool {
  const nestedWord: Record<string, string> = {
    begin: 'savepoint library',
    commit: 'release savepoint library',
    rollback: 'rollback to savepoint library; release savepoint library',
  }
  const query = (statement: unknown, ...rest: unknown[]) => {
    const text = typeof statement === 'string' ? statement : (statement as { text?: string }).text
    const instead = nestedWord[text?.toLowerCase().split(' ')[0] ?? '']
    return Reflect.apply(client.query, client, instead === undefined ? [statement, ...rest] : [instead]) as unknown
  }
  const borrowed = new Proxy(client, {
    get: (target, name) => (name === 'query' ? query : name === 'release' ? () => {} : Reflect.get(target, name, target) as unknown),
  })
  return new Proxy(new pg.Pool({ max: 1 }), {
    get: (pool, name) => {
      if (name === 'query') return query
      if (name === 'connect') return () => Promise.resolve(borrowed)
      return Reflect.get(pool, name, pool) as unknown
    },
  })
}

/**
 * A Database inside a test's open transaction: each `read` and `write` is a savepoint, one after the other.
 * A read is read-only here too and is always rolled back; a write checks its deferred constraints as a commit would.
 */
export function nested(client: pg.ClientBase, kind: Database['kind']): Database {
  const inLine = makeQueue()
  async function within<T>(opening: string, closing: string, ask: () => Promise<T>): Promise<T> {
    await client.query(opening)
    try {
      const answer = await ask()
      await client.query(closing)
      return answer
    } catch (error) {
      await client.query('rollback to savepoint request; release savepoint request')
      throw error
    }
  }
  const read: Database['read'] = (ask) => inLine(() => within(
    'savepoint request; set local transaction_read_only = on',
    'rollback to savepoint request; release savepoint request',
    () => ask(transactionOn(client)),
  ))
  return {
    kind,
    pool: poolOn(client),
    read,
    look: async (statement) => (await read((tx) => tx.query<never>(statement))).rows,
    write: (ask) => inLine(() => within(
      'savepoint request',
      // The check is undone, so that what may be deferred stays so for the next write.
      'savepoint deferred; set constraints all immediate; rollback to savepoint deferred; release savepoint request',
      () => ask(transactionOn(client)),
    )),
    close: async () => {},
  }
}
