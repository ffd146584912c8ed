import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { upgrade } from './migrate-store.ts'
import { SHELVES, type Opened, type ShelfKey, type ShelfName, type Shelves } from './shelves.ts'

/** The version of the database that this page knows. A later page migrates it; an earlier one must not touch it. */
export const STORE_VERSION = 2

const STRICT = { durability: 'strict' } as const // a crash right after the promise resolves loses nothing

/** The database was made by a later version of this page: nothing may be read or written until the page is loaded anew. */
export class StoreIsNewer extends Error {}

function makeShelves(db: IDBPDatabase) {
  for (const [name, { keyPath, numbered }] of Object.entries(SHELVES)) {
    const store = db.createObjectStore(name, { keyPath, autoIncrement: numbered })
    if (name !== 'ops') continue
    store.createIndex('id', 'id', { unique: true })
    store.createIndex('state', 'state')
  }
}

type Transaction = IDBPTransaction<unknown, ShelfName[], 'readonly' | 'readwrite'>

function opened(tx: Transaction): Opened {
  return (name) => {
    const store = tx.objectStore(name) as unknown as ReturnType<IDBPTransaction<unknown, ShelfName[], 'readwrite'>['objectStore']>
    return {
      get: (key) => store.get(key),
      all: () => store.getAll(),
      keys: async () => (await store.getAllKeys()) as ShelfKey[],
      where: (field, value) => store.index(field).getAll(value),
      async put(value, key) { await store.put(value, key) },
      delete: (key) => store.delete(key),
      clear: () => store.clear(),
    }
  }
}

/** Shelves in IndexedDB. `waits` is told while an older tab keeps the database from being migrated. Rejects with StoreIsNewer, or where the browser keeps nothing. */
export async function openIdbShelves(name: string, waits: (waiting: boolean) => void = () => undefined): Promise<Shelves> {
  let connection: Promise<IDBPDatabase> | undefined

  async function connect(migrate?: typeof upgrade): Promise<IDBPDatabase> {
    let old = false
    return openDB(name, STORE_VERSION, {
      upgrade(db, from, _, tx) {
        if (from === 0) return makeShelves(db)
        // An abort of ours is told below, by what opening the database gives.
        tx.done.catch((error: unknown) => { if (!(error instanceof DOMException && error.name === 'AbortError')) throw error })
        if (migrate === undefined) {
          old = true
          return tx.abort() // a transaction does not wait for a script: the database stays as it is until it is here
        }
        // Half a migration must not stay: whatever goes wrong in it, the database is as it was.
        migrate(db, from, tx as never).catch((error: unknown) => {
          console.error('the outbox could not be migrated', error)
          tx.abort()
        })
      },
      blocked: () => waits(true),
      // A newer page may upgrade: what is under way is finished first, then this one finds out that it is the older.
      blocking(_, __, event) {
        connection = undefined
        ;(event.target as IDBDatabase).close()
      },
      terminated() { connection = undefined }, // the browser closed it, such as for want of memory
    }).finally(() => waits(false)).catch(async (error: unknown) => {
      if (old) return connect((await import('./migrate-store.ts')).upgrade)
      connection = undefined
      if (error instanceof DOMException && error.name === 'VersionError') throw new StoreIsNewer('a newer version of this page keeps the outbox', { cause: error })
      throw error
    })
  }

  async function begin(names: readonly ShelfName[], mode: 'readonly' | 'readwrite', again = true): Promise<Transaction> {
    const db = await (connection ??= connect())
    try {
      return db.transaction([...names], mode, STRICT) as Transaction
    } catch (error) {
      // Closed between two transactions: nothing was begun, so a new connection may try it once more.
      if (!again || !(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error
      connection = undefined
      return begin(names, mode, false)
    }
  }

  async function run<T>(names: readonly ShelfName[], mode: 'readonly' | 'readwrite', work: (shelf: Opened) => Promise<T>): Promise<T> {
    const tx = await begin(names, mode)
    const done = tx.done
    done.catch(() => undefined) // its reason is thrown below
    try {
      const result = await work(opened(tx))
      await done
      return result
    } catch (error) {
      try { tx.abort() } catch { /* it is over already */ }
      throw tx.error ?? error
    }
  }

  await (connection = connect())
  return {
    durable: true,
    read: (names, work) => run(names, 'readonly', work),
    write: (names, work) => run(names, 'readwrite', work),
    async erase() {
      const db = await connection
      connection = undefined
      db?.close()
      await new Promise<void>((gone, failed) => {
        const asked = indexedDB.deleteDatabase(name)
        asked.onsuccess = () => gone()
        asked.onerror = () => failed(asked.error ?? new Error('the database could not be removed'))
      })
    },
  }
}
