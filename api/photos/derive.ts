import sharp from 'sharp'
import { Problem } from '../../geo/problems.ts'

const PIXELS_AT_MOST = 50_000_000
const SECONDS_AT_MOST = 10
const SCREEN_PX = 1600
const THUMB_PX = 320
const THUMB_PIXELS_AT_MOST = 1_000_000

/** A photo re-encoded without any metadata, upright, in two sizes. */
export type Derived = { readonly screen: Buffer; readonly thumb: Buffer; readonly width: number; readonly height: number; readonly type: string }

/** The type that the first bytes show, or undefined: JPEG, PNG and WebP are all that is taken. */
export function typeOf(bytes: Uint8Array): string | undefined {
  const starts = (...expected: number[]) => expected.every((byte, at) => bytes[at] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0x52, 0x49, 0x46, 0x46) && Buffer.from(bytes.subarray(8, 12)).toString('latin1') === 'WEBP') return 'image/webp'
  return undefined
}

const AT_ONCE = 2 // one of 50 megapixels takes some 150 MB while it is decoded, however small its file
let decoding = 0
const inLine: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (decoding === AT_ONCE) await new Promise<void>((turn) => { inLine.push(turn) })
  else decoding += 1
  try {
    return await work()
  } finally {
    const next = inLine.shift()
    if (next === undefined) decoding -= 1
    else next()
  }
}

/** Decodes a photo in full and makes its working copies, two at once in a process. Throws `not-a-photo` for what is none, is too large or is broken. */
export async function derive(bytes: Uint8Array): Promise<Derived> {
  const type = typeOf(bytes)
  if (type === undefined) throw new Problem('not-a-photo', { reason: 'the first bytes are of no JPEG, PNG or WebP' })
  return inTurn(() => decode(bytes, type))
}

async function decode(bytes: Uint8Array, type: string): Promise<Derived> {
  try {
    const image = sharp(bytes, { failOn: 'error', limitInputPixels: PIXELS_AT_MOST, sequentialRead: true }).timeout({ seconds: SECONDS_AT_MOST }).rotate()
    const screen = await image.clone().resize(SCREEN_PX, SCREEN_PX, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 80 }).toBuffer({ resolveWithObject: true })
    const thumb = await sharp(screen.data).resize(THUMB_PX, THUMB_PX, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 70 }).toBuffer()
    return { screen: screen.data, thumb, width: screen.info.width, height: screen.info.height, type }
  } catch (error) {
    throw new Problem('not-a-photo', { reason: 'the picture could not be decoded whole' })
  }
}

/** A phone's small copy re-encoded without any metadata, upright. Throws `not-a-photo`. */
export async function deriveThumb(bytes: Uint8Array): Promise<Buffer> {
  if (typeOf(bytes) !== 'image/jpeg') throw new Problem('not-a-photo', { reason: 'a small copy is a JPEG' })
  try {
    return await inTurn(() => sharp(bytes, { failOn: 'error', limitInputPixels: THUMB_PIXELS_AT_MOST }).timeout({ seconds: SECONDS_AT_MOST }).rotate()
      .resize(THUMB_PX, THUMB_PX, { fit: 'inside', withoutEnlargement: true }).webp({ quality: 70 }).toBuffer())
  } catch (error) {
    throw new Problem('not-a-photo', { reason: 'the small copy could not be decoded whole' })
  }
}
