import { Refused } from '../call.ts'
import { troubleOf } from './failures.ts'
import type { Spared } from './sparing.ts'
import type { KeptPhoto, PhotoPart, PhoneStore } from './store.ts'
import type { Travelling } from './upload.ts'

/** Sends what the server lacks of a photo. False when `pause` stopped it. Throws Refused or Unreachable. */
export type SendPhoto = (item: Travelling, pause: () => Promise<boolean>) => Promise<boolean>

/** What sending photos needs of the outbox. */
export type Sending = {
  readonly store: PhoneStore
  readonly send: SendPhoto
  /** True when something more urgent waits. */
  readonly pause: () => Promise<boolean>
  /** Why photos wait, if they should; small copies never do. */
  readonly spared: () => Spared | null
  readonly changed: () => void
}

// The server's last word on these bytes; anything else may be better later.
const FINAL = ['hash-mismatch', 'not-a-photo', 'body-too-large', 'seal-broken']

function travelling(photo: KeptPhoto, part: PhotoPart, bytes: Blob): Travelling | null {
  const sha256 = part === 'photo' ? photo.sha256 : photo.thumb?.sha256
  const sealed = part === 'photo' ? photo.seal?.photo : photo.seal?.thumb
  if (sha256 === undefined) return null
  return { part, sha256, bytes, seal: photo.seal === null || !sealed ? null : { key: photo.seal.key, sha256: sealed } }
}

/**
 * Sends what the server asked for: all small copies, then photos, the smallest first, until none is left or `pause` says that something more
 * urgent waits. One that is refused does not hold up the others. Gives why photos were left, if they were spared. Throws what stopped it, or
 * the last refusal that may be mended.
 */
export async function sendPhotos({ store, send, pause, spared, changed }: Sending): Promise<Spared | null> {
  let unsent: unknown
  let left: Spared | null = null

  /** False when it was stopped. */
  async function sendOne(photo: KeptPhoto, part: PhotoPart): Promise<boolean> {
    if (await pause()) return false
    const bytes = await store.bytes(photo.sha256, part)
    const item = bytes === null ? null : travelling(photo, part, bytes)
    if (item === null) return true
    try {
      if (!(await send(item, pause))) return false
      await store.markPhoto(photo.sha256, 'sent', null, part)
    } catch (error) {
      if (error instanceof Refused && FINAL.includes(error.problem)) await store.markPhoto(photo.sha256, 'refused', error.body, part)
      else if (troubleOf(error).trouble === 'fault') unsent = error
      else throw error
    }
    changed()
    return true
  }

  for (const photo of await store.photos()) {
    if (photo.thumbState === 'asked' && !(await sendOne(photo, 'thumb'))) return null
  }
  const asked = (await store.photos()).filter((photo) => photo.state === 'asked').sort((a, b) => a.bytes - b.bytes)
  for (const photo of asked) {
    left = spared()
    if (left !== null) break
    if (!(await sendOne(photo, 'photo'))) return null
  }
  if (unsent !== undefined) throw unsent
  return left
}
