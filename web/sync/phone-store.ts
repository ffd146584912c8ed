import { OPEN_CODEC, type Codec, type Kept } from './codec.ts'
import { dropDraft, makeDraftShelf } from './draft-shelf.ts'
import { isOpenFact } from './facts.ts'
import { outgoingOf, photoAfter, recordOf, settle, shownOf, type OpRecord } from './records.ts'
import type { Opened, Shelves } from './shelves.ts'
import { CURSOR, orphanedBy, surplus, type KeptOp, type KeptPhoto, type NewOp, type NewPhoto, type KeptLabel, type PhoneStore } from './store.ts'
import { makeToldShelf, TOLD_COUNT } from './told-shelf.ts'

const bytesKey = (sha256: string, part: 'photo' | 'thumb') => `${part}/${sha256}`

/** Puts photos on their shelves; one that the phone has already stays as it stands. */
async function addPhotos(shelf: Opened, photos: readonly NewPhoto[]) {
  for (const { sha256, bytes, blob, thumb = null, seal = null } of photos) {
    const before = (await shelf('photos').get(sha256)) as KeptPhoto | undefined
    if (before !== undefined && (blob === null || before.state === 'sent' || before.seal !== null)) continue // sealed once, other bytes would not fit what was begun
    const kept: KeptPhoto = {
      sha256, bytes, thumb: thumb === null ? null : { sha256: thumb.sha256, bytes: thumb.bytes }, seal,
      state: before?.state ?? 'waiting', thumbState: before?.thumbState ?? (thumb === null ? 'none' : 'waiting'), problem: before?.problem ?? null,
    }
    await shelf('photos').put(kept)
    if (blob) await shelf('bytes').put(blob, bytesKey(sha256, 'photo'))
    if (thumb?.blob) await shelf('bytes').put(thumb.blob, bytesKey(sha256, 'thumb'))
  }
}

async function dropPhoto(shelf: Opened, sha256: string) {
  await shelf('photos').delete(sha256)
  for (const part of ['photo', 'thumb'] as const) await shelf('bytes').delete(bytesKey(sha256, part))
}

/** Takes operations off the shelves, but none that waits, with the photos that no other names. */
async function forgetIn(shelf: Opened, ids: readonly string[]) {
  if (ids.length === 0) return
  const ops = (await shelf('ops').all()) as OpRecord[]
  const gone = ops.filter((op) => ids.includes(op.id) && op.state !== 'waiting')
  for (const sha256 of orphanedBy(gone.map((op) => op.id), ops)) await dropPhoto(shelf, sha256)
  for (const op of gone) await shelf('ops').delete(op.seq)
}

