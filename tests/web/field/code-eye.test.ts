import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { expect, test, vi } from 'vitest'
import { makeEye, type Detector } from '../../../web/field/code-eye.ts'
import { qrPath } from '../../../web/ui/qr-path.ts'

/** A code as the camera would give it. */
function pictureOf(text: string, scale = 6): ImageData {
  const rows = encodeQR(text, 'raw', { border: 4, scale, ecc: 'medium' })
  const data = new Uint8ClampedArray(rows.flatMap((row) => row.flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]))))
  return { width: rows.length, height: rows.length, data, colorSpace: 'srgb' } as ImageData
}
const nothing = { width: 200, height: 200, data: new Uint8ClampedArray(160_000).fill(255), colorSpace: 'srgb' } as ImageData
const label = pictureOf('https://vidnova.example/field?site=1234')

test('a code is read where the browser has no reader of its own, and no code is none', async () => {
  const eye = makeEye(null, async () => decodeQR)
  expect(await eye(label)).toBe('https://vidnova.example/field?site=1234')
  expect(await eye(nothing)).toBeNull()
})

test('the browser\'s own reader goes first, and ours takes over for good when it fails', async () => {
  let works = true
  const own: Detector = { detect: async () => { if (!works) throw new DOMException('gone', 'NotSupportedError'); return [{ rawValue: '1234' }] } }
  const detect = vi.spyOn(own, 'detect')
  const decode = vi.fn(async () => decodeQR)
  const eye = makeEye(own, decode)
  expect(await eye(label)).toBe('1234')
  expect(decode).not.toHaveBeenCalled()
  works = false
  expect(await eye(label)).toBe('https://vidnova.example/field?site=1234')
  expect(await eye(label)).toBe('https://vidnova.example/field?site=1234')
  expect(detect).toHaveBeenCalledTimes(2)
})

test('the path of a code has the dots of the code, and nothing of its margin', () => {
  const { size, path } = qrPath('https://vidnova.example/field?site=1234')
  const dots = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x = '', y = '', wide = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) for (let n = 0; n < Number(wide); n += 1) dots[Number(y)]![Number(x) + n] = true
  expect(dots).toEqual(encodeQR('https://vidnova.example/field?site=1234', 'raw', { encoding: 'byte', ecc: 'medium', border: 4, scale: 1 }))
})
