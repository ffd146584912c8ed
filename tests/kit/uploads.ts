import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { aReport, cookieOf, fileOp, syncAs } from './world.ts'
import type { Api } from './with-api.ts'

/** SHA-256 in hex. */
export const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A JPEG of noise, so that it does not compress: some 75 kB at the size given. */
export const aPicture = (side = 256): Promise<Buffer> => sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } }).jpeg({ quality: 90 }).toBuffer()

/** A phone's small copy of a picture. */
export const smallOf = (picture: Uint8Array): Promise<Buffer> => sharp(picture).resize(64, 64, { fit: 'inside' }).jpeg({ quality: 40 }).toBuffer()

/** Files a report that announces a photo, as one of the world's people; the report. */
export async function announce(api: Api, who: string, photo: Uint8Array, thumb: Uint8Array | null = null, changes = {}): Promise<{ id: string }> {
  const report = aReport({ photos: [{ sha256: shaOf(photo), bytes: photo.byteLength, type: 'image/jpeg', thumb: thumb === null ? null : { sha256: shaOf(thumb), bytes: thumb.byteLength } }], ...changes })
  await syncAs(api, who, [fileOp(report)])
  return report
}

const said = (facts: Record<string, string>) => Object.entries(facts).map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',')
const HEADERS = { 'tus-resumable': '1.0.0' }
const BYTES = { 'content-type': 'application/offset+octet-stream' }

/** Creates an upload, with its first bytes when they are given. */
export const create = (api: Api, who: string, length: number, facts: Record<string, string>, first?: Uint8Array) =>
  api.call('POST', '/api/uploads', { headers: { ...HEADERS, cookie: cookieOf(who), 'upload-length': String(length), 'upload-metadata': said(facts), ...(first === undefined ? {} : BYTES) }, ...(first === undefined ? {} : { body: first }) })

/** Sends bytes of an upload from an offset on. */
export const append = (api: Api, who: string, id: string, offset: number, bytes: Uint8Array) =>
  api.call('PATCH', `/api/uploads/${id}`, { headers: { ...HEADERS, ...BYTES, cookie: cookieOf(who), 'upload-offset': String(offset) }, body: bytes })

/** How many bytes of an upload are on the disk; the status when there is no such upload. */
export async function offsetOf(api: Api, who: string, id: string): Promise<number | string> {
  const answer = await api.call('HEAD', `/api/uploads/${id}`, { headers: { ...HEADERS, cookie: cookieOf(who) } })
  return answer.status === 200 ? Number(answer.headers.get('upload-offset')) : `status ${answer.status}`
}
