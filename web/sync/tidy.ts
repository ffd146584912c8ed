import type { Codec, Kept, KeptBytes } from './codec.ts'
import { DRAFT, isOpenFact } from './facts.ts'
import type { OpRecord } from './records.ts'
import type { Shelves, ShelfKey, ShelfName } from './shelves.ts'
import { CURSOR, isFull } from './store.ts'

const RESERVE = 'reserve'
/** Room for the text of some thousand reports. */
const RESERVE_BYTES = 5 * 1024 * 1024
const AT_ONCE_BYTES = 65_536 // the most that a browser gives at a time

const isPlain = (kept: unknown): kept is { readonly plain: unknown } => typeof kept === 'object' && kept !== null && 'plain' in kept

/** Bytes that no database can press together. */
function filler(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(RESERVE_BYTES)
  for (let at = 0; at < bytes.length; at += AT_ONCE_BYTES) crypto.getRandomValues(bytes.subarray(at, at + AT_ONCE_BYTES))
  return bytes
}

/** The upkeep of the shelves: what lies open comes under the key, what was under a lost key is given up, and room is kept for a text. */
export function makeTidying(shelves: Shelves, codec: Codec) {
  const entries = (name: ShelfName) => shelves.read([name], async (shelf) => {
    const [keys, values] = await Promise.all([shelf(name).keys(), shelf(name).all()])
    return keys.map((key, at) => [key, values[at]] as const)
  })
  /** Replaces what is still there as it was read: a change meanwhile stands. */
  const replace = (name: ShelfName, key: ShelfKey, before: unknown, after: unknown, own = false) => shelves.write([name], async (shelf) => {
    const now = await shelf(name).get(key)
    if (JSON.stringify(now) === JSON.stringify(before)) await (own ? shelf(name).put(after) : shelf(name).put(after, key))
  })

  return {
    async tidy(): Promise<void> {
      if (!codec.isOpen() || isPlain(await codec.keep(null, 'probe'))) return
      for (const [key, value] of await entries('facts')) {
        const name = String(key)
        if (name.startsWith(DRAFT)) {
          const draft = value as { readonly said: Kept; readonly photos: readonly string[] }
          if (isPlain(draft.said)) await replace('facts', key, value, { ...draft, said: await codec.keep(draft.said.plain, name) })
        } else if (!isOpenFact(name) && isPlain(value)) await replace('facts', key, value, await codec.keep(value.plain, `fact/${name}`))
      }
      for (const [key, value] of await entries('told')) if (isPlain(value)) await replace('told', key, value, await codec.keep(value.plain, `told/${String(key)}`))
      for (const [key, value] of await entries('ops')) {
        const op = value as OpRecord
        if (op.label && isPlain(op.label)) await replace('ops', key, value, { ...op, label: await codec.keep(op.label.plain, `label/${op.id}`) }, true)
      }
      const drafts = (await shelves.read(['bytes'], (shelf) => shelf('bytes').keys())).map(String).filter((key) => key.startsWith(DRAFT))
      for (const key of drafts) {
        const kept = (await shelves.read(['bytes'], (shelf) => shelf('bytes').get(key))) as KeptBytes | undefined
        if (!kept || !('plain' in kept)) continue
        const sealed = await codec.keepBytes(kept.plain, key.split('/').at(-1)!)
        await shelves.write(['bytes'], async (shelf) => { if ((await shelf('bytes').get(key)) !== undefined) await shelf('bytes').put(sealed, key) })
      }
    },

    giveUp: (): Promise<void> => shelves.write(['ops', 'bytes', 'facts', 'told'], async (shelf) => {
      for (const key of (await shelf('facts').keys()).map(String)) if (!isOpenFact(key)) await shelf('facts').delete(key)
      for (const key of (await shelf('bytes').keys()).map(String)) if (key.startsWith(DRAFT)) await shelf('bytes').delete(key)
      for (const op of (await shelf('ops').all()) as OpRecord[]) if (op.label !== null || op.content !== null) await shelf('ops').put({ ...op, label: null, content: null })
      await shelf('told').clear()
      await shelf('facts').delete(CURSOR) // what was told must come again, whole
    }),

    async reserve(): Promise<void> {
      if (!shelves.durable) return
      try {
        await shelves.write(['bytes'], async (shelf) => { if (!(await shelf('bytes').keys()).includes(RESERVE)) await shelf('bytes').put(filler(), RESERVE) })
      } catch (error) {
        if (!isFull(error)) throw error // no room to keep free: what there is serves reports
      }
    },

    release: (): Promise<boolean> => shelves.write(['bytes'], async (shelf) => {
      const had = (await shelf('bytes').keys()).includes(RESERVE)
      if (had) await shelf('bytes').delete(RESERVE)
      return had
    }),
  }
}
