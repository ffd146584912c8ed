/** What travels of a photo: the small copy that goes before, or the photo itself. */
export type Part = 'thumb' | 'photo'

/** What an upload is known by: the hash of the open bytes, which of the two it is, and for sealed bytes the hash of what travels. */
export type UploadName = { readonly sha256: string; readonly part: Part; readonly sealed: string | null }

const SHAPE = /^([0-9a-f]{64})-(thumb|photo)(?:-([0-9a-f]{64}))?$/

/**
 * The id of an upload, made from what it holds, so that a phone that forgot its address finds it again, and another phone with the same bytes does too.
 * Two sealings of one photo are different bytes: each has an upload of its own.
 */
export const uploadId = ({ sha256, part, sealed }: UploadName): string => `${sha256}-${part}${sealed === null ? '' : `-${sealed}`}`

/** What an id names, or undefined when it is none. */
export function readUploadId(id: string): UploadName | undefined {
  const [, sha256, part, sealed] = SHAPE.exec(id) ?? []
  return sha256 === undefined ? undefined : { sha256, part: part as Part, sealed: sealed ?? null }
}

/** What sealing adds before the ciphertext (HPKE's encapsulated key, an uncompressed P-256 point) and at its end (AES-GCM's tag), in bytes. */
export const SEAL_BYTES = { enc: 65, tag: 16 } as const
