import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Damage } from '../../geo/damages/damage.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { CURSOR, orphanedBy, photoAfter, settle, surplus, type KeptOp, type KeptPhoto, type PhoneStore } from './store.ts'

/** The database of the phone, version 1. A later version migrates outboxes; it never drops one. */
interface Schema extends DBSchema {
  ops: { key: number; value: KeptOp; indexes: { id: string } }
  photos: { key: string; value: KeptPhoto }
  facts: { key: string; value: unknown }
  sites: { key: string; value: NearSite }
  damages: { key: string; value: Damage }
  repairs: { key: string; value: Repair }
}

const STRICT = { durability: 'strict' } as const // a crash right after the promise resolves loses nothing

function open(name: string): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore('ops', { keyPath: 'seq', autoIncrement: true }).createIndex('id', 'id', { unique: true })
      db.createObjectStore('photos', { keyPath: 'sha256' })
      db.createObjectStore('facts')
      for (const told of ['sites', 'damages', 'repairs'] as const) db.createObjectStore(told, { keyPath: 'id' })
    },
    blocking(_, __, event) { (event.target as IDBDatabase).close() }, // a newer page may upgrade
  })
}

/** The phone's store in IndexedDB, every write durable before its promise resolves. Rejects where the browser keeps nothing. */
export async function openIdbStore(name = 'vidnova'): Promise<PhoneStore> {
  const db = await open(name)

  async function forget(ids: readonly string[]) {
    if (ids.length === 0) return
    const tx = db.transaction(['ops', 'photos'], 'readwrite', STRICT)
    const ops = await tx.objectStore('ops').getAll()
    const gone = ops.filter((op) => ids.includes(op.id) && op.state !== 'waiting')
    for (const sha256 of orphanedBy(gone.map((op) => op.id), ops)) void tx.objectStore('photos').delete(sha256)
    for (const op of gone) void tx.objectStore('ops').delete(op.seq)
    await tx.done
  }

  return {
    durable: true,
    ops: () => db.getAll('ops'),
    photos: () => db.getAll('photos'),

    async told() {
      const tx = db.transaction(['sites', 'damages', 'repairs'])
      const [sites, damages, repairs] = await Promise.all([tx.objectStore('sites').getAll(), tx.objectStore('damages').getAll(), tx.objectStore('repairs').getAll()])
      return { sites, damages, repairs }
    },

    async file(op, photos) {
      const tx = db.transaction(['ops', 'photos'], 'readwrite', STRICT)
      const known = await tx.objectStore('ops').index('id').getKey(op.id)
      if (known === undefined) {
        const { seq: _, ...unnumbered } = { ...op, seq: 0, state: 'waiting', problem: null, settledAtMs: null } satisfies KeptOp
        void tx.objectStore('ops').add(unnumbered as KeptOp) // the database numbers it
        for (const photo of photos) void tx.objectStore('photos').put(photo)
      }
      await tx.done
    },

    async land(landing) {
      const tx = db.transaction(['ops', 'photos', 'facts', 'sites', 'damages', 'repairs'], 'readwrite', STRICT)
      for (const settled of landing.settled) {
        const op = await tx.objectStore('ops').index('id').get(settled.id)
        if (op) void tx.objectStore('ops').put(settle(op, settled, landing.atMs))
      }
      const photos = (await tx.objectStore('photos').getAll()).map((photo) => photoAfter(photo, landing))
      for (const photo of photos) void tx.objectStore('photos').put(photo)
      for (const name of ['sites', 'damages', 'repairs'] as const) {
        if (landing.changes.whole) void tx.objectStore(name).clear()
      }
      for (const site of landing.changes.sites) void tx.objectStore('sites').put(site)
      for (const damage of landing.changes.damages) void tx.objectStore('damages').put(damage)
      for (const repair of landing.changes.repairs) void tx.objectStore('repairs').put(repair)
      void tx.objectStore('facts').put(landing.cursor, CURSOR)
      const ops = await tx.objectStore('ops').getAll()
      await tx.done
      await forget(surplus(ops, photos))
    },

    async markPhoto(sha256, state, problem) {
      const tx = db.transaction('photos', 'readwrite', STRICT)
      const photo = await tx.store.get(sha256)
      if (photo) void tx.store.put({ ...photo, state, problem, blob: state === 'sent' ? null : photo.blob })
      await tx.done
    },

    forget,
    read: async <T>(key: string) => (await db.get('facts', key)) as T | undefined,

    async write(key, value) {
      const tx = db.transaction('facts', 'readwrite', STRICT)
      void tx.store.put(value, key)
      await tx.done
    },
  }
}
