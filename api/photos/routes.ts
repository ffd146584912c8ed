import { getPhoto, putPhoto } from '../../geo/photos/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { StoredPhoto } from '../../geo/reports/report.ts'
import type { Mount } from '../http/mount.ts'
import { keepPhoto, photoLanded } from './landing.ts'
import { announcedBy } from './reading.ts'
import { photoBytes } from './shown.ts'
import type { PhotoStore } from './store.ts'

type Kept = { readonly type: string; readonly width: number; readonly height: number }

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

  mount(getPhoto, ({ tx, scope, params: { sha256 }, query: { size }, c }) => photoBytes(c, tx, store, sha256, size, scope))
}
