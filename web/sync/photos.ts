import type { AnnouncedPhoto } from '../../geo/reports/report.ts'
import { sha256Of } from './hash.ts'
import type { NewPhoto } from './store.ts'

/** A photo ready for a report: how it is announced, and what the phone keeps. */
export type TakenPhoto = { readonly announced: AnnouncedPhoto; readonly kept: NewPhoto }

const LONGEST_PX = 2048
const QUALITY = 0.82
const THUMB_PX = 320
const THUMB_BYTES = 20_000

/** A JPEG of at most so many pixels at its longest. */
function scaled(picture: ImageBitmap, longestPx: number, quality: number): Promise<Blob> {
  const scale = Math.min(1, longestPx / Math.max(picture.width, picture.height))
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)))
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser draws no pictures')
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality })
}

/** The small copy that travels before the photo: as good as 20 kB allow. */
async function smallCopy(picture: ImageBitmap): Promise<Blob> {
  for (const [longestPx, quality] of [[THUMB_PX, 0.7], [THUMB_PX, 0.5], [THUMB_PX, 0.3], [THUMB_PX / 2, 0.5]] as const) {
    const blob = await scaled(picture, longestPx, quality)
    if (blob.size <= THUMB_BYTES) return blob
  }
  return scaled(picture, THUMB_PX / 2, 0.3)
}

const hashed = async (blob: Blob) => ({ sha256: await sha256Of(await blob.arrayBuffer()), bytes: blob.size })

/** Makes a taken picture ready to file: its metadata read, then scaled in both sizes, then hashed. Rejects when it is no picture. */
export async function takePhoto(file: Blob): Promise<TakenPhoto> {
  const { exifOf } = await import('./exif.ts') // 14 kB that only a photo needs
  const exif = await exifOf(file)
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const blob = await scaled(picture, LONGEST_PX, QUALITY)
    const small = await smallCopy(picture)
    const [photo, thumb] = [await hashed(blob), await hashed(small)]
    return { announced: { ...photo, type: 'image/jpeg', thumb, ...exif }, kept: { ...photo, blob, thumb: { ...thumb, blob: small } } }
  } finally {
    picture.close()
  }
}
