import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folderParts, PIECE_BYTES } from '../../../api/uploads/parts.ts'

async function inFolder(use: (root: string) => Promise<void>) {
  const root = await mkdtemp(join(tmpdir(), 'vidnova-parts-'))
  try { await use(root) } finally { await rm(root, { recursive: true }) }
}
const FACTS = { bytes: 2_000_000, key: null }
const count = (from: number, to: number) => Uint8Array.from({ length: to - from }, (_, at) => (from + at) % 251)
async function* inChunks(bytes: Uint8Array, size: number, breakAfter = Infinity) {
  for (let at = 0; at < bytes.length; at += size) {
    if (at >= breakAfter) throw new Error('the connection was cut')
    yield bytes.subarray(at, at + size)
  }
}

describe('a part of an upload', () => {
  test('that breaks off keeps every byte that came, and only those, whatever the sizes', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 90_000 }), fc.integer({ min: 1, max: 700_000 }), fc.integer({ min: 0, max: 700_000 }), (chunk, length, cut) => inFolder(async (root) => {
      const parts = folderParts(root)
      await parts.create('a', FACTS)
      const bytes = count(0, length)
      const size = Math.max(chunk, 1_000)
      const whole = await parts.append('a', 0, inChunks(bytes, size, cut)).catch((error: Error) => error.message)
      const came = Math.min(length, Math.ceil(cut / size) * size)
      expect(whole).toBe(came < length ? 'the connection was cut' : length)
      expect((await parts.look('a'))?.offset).toBe(came)
      expect(Buffer.from(bytes.subarray(0, came)).equals(await parts.bytes('a'))).toBe(true)
      expect((await readdir(join(root, 'a'))).filter((name) => name.endsWith('.part'))).toEqual([])
    })), { numRuns: 25 })
  })

  test('is on the disk piece by piece while its connection still hangs', () => inFolder(async (root) => {
    const parts = folderParts(root)
    await parts.create('a', FACTS)
    let release = () => {}
    const hanging = new Promise<void>((resolve) => { release = resolve })
    let reached = () => {}
    const stalled = new Promise<void>((resolve) => { reached = resolve })
    const slow = parts.append('a', 0, (async function* () {
      yield count(0, PIECE_BYTES)
      yield count(PIECE_BYTES, PIECE_BYTES + 10)
      reached()
      await hanging
    })())
    await stalled
    expect((await parts.look('a'))?.offset).toBe(PIECE_BYTES)
    // The phone has come back by another connection: the one that hangs is in nobody's way, and takes nobody's place.
    expect(await folderParts(root).append('a', PIECE_BYTES, inChunks(count(PIECE_BYTES, PIECE_BYTES + 500), 100))).toBe(PIECE_BYTES + 500)
    release()
    await expect(slow).rejects.toMatchObject({ problem: 'upload-moved-on', details: { offset: PIECE_BYTES + 500 } })
    expect(Buffer.from(count(0, PIECE_BYTES + 500)).equals(await parts.bytes('a'))).toBe(true)
  }))

  test('is written once when several processes send the same bytes at once', () => inFolder(async (root) => {
    await folderParts(root).create('a', FACTS)
    const done = await Promise.allSettled(Array.from({ length: 8 }, () => folderParts(root).append('a', 0, inChunks(count(0, 9_000), 1_000))))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ problem: 'upload-moved-on', details: { offset: 9_000 } })
    expect((await readdir(join(root, 'a'))).sort()).toEqual(['000000000000', 'facts.json'])
  }))

  test('that is gone is not begun again by a writer that was late', () => inFolder(async (root) => {
    const parts = folderParts(root)
    await parts.create('a', FACTS)
    const late = parts.append('a', 0, (async function* () {
      yield count(0, 100)
      await parts.remove('a')
      yield count(100, 200)
    })())
    await expect(late).rejects.toMatchObject({ problem: 'upload-not-found' })
    expect(await readdir(root)).toEqual([])
    await expect(parts.append('a', 0, inChunks(count(0, 10), 10))).rejects.toMatchObject({ problem: 'upload-not-found' })
  }))

  test('is kept as it began when it is created again, and dropped when nothing was added to it for long', () => inFolder(async (root) => {
    const parts = folderParts(root)
    await parts.create('a', FACTS)
    await parts.create('b', FACTS)
    await parts.append('a', 0, inChunks(count(0, 10), 10))
    await parts.create('a', { bytes: 1, key: 'other' })
    expect(await parts.look('a')).toEqual({ ...FACTS, offset: 10 })
    const old = new Date('2026-01-01T00:00:00Z')
    await utimes(join(root, 'b'), old, old)
    expect(await parts.dropUntouchedSince(new Date('2026-02-01T00:00:00Z'))).toBe(1)
    expect([await parts.look('b'), (await parts.look('a'))?.offset]).toEqual([undefined, 10])
    expect(await folderParts(join(root, 'nowhere')).dropUntouchedSince(old)).toBe(0)
  }))
})
