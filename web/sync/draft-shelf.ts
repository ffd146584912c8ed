import type { Codec, Kept, KeptBytes } from './codec.ts'
import { DRAFT } from './facts.ts'
import type { Opened, Shelves } from './shelves.ts'
import type { KeptDraft } from './store.ts'

type DraftRecord = { readonly said: Kept; readonly photos: readonly string[] }

/** Takes a draft off the phone, within a transaction over `facts` and `bytes`. */
export async function dropDraft(shelf: Opened, form: string): Promise<void> {
  const record = (await shelf('facts').get(DRAFT + form)) as DraftRecord | undefined
  for (const sha256 of record?.photos ?? []) await shelf('bytes').delete(`${DRAFT}${form}/${sha256}`)
  await shelf('facts').delete(DRAFT + form)
}

/** Forms that are being filled in, under the vault's key, each with the bytes of its photos. */
export function makeDraftShelf(shelves: Shelves, codec: Codec) {
  return {
    async draft(form: string): Promise<KeptDraft | undefined> {
      const found = await shelves.read(['facts', 'bytes'], async (shelf) => {
        const record = (await shelf('facts').get(DRAFT + form)) as DraftRecord | undefined
        const bytes: [string, KeptBytes | undefined][] = []
        for (const sha256 of record?.photos ?? []) bytes.push([sha256, (await shelf('bytes').get(`${DRAFT}${form}/${sha256}`)) as KeptBytes | undefined])
        return record && { record, bytes }
      })
      if (!found) return undefined
      const said = await codec.take(found.record.said, DRAFT + form)
      if (said === undefined) return undefined
      const photos = new Map<string, Blob>()
      for (const [sha256, kept] of found.bytes) {
        const blob = kept && (await codec.takeBytes(kept, sha256))
        if (blob) photos.set(sha256, blob)
      }
      return { said, photos }
    },

    /** Bytes that are kept already are not written again: a touch of the form costs its text alone. */
    async keepDraft(form: string, draft: KeptDraft | undefined): Promise<void> {
      if (draft === undefined) return shelves.write(['facts', 'bytes'], (shelf) => dropDraft(shelf, form))
      const before = (await shelves.read(['facts'], (shelf) => shelf('facts').get(DRAFT + form))) as DraftRecord | undefined
      const said = await codec.keep(draft.said, DRAFT + form)
      const fresh: [string, KeptBytes][] = []
      for (const [sha256, blob] of draft.photos) if (!before?.photos.includes(sha256)) fresh.push([sha256, await codec.keepBytes(blob, sha256)])
      await shelves.write(['facts', 'bytes'], async (shelf) => {
        await shelf('facts').put({ said, photos: [...draft.photos.keys()] } satisfies DraftRecord, DRAFT + form)
        for (const [sha256, kept] of fresh) await shelf('bytes').put(kept, `${DRAFT}${form}/${sha256}`)
        for (const sha256 of before?.photos ?? []) if (!draft.photos.has(sha256)) await shelf('bytes').delete(`${DRAFT}${form}/${sha256}`)
      })
    },

    drafts: (): Promise<readonly string[]> => shelves.read(['facts'], async (shelf) =>
      (await shelf('facts').keys()).map(String).filter((key) => key.startsWith(DRAFT)).map((key) => key.slice(DRAFT.length))),
  }
}
