import {
  CURSOR, orphanedBy, photoAfter, settle, surplus, type KeptOp, type KeptPhoto, type PhoneStore, type Told,
} from './store.ts'

/** What was told of one noun after a change of it. */
function merged<T extends { readonly id: string }>(before: readonly T[], changed: readonly T[], whole: boolean): T[] {
  const byId = new Map((whole ? [] : before).map((item) => [item.id, item]))
  for (const item of changed) byId.set(item.id, item)
  return [...byId.values()]
}

/** The phone's store in memory: the twin of the IndexedDB one, for tests and for windows that may keep nothing. */
export function makeMemoryStore(): PhoneStore {
  const ops = new Map<string, KeptOp>()
  const photos = new Map<string, KeptPhoto>()
  const facts = new Map<string, unknown>()
  let told: Told = { sites: [], damages: [], repairs: [] }
  let seq = 0

  const inOrder = () => [...ops.values()].sort((a, b) => a.seq - b.seq)

  const store: PhoneStore = {
    durable: false,
    ops: async () => inOrder(),
    photos: async () => [...photos.values()],
    told: async () => told,

    async file(op, added) {
      if (ops.has(op.id)) return
      seq += 1
      ops.set(op.id, { ...op, seq, state: 'waiting', problem: null, settledAtMs: null })
      for (const photo of added) photos.set(photo.sha256, photo)
    },

    async land(landing) {
      for (const settled of landing.settled) {
        const op = ops.get(settled.id)
        if (op) ops.set(op.id, settle(op, settled, landing.atMs))
      }
      for (const photo of [...photos.values()]) photos.set(photo.sha256, photoAfter(photo, landing))
      const { sites, damages, repairs, whole } = landing.changes
      told = { sites: merged(told.sites, sites, whole), damages: merged(told.damages, damages, whole), repairs: merged(told.repairs, repairs, whole) }
      facts.set(CURSOR, landing.cursor)
      await store.forget(surplus(inOrder(), [...photos.values()]))
    },

    async markPhoto(sha256, state, problem) {
      const photo = photos.get(sha256)
      if (photo) photos.set(sha256, { ...photo, state, problem, blob: state === 'sent' ? null : photo.blob })
    },

    async forget(ids) {
      const settledIds = ids.filter((id) => ops.has(id) && ops.get(id)?.state !== 'waiting')
      for (const sha256 of orphanedBy(settledIds, inOrder())) photos.delete(sha256)
      for (const id of settledIds) ops.delete(id)
    },

    read: async <T>(key: string) => facts.get(key) as T | undefined,
    async write(key, value) { facts.set(key, value) },
  }
  return store
}
