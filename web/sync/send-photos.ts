import { Refused } from '../call.ts'
import { troubleOf } from './failures.ts'
import type { PhoneStore } from './store.ts'

/** Puts the bytes of a photo to the server. Throws Refused or Unreachable. */
export type SendPhoto = (sha256: string, bytes: Blob) => Promise<void>

// The server's last word on these bytes; anything else may be better later.
const FINAL = ['hash-mismatch', 'not-a-photo', 'body-too-large']

/**
 * Sends the photos that the server asked for, one by one, until none is left or `pause` says that something more urgent waits.
 * A photo that is refused does not hold up the others. Throws what stopped it, or the last refusal that may be mended.
 */
export async function sendPhotos(store: PhoneStore, send: SendPhoto, pause: () => Promise<boolean>, changed: () => void): Promise<void> {
  let unsent: unknown
  for (const photo of await store.photos()) {
    if (photo.state !== 'asked') continue
    if (await pause()) return
    const bytes = await store.bytes(photo.sha256, 'photo')
    if (bytes === null) continue
    try {
      await send(photo.sha256, bytes)
      await store.markPhoto(photo.sha256, 'sent', null)
    } catch (error) {
      if (error instanceof Refused && FINAL.includes(error.problem)) await store.markPhoto(photo.sha256, 'refused', error.body)
      else if (troubleOf(error).trouble === 'fault') unsent = error
      else throw error
    }
    changed()
  }
  if (unsent !== undefined) throw unsent
}
