import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Sha256 } from '../text.ts'
import { StoredPhoto } from '../reports/report.ts'
import { SEAL_BYTES } from './upload-id.ts'

/** The largest photo taken, in bytes. */
export const PHOTO_LIMIT_BYTES = 12 * 1024 * 1024

/** The largest thumbnail taken, in bytes. */
export const THUMB_LIMIT_BYTES = 64 * 1024

/** Bytes that are no JSON: a body or an answer of this kind is handled raw. */
export const Raw = z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'bytes')

export const putPhoto = endpoint({
  method: 'put', path: '/api/photos/{sha256}', tag: 'Photos', roles: ['crew', 'dispatcher', 'authority'],
  summary: 'Send the bytes of a photo that a report announced; safe to repeat',
  params: z.object({ sha256: Sha256 }),
  body: Raw,
  returns: StoredPhoto,
  problems: ['photo-not-found', 'hash-mismatch', 'not-a-photo', 'body-too-large', 'storage-full'],
  limitBytes: PHOTO_LIMIT_BYTES,
})

export const getPhoto = endpoint({
  method: 'get', path: '/api/photos/{sha256}', tag: 'Photos', roles: READERS,
  summary: 'A photo, re-encoded without its metadata; the sealed original with `size=original`, as a download',
  params: z.object({ sha256: Sha256 }),
  query: z.object({ size: z.enum(['thumb', 'screen', 'original']).default('screen') }),
  returns: Raw,
  problems: ['photo-not-found', 'photo-not-landed'],
})

/** What an upload says of itself at its creation: tus's `Upload-Metadata`. */
export const UploadMetadata = z.strictObject({
  /** Of the open bytes, as a report announced them. */
  sha256: Sha256,
  part: z.enum(['thumb', 'photo']),
  /** For sealed bytes: the server's key that they are sealed to, and the hash of the bytes that travel. */
  key: z.string().max(40).optional(),
  sealed: Sha256.optional(),
}).refine(({ key, sealed }) => (key === undefined) === (sealed === undefined), { path: ['sealed'], message: 'sealed bytes name both their key and their hash' })
export type UploadMetadata = z.infer<typeof UploadMetadata>

const SENDERS = ['crew', 'dispatcher', 'authority'] as const
const UPLOAD_PROBLEMS = ['photo-not-found', 'hash-mismatch', 'not-a-photo', 'body-too-large', 'storage-full', 'upload-moved-on', 'tus-version-unknown', 'seal-unknown', 'seal-broken'] as const
const ofUpload = z.object({ id: z.string() })

/** The path of uploads; each is below it by its id. */
export const UPLOADS = '/api/uploads'

export const createUpload = endpoint({
  method: 'post', path: UPLOADS, tag: 'Photos', roles: SENDERS,
  summary: 'Begin an upload by the tus protocol (1.0.0), or find it again: `Upload-Offset` says what is here; a body is its first bytes',
  body: Raw, returns: Raw, problems: UPLOAD_PROBLEMS, limitBytes: PHOTO_LIMIT_BYTES + SEAL_BYTES.enc + SEAL_BYTES.tag,
})

export const readUpload = endpoint({
  method: 'head', path: `${UPLOADS}/{id}`, tag: 'Photos', roles: SENDERS,
  summary: 'How many bytes of an upload are on the disk, by the tus protocol',
  params: ofUpload, returns: Raw, problems: ['photo-not-found', 'upload-not-found', 'tus-version-unknown'],
})

export const appendUpload = endpoint({
  method: 'patch', path: `${UPLOADS}/{id}`, tag: 'Photos', roles: SENDERS,
  summary: 'Send the next bytes of an upload from `Upload-Offset` on, by the tus protocol; the last ones are answered with the photo',
  params: ofUpload, body: Raw, returns: Raw, problems: [...UPLOAD_PROBLEMS, 'upload-not-found'], limitBytes: PHOTO_LIMIT_BYTES + SEAL_BYTES.enc + SEAL_BYTES.tag,
})
