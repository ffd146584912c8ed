import type { Shrink } from './fitting.ts'
import { sha256Of } from './hash.ts'

const QUALITY = 0.75

/** A photo at fewer pixels, as a JPEG; its thumbnail stays. Rejects when the browser cannot draw it. */
export const shrink: Shrink = async (photo, longestPx) => {
  const picture = await createImageBitmap(photo.blob!)
  try {
    const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height))
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
    const announced = { sha256: await sha256Of(await blob.arrayBuffer()), bytes: blob.size }
    return { announced, kept: { ...photo, ...announced, blob } }
  } finally {
    picture.close()
  }
}