/** The phone's store on any shelves: on IndexedDB every write is durable before its promise resolves. */
export function makePhoneStore(shelves: Shelves, codec: Codec = OPEN_CODEC): PhoneStore {
  const toldShelf = makeToldShelf(shelves, codec)
  const tidying = async () => (await import('./tidy.ts')).makeTidying(shelves, codec)
  // A label never changes: it is opened once, not at every look at the list.
  const labels = new Map<string, KeptLabel>()

  async function opened<T>(kept: Kept | null, name: string): Promise<T | undefined> {
    return kept === null || !codec.isOpen() ? undefined : ((await codec.take(kept, name)) as T | undefined)
  }
  async function labelOf(op: OpRecord): Promise<KeptLabel | undefined> {
    const label = await opened<KeptLabel>(op.label, `label/${op.id}`)
    if (label) labels.set(op.id, label)
    return label
  }
  const written = async (op: NewOp) => recordOf(
    op, op.label === null ? null : await codec.keep(op.label, `label/${op.id}`),
    op.sealed && op.carriedFrom === null ? await codec.keep(op.content, `content/${op.id}`) : null,
  )

  return {
    durable: shelves.durable,
    legible: () => codec.isOpen(),

    async ops() {
      if (!codec.isOpen()) labels.clear()
      const records = (await shelves.read(['ops'], (shelf) => shelf('ops').all())) as OpRecord[]
      const shown: KeptOp[] = []
      for (const op of records.sort((a, b) => a.seq - b.seq)) shown.push(shownOf(op, labels.get(op.id) ?? (await labelOf(op)), op.content === null ? undefined : await opened(op.content, `content/${op.id}`)))
      return shown
    },

    async outgoing() {
      const records = (await shelves.read(['ops'], (shelf) => shelf('ops').where('state', 'waiting'))) as OpRecord[]
      return records.sort((a, b) => a.seq - b.seq).flatMap((op) => outgoingOf(op) ?? [])
    },

    photos: () => shelves.read(['photos'], (shelf) => shelf('photos').all()) as Promise<KeptPhoto[]>,
    bytes: async (sha256, part) => ((await shelves.read(['bytes'], (shelf) => shelf('bytes').get(bytesKey(sha256, part)))) as Blob | undefined) ?? null,
    told: toldShelf.told,

    async file(op, photos, draft) {
      const record = await written(op)
      await shelves.write(['ops', 'photos', 'bytes', 'facts'], async (shelf) => {
        if (draft !== undefined) await dropDraft(shelf, draft) // first: its bytes are room for the same bytes sealed
        if ((await shelf('ops').where('id', op.id)).length > 0) return
        await shelf('ops').put(record)
        await addPhotos(shelf, photos)
      })
    },

    async seal(op, photos) {
      const record = await written(op)
      await shelves.write(['ops', 'photos', 'bytes'], async (shelf) => {
        const [now] = (await shelf('ops').where('id', op.id)) as OpRecord[]
        if (now?.state !== 'waiting' || now.sealed) return
        await shelf('ops').put({ ...record, seq: now.seq })
        await addPhotos(shelf, photos)
      })
    },

    async land(landing) {
      for (let tries = 0; ; tries += 1) {
        const told = codec.isOpen() ? await toldShelf.prepare(landing) : null
        const landed = await shelves.write(['ops', 'photos', 'bytes', 'facts', 'told'], async (shelf) => {
          if (told !== null && (told.put.size > 0 || told.clear)) {
            if (((await shelf('facts').get(TOLD_COUNT)) as number | undefined ?? 0) !== told.count) return false // another tab was quicker
            if (told.clear) await shelf('told').clear()
            for (const [key, kept] of told.put) await shelf('told').put(kept, key)
            await shelf('facts').put(told.count + 1, TOLD_COUNT)
          }
          if (told !== null && landing.cursor !== null) await shelf('facts').put(landing.cursor, CURSOR)
          for (const settled of landing.settled) {
            for (const op of (await shelf('ops').where('id', settled.id)) as OpRecord[]) await shelf('ops').put(settle(op, settled, landing.atMs))
          }
          const photos = (await shelf('photos').all()) as KeptPhoto[]
          const after = photos.map((photo) => photoAfter(photo, landing))
          for (const [at, photo] of after.entries()) {
            if (photo === photos[at]) continue
            await shelf('photos').put(photo)
            if (photo.state === 'sent') for (const part of ['photo', 'thumb'] as const) await shelf('bytes').delete(bytesKey(photo.sha256, part))
          }
          if (landing.settled.length > 0) await forgetIn(shelf, surplus((await shelf('ops').all()) as OpRecord[], after))
          return true
        })
        if (landed && told !== null && (told.put.size > 0 || told.clear)) toldShelf.landed(told, landing)
        if (landed) return
        if (tries > 5) throw new Error('other tabs never let what the server told land')
      }
    },

    markPhoto: (sha256, state, problem, part = 'photo') => shelves.write(['photos', 'bytes'], async (shelf) => {
      const photo = (await shelf('photos').get(sha256)) as KeptPhoto | undefined
      if (photo === undefined) return
      if (part === 'thumb') await shelf('photos').put({ ...photo, thumbState: 'sent' })
      else await shelf('photos').put({ ...photo, state, problem })
      if (state === 'sent' || part === 'thumb') await shelf('bytes').delete(bytesKey(sha256, part))
    }),

    forget: (ids) => shelves.write(['ops', 'photos', 'bytes'], (shelf) => forgetIn(shelf, ids)),

    async read<T>(key: string) {
      const found = await shelves.read(['facts'], (shelf) => shelf('facts').get(key))
      return (found === undefined || isOpenFact(key) ? found : await opened(found as Kept, `fact/${key}`)) as T | undefined
    },
    settle: <T>(key: string, value: T) => shelves.write(['facts'], async (shelf) => {
      const there = (await shelf('facts').get(key)) as T | undefined
      if (there === undefined) await shelf('facts').put(value, key)
      return there ?? value
    }),
    async write(key, value) {
      const kept = value === undefined || isOpenFact(key) ? value : await codec.keep(value, `fact/${key}`)
      await shelves.write(['facts'], (shelf) => (kept === undefined ? shelf('facts').delete(key) : shelf('facts').put(kept, key)))
    },

    ...makeDraftShelf(shelves, codec),
    tidy: async () => (await tidying()).tidy(),
    giveUp: async () => (await tidying()).giveUp(),
    reserve: async () => (await tidying()).reserve(),
    release: async () => (await tidying()).release(),
    erase: () => shelves.erase(),
  }
}
