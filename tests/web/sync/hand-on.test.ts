import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { describe, expect, test } from 'vitest'
import { fromBase45, toBase45 } from '../../../web/sync/base45.ts'
import { makeCodeReader, packCodes } from '../../../web/sync/hand-on-codes.ts'
import { HandOnError, packFile, readFile, takeIn } from '../../../web/sync/hand-on.ts'
import type { Sealing } from '../../../web/sync/sealing.ts'
import { aFiling, idOf, makePhone, makeServer } from './phone-kit.ts'

const sum = (text: string) => createHash('sha256').update(text).digest('hex')
// As long as a real envelope, and as random.
const noise = (seed: string, chars: number) => Array.from({ length: Math.ceil(chars / 43) }, (_, n) => createHash('sha256').update(`${seed}${n}`).digest('base64url')).join('').slice(0, chars)
const sealing: Sealing = {
  key: 'k-1',
  op: async (op) => ({ v: 1, key: 'k-1', enc: noise(`e${op.id}`, 87), ct: noise(op.id, 1500) }),
  bytes: async (blob) => {
    const sealed = `sealed ${await blob.text()}`
    return { blob: new Blob([sealed]), sha256: sum(sealed) }
  },
}
const photo = { sha256: sum('picture'), bytes: 7, blob: new Blob(['picture']), thumb: { sha256: sum('small'), bytes: 5, blob: new Blob(['small']) } }

async function twoPhones(reports = 3) {
  const server = makeServer()
  let first: 'dropped' | 'fine' = 'dropped'
  const from = makePhone(server, () => first, { sealing: async () => sealing, sealsPhotos: true, device: idOf(1) })
  for (let n = 1; n <= reports; n += 1) await from.outbox.file(aFiling(n, n === 1 ? { body: { id: idOf(1) }, photos: [photo] } : {}))
  const to = makePhone(server, () => 'fine', { who: () => 'crew-8', device: idOf(2), sealing: async () => sealing })
  return { server, from, to, reconnect: () => { first = 'fine' } }
}

describe('reports that are handed on as a file', () => {
  test('come out as they went in, still sealed, and are delivered once though both phones deliver them', async () => {
    const { server, from, to, reconnect } = await twoPhones()
    const handed = await readFile(await packFile(from.store, idOf(1)))
    expect(await takeIn(to.store, handed, 5)).toEqual({ taken: 3, known: 0 })
    expect(await takeIn(to.store, handed, 6)).toEqual({ taken: 0, known: 3 })
    expect((await to.store.ops())[0]).toMatchObject({ kind: 'sealed', carriedFrom: idOf(1), by: null, legible: true, body: null })
    expect(await (await to.store.bytes(photo.sha256, 'photo'))?.text()).toBe('sealed picture')
    expect(await (await to.store.bytes(photo.sha256, 'thumb'))?.text()).toBe('sealed small')
    await to.outbox.flush()
    expect(new Set(Object.values(await to.states()))).toEqual(new Set(['delivered']))
    expect(new Set(Object.values(await from.states()))).toEqual(new Set(['waiting']))
    reconnect()
    await from.outbox.flush()
    expect(new Set(Object.values(await from.states()))).toEqual(new Set(['delivered']))
    expect(server.arrivals()).toBe(3)
  })

  test('are those that were chosen, with their photos', async () => {
    const { from, to } = await twoPhones()
    const one = await readFile(await packFile(from.store, idOf(1), new Set([idOf(2)])))
    expect([one.ops.map(({ id }) => id), one.photos]).toEqual([[idOf(2)], []])
    const other = await readFile(await packFile(from.store, idOf(1), new Set([idOf(1), idOf(99)])))
    expect([other.ops.map(({ id }) => id), other.photos.map(({ sha256 }) => sha256)]).toEqual([[idOf(1)], [photo.sha256]])
    const reader = makeCodeReader()
    for (const code of await packCodes(from.store, idOf(1), new Set([idOf(3)]))) reader.add(code)
    expect(await takeIn(to.store, await reader.done(), 5)).toEqual({ taken: 1, known: 0 })
    expect(await packCodes(from.store, idOf(1), new Set())).toEqual([])
  })

  test('leave out what is not sealed', async () => {
    const { store, outbox } = makePhone(makeServer(), () => 'dropped')
    await outbox.file(aFiling(1))
    expect((await readFile(await packFile(store, idOf(1)))).ops).toEqual([])
  })

  test('are refused with a word when the file is another’s, cut short or changed in any byte', async () => {
    const { from } = await twoPhones()
    const bytes = new Uint8Array(await (await packFile(from.store, idOf(1))).arrayBuffer())
    const fault = (blob: Blob) => readFile(blob).then(() => 'none', (error: unknown) => {
      if (error instanceof HandOnError) return error.fault
      throw error
    })
    expect(await fault(new Blob(['%PDF-1.7 this is no such file, however long it may be, and however much is in it'.repeat(3)]))).toBe('foreign')
    expect(await fault(new Blob([]))).toBe('foreign')
    await fc.assert(fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      expect(await fault(new Blob([bytes.subarray(0, at)])), `cut at ${at}`).not.toBe('none')
      const changed = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ change : byte))
      expect(await fault(new Blob([changed])), `changed at ${at}`).not.toBe('none')
    }), { numRuns: 60 })
  })
})

describe('reports that are handed on as codes', () => {
  const imageOf = (text: string) => {
    const dots = encodeQR(text, 'raw', { encoding: 'alphanumeric', ecc: 'medium', border: 4, scale: 3 })
    const width = dots.length
    const data = new Uint8Array(width * width * 4)
    dots.flat().forEach((dark, at) => data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4))
    return { width, height: width, data }
  }

  test('are read in any order, from the pictures of a camera, and say which are missing', async () => {
    const { from, to } = await twoPhones(4)
    const codes = await packCodes(from.store, idOf(1))
    expect(codes.length).toBeGreaterThan(10)
    const reader = makeCodeReader()
    const [late, ...rest] = [...codes].reverse()
    for (const code of rest) expect(reader.add(decodeQR(imageOf(code)))).toBe(true)
    expect(reader.reading()).toEqual({ count: codes.length, missing: [codes.length] })
    expect(reader.add(rest[0]!)).toBe(true) // seen twice
    reader.add(late!)
    expect(reader.reading().missing).toEqual([])
    expect(await takeIn(to.store, await reader.done(), 0)).toEqual({ taken: 4, known: 0 })
    expect((await to.store.outgoing()).map((op) => op.hash)).toEqual((await from.store.outgoing()).map((op) => op.hash))
  })

  test('are not confused by another’s code, nor by those of another series', async () => {
    const [one, two] = [await twoPhones(2), await twoPhones(3)]
    const [codes, others] = [await packCodes(one.from.store, idOf(1)), await packCodes(two.from.store, idOf(1))]
    const reader = makeCodeReader()
    expect(['https://example.org/menu', 'VN1/000000000000/1/1/~', `VN1/000000000000/3/2/AB`, ''].map((text) => reader.add(text))).toEqual([false, false, false, false])
    reader.add(others[0]!)
    for (const code of codes) reader.add(code)
    expect(reader.reading()).toEqual({ count: codes.length, missing: [] })
    expect((await reader.done()).ops).toHaveLength(2)
  })

  test('take base 45 there and back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => { expect(fromBase45(toBase45(bytes))).toEqual(bytes) }))
    expect([fromBase45(':::'), fromBase45('A'), fromBase45('a0')]).toEqual([null, null, null])
  })
})
