import type { AnnouncedPhoto } from '../../geo/reports/report.ts'
import type { Filing } from './make-op.ts'
import { isFull, type NewPhoto, type PhoneStore } from './store.ts'

/** How the photos of a report were kept: as taken, scaled down, or left out because the phone is full. */
export type Fit = 'whole' | 'smaller' | 'without'

type Announced = Pick<AnnouncedPhoto, 'sha256' | 'bytes'>
/** A photo at fewer pixels: how it is announced then, and what the phone keeps. */
export type Shrink = (photo: NewPhoto, longestPx: number) => Promise<{ readonly announced: Announced; readonly kept: NewPhoto }>

const SIZES_PX = [1280, 1024] as const

type WithPhotos = { readonly photos?: readonly Announced[] }
const withPhotos = (filing: Filing, announced: readonly Announced[], photos: readonly NewPhoto[]): Filing => ({ ...filing, body: { ...(filing.body as object), photos: announced }, photos })

async function smaller(filing: Filing, longestPx: number, shrink: Shrink): Promise<Filing> {
  const made = await Promise.all((filing.photos ?? []).map(async (photo) => ({ was: photo.sha256, ...(photo.blob === null ? { announced: photo, kept: photo } : await shrink(photo, longestPx)) })))
  const announced = ((filing.body as WithPhotos).photos ?? []).map((photo) => {
    const now = made.find(({ was }) => was === photo.sha256)
    return now ? { ...photo, sha256: now.announced.sha256, bytes: now.announced.bytes } : photo
  })
  return withPhotos(filing, announced, made.map(({ kept }) => kept))
}

/**
 * Files as much of a report as the phone has room for: with its photos, with smaller ones, or its text alone, for which room was kept.
 * Throws QuotaExceededError when not even that is left.
 */
export async function fileFitting(filing: Filing, file: (filing: Filing) => Promise<void>, store: PhoneStore, shrink: Shrink | undefined): Promise<Fit> {
  const fits = (tried: Filing) => file(tried).then(() => true, (error: unknown) => {
    if (!isFull(error)) throw error
    return false
  })
  if (await fits(filing)) return 'whole'
  const photos = filing.photos ?? []
  for (const longestPx of photos.length > 0 && shrink ? SIZES_PX : []) {
    try {
      if (await fits(await smaller(filing, longestPx, shrink!))) return 'smaller'
    } catch (error) {
      console.warn('a photo could not be made smaller', error) // its report matters more
    }
  }
  const text = photos.length > 0 ? withPhotos(filing, [], []) : filing
  const fit: Fit = photos.length > 0 ? 'without' : 'whole'
  if (photos.length > 0 && (await fits(text))) return fit
  await store.release()
  await file(text)
  return fit
}
