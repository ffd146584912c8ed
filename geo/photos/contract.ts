import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Sha256 } from '../text.ts'
import { StoredPhoto } from '../reports/report.ts'

/** The largest photo taken, in bytes. */
export const PHOTO_LIMIT_BYTES = 12 * 1024 * 1024

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
