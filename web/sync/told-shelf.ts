import { mergeById } from '../../geo/sync/merge.ts'
import type { Codec, Kept } from './codec.ts'
import type { Shelves } from './shelves.ts'
import { NOTHING_TOLD, TOLD, type Landing, type Told } from './store.ts'

// Things lie in bundles, so that a country of sites is a few dozen ciphertexts and a change rewrites one of them.
const BUNDLES = 32
/** The fact that counts the changes of what was told: equal counts, equal things. */
export const TOLD_COUNT = 'told-count'

type Thing = { readonly id: string }
type Noun = (typeof TOLD)[number]

/**
 * The bundle of a thing: by its id's last characters, which are random. Sites come in pages by id, up to a hundred thousand of them: by their
 * id's first two digits a page rewrites one bundle or two, not all.
 */
export const bundleOf = (noun: Noun, id: string): string => noun === 'sites' ? `${noun}/${id.slice(0, 2)}` : `${noun}/${[...id.slice(-6)].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7) % BUNDLES}`

/** What a landing changes on the shelf: whether it is cleared first, the bundles to put, and the count that it was worked out against. */
export type ToldChange = { readonly clear: boolean; readonly put: ReadonlyMap<string, Kept>; readonly count: number }

/** What the server told, read and changed by bundles under the vault's key. */
export function makeToldShelf(shelves: Shelves, codec: Codec) {
  let known: { readonly count: number; readonly told: Told } | undefined

  return {
    /** All that was told; nothing while the vault is locked. */
    async told(): Promise<Told> {
      if (!codec.isOpen()) {
        known = undefined
        return NOTHING_TOLD
      }
      const held = known
      const read = await shelves.read(['facts', 'told'], async (shelf) => {
        const count = ((await shelf('facts').get(TOLD_COUNT)) as number | undefined) ?? 0
        if (held?.count === count) return null
        const [keys, values] = await Promise.all([shelf('told').keys(), shelf('told').all()])
        return { count, bundles: keys.map((key, at) => [String(key), values[at] as Kept] as const) }
      })
      if (read === null) return held!.told
      const things = new Map<string, unknown[]>(TOLD.map((noun) => [noun, []]))
      for (const [key, kept] of read.bundles) {
        const bundle = (await codec.take(kept, `told/${key}`)) as unknown[] | undefined
        things.get(key.split('/')[0]!)?.push(...(bundle ?? []))
      }
      const told = Object.fromEntries(things) as unknown as Told
      known = { count: read.count, told }
      return told
    },

    /** Works out what a landing changes, outside any transaction: cryptography may not be waited for within one. */
    async prepare({ changes }: Landing): Promise<ToldChange> {
      const changed = new Map<string, Thing[]>()
      for (const noun of TOLD) {
        for (const thing of changes[noun] as readonly Thing[]) {
          const key = bundleOf(noun, thing.id)
          const bundle = changed.get(key) ?? []
          changed.set(key, bundle)
          bundle.push(thing)
        }
      }
      const gone = new Map<string, Set<string>>()
      for (const noun of changes.whole ? [] : TOLD) {
        for (const id of changes.gone[noun] ?? []) {
          const key = bundleOf(noun, id)
          gone.set(key, (gone.get(key) ?? new Set()).add(id))
          if (!changed.has(key)) changed.set(key, [])
        }
      }
      const { count, before } = await shelves.read(['facts', 'told'], async (shelf) => {
        const found = new Map<string, Kept>()
        for (const key of changes.whole ? [] : changed.keys()) {
          const kept = (await shelf('told').get(key)) as Kept | undefined
          if (kept) found.set(key, kept)
        }
        return { count: ((await shelf('facts').get(TOLD_COUNT)) as number | undefined) ?? 0, before: found }
      })
      const put = new Map<string, Kept>()
      for (const [key, things] of changed) {
        const kept = before.get(key)
        const old = kept === undefined ? [] : ((await codec.take(kept, `told/${key}`)) as Thing[] | undefined) ?? []
        const left = mergeById(old, things, [...gone.get(key) ?? []], false)
        // What is gone was not always told: a bundle that stays as it was is not written.
        if (left.length !== old.length || things.length > 0) put.set(key, await codec.keep(left, `told/${key}`))
      }
      return { clear: changes.whole, put, count }
    },

    /** A landing that was written is taken in here too: a country of sites is not read again for each page of it. */
    landed({ count }: ToldChange, { changes }: Landing): void {
      if (known?.count !== count) return
      const { told } = known
      const after = TOLD.map((noun) => [noun, mergeById<Thing>(told[noun], changes[noun], changes.gone[noun] ?? [], changes.whole)] as const)
      known = { count: count + 1, told: Object.fromEntries(after) as unknown as Told }
    },
  }
}
