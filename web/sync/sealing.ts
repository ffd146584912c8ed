import type { PhotoSeal } from './store.ts'

/** An envelope as it travels, without the schema that the server reads it by. */
export type SealedBody = { readonly v: 1; readonly key: string; readonly enc: string; readonly ct: string }

/** Seals what is finished to the server's public key: the phone itself cannot open it again. */
export type Sealing = {
  /** The server's key, by its name. */
  readonly key: string
  /** The envelope of an operation filed by `by`; its content is signed with the phone's own key. */
  op(op: { readonly id: string; readonly kind: string; readonly body: unknown }, by: string): Promise<SealedBody>
  /** Bytes sealed under the hash of the open ones, and the hash of the sealed ones. */
  bytes(open: Blob, sha256: string): Promise<{ readonly blob: Blob; readonly sha256: string }>
}

type Open = { readonly sha256: string; readonly bytes: number; readonly blob: Blob | null; readonly thumb?: { readonly sha256: string; readonly bytes: number; readonly blob: Blob | null } | null }
type SealedPhoto = Open & { readonly seal: PhotoSeal | null }

/** A photo with its thumbnail, sealed; one whose bytes are on the phone already is left as it is. */
export async function sealPhoto(sealing: Sealing, photo: Open): Promise<SealedPhoto> {
  if (photo.blob === null) return { ...photo, seal: null }
  const whole = await sealing.bytes(photo.blob, photo.sha256)
  const thumb = photo.thumb?.blob ? await sealing.bytes(photo.thumb.blob, photo.thumb.sha256) : null
  return {
    ...photo, blob: whole.blob, seal: { key: sealing.key, photo: whole.sha256, thumb: thumb?.sha256 ?? null },
    ...(photo.thumb ? { thumb: { ...photo.thumb, blob: thumb?.blob ?? null } } : {}),
  }
}
