import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { Problem } from '../../geo/problems.ts'
import * as damages from '../damages/commands.ts'
import { many, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as held from '../held/photos.ts'
import { derive, deriveThumb } from './derive.ts'
import * as queries from './queries.ts'
import type { PhotoStore } from './store.ts'

const Landed = z.object({ report: z.uuid(), damage: z.uuid().nullable(), area: z.string().nullable() })

/** Throws `hash-mismatch` unless the bytes have the hash that was announced. */
export function mustHash(bytes: Uint8Array, announced: string): void {
  const received = createHash('sha256').update(bytes).digest('hex')
  if (received !== announced) throw new Problem('hash-mismatch', { announced, received })
}

/** Keeps a photo with its working copies, checked against its hash; gives the size of the picture. Throws `hash-mismatch`, `not-a-photo`. */
export async function keepPhoto(store: PhotoStore, sha256: string, bytes: Uint8Array): Promise<{ width: number; height: number }> {
  mustHash(bytes, sha256)
  const derived = await derive(bytes)
  await store.put(sha256, 'original', bytes)
  await store.put(sha256, 'screen', derived.screen)
  await store.put(sha256, 'thumb', derived.thumb)
  return derived
}

/** Keeps a phone's small copy, re-encoded and checked against its own hash. Throws `hash-mismatch`, `not-a-photo`. */
export async function keepThumb(store: PhotoStore, sha256: string, bytes: Uint8Array): Promise<void> {
  mustHash(bytes, sha256)
  await store.put(sha256, 'thumb', await deriveThumb(bytes))
}

/** Marks a photo as landed for every report that announced it, also for those that are held; its damages say so. */
export async function photoLanded(tx: Tx, actor: Pick<Actor, 'id'>, sha256: string, photo: { readonly type: string; readonly width: number; readonly height: number; readonly bytes: number }, now: Date): Promise<void> {
  await held.landed(tx, sha256, photo, now)
  for (const { report, damage, area } of await many(tx, Landed, queries.setStored(sha256, now, photo.width, photo.height))) {
    const whole = damage === null ? undefined : await damages.root(tx, damage)
    if (whole !== undefined) await damages.recompute(tx, whole, now)
    await events.record(tx, actor, [{ verb: 'photo.stored', id: sha256, area: whole?.area ?? area, damage: whole?.id ?? damage, body: { report, type: photo.type, bytes: photo.bytes } }])
  }
}

/** Marks a small copy as landed for every report that announced it. */
export async function thumbLanded(tx: Tx, actor: Pick<Actor, 'id'>, sha256: string, now: Date): Promise<void> {
  for (const { report, damage, area } of await many(tx, Landed, queries.setThumb(sha256, now))) {
    const whole = damage === null ? undefined : await damages.root(tx, damage)
    await events.record(tx, actor, [{ verb: 'photo.thumb_stored', id: sha256, area: whole?.area ?? area, damage: whole?.id ?? damage, body: { report } }])
  }
}
