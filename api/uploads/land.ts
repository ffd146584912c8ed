import { Problem } from '../../geo/problems.ts'
import type { Actor } from '../../geo/access/roles.ts'
import { readUploadId, SEAL_BYTES } from '../../geo/photos/upload-id.ts'
import { SEAL_INFO } from '../../geo/sync/sealed.ts'
import type { Database } from '../db/database.ts'
import { keepPhoto, keepThumb, mustHash, photoLanded, thumbLanded } from '../photos/landing.ts'
import type { PhotoStore } from '../photos/store.ts'
import type { Seal } from '../seal/seal.ts'
import type { Parts } from './parts.ts'

/** What landing an upload stands on. */
export type Ground = { readonly parts: Parts; readonly photos: PhotoStore; readonly database: Pick<Database, 'write'>; readonly seal: Pick<Seal, 'openSealed'> }

/** True when all bytes of an upload are here. */
export const isWhole = (part: { readonly bytes: number; readonly offset: number }): boolean => part.offset === part.bytes

async function opened({ parts, seal }: Ground, id: string, key: string | null): Promise<{ readonly sha256: string; readonly part: 'thumb' | 'photo'; readonly bytes: Uint8Array }> {
  const named = readUploadId(id)
  if (named === undefined) throw new Problem('upload-not-found', { id })
  const bytes = await parts.bytes(id)
  if (named.sealed === null || key === null) return { ...named, bytes }
  mustHash(bytes, named.sealed)
  const [enc, ct] = [bytes.subarray(0, SEAL_BYTES.enc), bytes.subarray(SEAL_BYTES.enc)]
  return { ...named, bytes: await seal.openSealed(key, SEAL_INFO.photo, named.sha256, enc, ct) }
}

/**
 * Lands an upload of which all bytes are here: opened when it is sealed, checked against its hash, decoded, kept, and marked for every report that
 * announced it. Twice is as good as once. What cannot be landed by sending it again as it is, is removed. Throws what `putPhoto` throws.
 */
export async function land(ground: Ground, id: string, actor: Pick<Actor, 'id'>, type: string, now: Date): Promise<void> {
  const { parts, photos, database } = ground
  const facts = await parts.look(id)
  if (facts === undefined) return // another request landed it meanwhile
  try {
    const { sha256, part, bytes } = await opened(ground, id, facts.key)
    if (part === 'thumb') {
      await keepThumb(photos, sha256, bytes)
      await database.write((tx) => thumbLanded(tx, actor, sha256, now))
    } else {
      const size = await keepPhoto(photos, sha256, bytes)
      await database.write((tx) => photoLanded(tx, actor, sha256, { ...size, type, bytes: bytes.byteLength }, now))
    }
  } catch (error) {
    if (error instanceof Problem && error.status < 500) await parts.remove(id)
    throw error
  }
  await parts.remove(id)
}
