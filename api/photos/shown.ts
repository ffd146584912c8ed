import type { Context } from 'hono'
import { EVERYWHERE, type Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { maybe, type Tx } from '../db/sql.ts'
import type { Kept } from '../http/mount.ts'
import * as queries from './queries.ts'
import { Announced } from './rows.ts'
import type { PhotoStore } from './store.ts'

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }

/** The bytes of a photo that the scope reaches; without a scope, of one that its asker was found to see otherwise. Throws `photo-not-found`, `photo-not-landed`. */
export async function photoBytes(c: Context<Kept>, tx: Tx, store: PhotoStore, sha256: string, size: 'thumb' | 'screen' | 'original', scope: Scope = EVERYWHERE): Promise<Response> {
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
}
