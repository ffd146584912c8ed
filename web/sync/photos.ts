import type { AnnouncedPhoto } from '../../geo/reports/report.ts'
import { sha256Of } from './hash.ts'
import type { NewPhoto } from './store.ts'

/** A photo ready for a report: how it is announced, and what the phone keeps. */
export type TakenPhoto = { readonly announced: AnnouncedPhoto; readonly kept: NewPhoto }

const LONGEST_PX = 2048
const QUALITY = 0.82

/** A JPEG of at most 2,048 px, upright. Rejects when the browser cannot read the file as a picture. */
async function scaled(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, LONGEST_PX / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no pictures')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}

/** Makes a taken picture ready to file: its metadata read, then scaled, then hashed. Rejects when it is no picture. */
export async function takePhoto(file: Blob): Promise<TakenPhoto> {
  const { exifOf } = await import('./exif.ts') // 14 kB that only a photo needs
  const exif = await exifOf(file)
  const blob = await scaled(file)
  const sha256 = await sha256Of(await blob.arrayBuffer())
  return {
    announced: { sha256, bytes: blob.size, type: 'image/jpeg', thumb: null, ...exif },
    kept: { sha256, bytes: blob.size, blob },
  }
}
