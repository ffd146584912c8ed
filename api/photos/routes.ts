import { createHash } from 'node:crypto'
import { z } from 'zod'
import { getPhoto, putPhoto } from '../../geo/photos/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { StoredPhoto } from '../../geo/reports/report.ts'
import * as damages from '../damages/commands.ts'
import { many, maybe, one } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Mount } from '../http/mount.ts'
import { derive } from './derive.ts'
import * as queries from './queries.ts'
import type { PhotoStore } from './store.ts'

const Landed = z.object({ report: z.uuid(), damage: z.uuid().nullable(), area: z.string().nullable() })
type Kept = { readonly type: string; readonly width: number; readonly height: number }
const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }

/** Photos: taken by hash for reports that announced them, shown re-encoded, the original sealed. */
export function mountPhotos(mount: Mount, store: PhotoStore): void {
  mount(putPhoto, async ({ tx, actor, scope, params: { sha256 }, body, now }, photo: Kept) => {
    const landed = await many(tx, Landed, queries.setStored(sha256, now, photo.width, photo.height))
    for (const { report, damage, area } of landed) {
      const whole = damage === null ? undefined : await damages.root(tx, damage)
      if (whole !== undefined) await damages.recompute(tx, whole)
      await events.record(tx, actor, [{ verb: 'photo.stored', id: sha256, area: whole?.area ?? area, damage: whole?.id ?? damage, body: { report, type: photo.type, bytes: body.byteLength } }])
    }
    return one(tx, StoredPhoto, queries.byHash(sha256, scope))
  }, async ({ scope, params: { sha256 }, body }, read) => {
    const photo = await read((tx) => maybe(tx, StoredPhoto, queries.byHash(sha256, scope)))
    if (photo === undefined) throw new Problem('photo-not-found', { id: sha256 })
    // Bytes that are here already may have landed while another report was announcing them: that one still misses them.
    const { width, height } = photo.storedAt === null ? await keep(sha256, body) : photo
    return { type: photo.type, width: width ?? 0, height: height ?? 0 }
  })

  /** Bytes checked against their hash and kept with their working copies; gives the size of the picture. */
  async function keep(sha256: string, body: Uint8Array): Promise<{ width: number; height: number }> {
    const received = createHash('sha256').update(body).digest('hex')
    if (received !== sha256) throw new Problem('hash-mismatch', { announced: sha256, received })
    const derived = await derive(body)
    await store.put(sha256, 'original', body)
    await store.put(sha256, 'screen', derived.screen)
    await store.put(sha256, 'thumb', derived.thumb)
    return derived
  }

  mount(getPhoto, async ({ tx, scope, params: { sha256 }, query: { size }, c }) => {
    const photo = await maybe(tx, StoredPhoto, queries.byHash(sha256, scope))
    if (photo === undefined) throw new Problem('photo-not-found', { id: sha256 })
    const bytes = photo.storedAt === null ? undefined : await store.get(sha256, size)
    if (bytes === undefined) throw new Problem('photo-not-landed', { id: sha256 })
    const original = size === 'original'
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': original ? photo.type : 'image/webp',
      'content-disposition': original ? `attachment; filename="${sha256.slice(0, 12)}.${EXTENSIONS[photo.type] ?? 'bin'}"` : 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=86400, immutable',
    })
  })
}
