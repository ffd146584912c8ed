import { getPhoto, putPhoto } from '../../geo/photos/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { StoredPhoto } from '../../geo/reports/report.ts'
import { maybe } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { keepPhoto, photoLanded } from './landing.ts'
import * as queries from './queries.ts'
import { announcedBy } from './reading.ts'
import { Announced } from './rows.ts'
import type { PhotoStore } from './store.ts'

type Kept = { readonly type: string; readonly width: number; readonly height: number }
const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }

/** Photos: taken by hash for reports that announced them, shown re-encoded, the original sealed. */
export function mountPhotos(mount: Mount, store: PhotoStore): void {
  mount(putPhoto, async ({ tx, actor, scope, params: { sha256 }, body, now }, photo: Kept) => {
    await photoLanded(tx, actor, sha256, { ...photo, bytes: body.byteLength }, now)
    return StoredPhoto.parse(await announcedBy(tx, 'photo', sha256, scope))
  }, async ({ scope, params: { sha256 }, body }, read) => {
    const photo = await read((tx) => announcedBy(tx, 'photo', sha256, scope))
    if (photo === undefined) throw new Problem('photo-not-found', { id: sha256 })
    // Bytes that are here already may have landed while another report was announcing them: that one still misses them.
    const { width, height } = photo.storedAt === null ? await keepPhoto(store, sha256, body) : photo
    return { type: photo.type, width: width ?? 0, height: height ?? 0 }
  })

  mount(getPhoto, async ({ tx, scope, params: { sha256 }, query: { size }, c }) => {
    const photo = await maybe(tx, Announced, queries.byHash(sha256, scope))
    if (photo === undefined) throw new Problem('photo-not-found', { id: sha256 })
    // Until the photo itself is here its small copy stands in, as a thumbnail alone.
    const early = photo.storedAt === null && photo.thumbAt !== null && size === 'thumb' ? photo.thumb : null
    const bytes = photo.storedAt === null && early === null ? undefined : await store.get(early ?? sha256, size)
    if (bytes === undefined) throw new Problem('photo-not-landed', { id: sha256 })
    const original = size === 'original'
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': original ? photo.type : 'image/webp',
      'content-disposition': original ? `attachment; filename="${sha256.slice(0, 12)}.${EXTENSIONS[photo.type] ?? 'bin'}"` : 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': early === null ? 'private, max-age=86400, immutable' : 'private, no-cache',
    })
  })
}
