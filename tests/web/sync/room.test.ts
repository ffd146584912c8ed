import { describe, expect, test } from 'vitest'
import { makeLease } from '../../../web/sync/alone.ts'
import { makeMemoryShelves } from '../../../web/sync/memory-shelves.ts'
import { makePhoneStore } from '../../../web/sync/phone-store.ts'
import type { Shelves } from '../../../web/sync/shelves.ts'
import type { NewPhoto } from '../../../web/sync/store.ts'
import { aFiling, idOf, makePhone, makeServer } from './phone-kit.ts'

/** Shelves that hold so many bytes of photos and reserve, and no more; the text of a report takes a hundred. */
function small(roomBytes: number): Shelves & { used: () => number } {
  const shelves = makeMemoryShelves()
  let used = 0
  const sizeOf = (value: unknown) => (value instanceof Blob ? value.size : value instanceof Uint8Array ? value.byteLength : 100)
  return {
    ...shelves, durable: true, used: () => used,
    write: (names, work) => {
      const before = used
      return shelves.write(names, (shelf) => work((name) => ({
        ...shelf(name),
        async put(value, key) {
          used += name === 'bytes' || name === 'ops' ? sizeOf(value) : 0
          if (used > roomBytes) throw new DOMException('full', 'QuotaExceededError')
          await shelf(name).put(value, key)
        },
        async delete(key) {
          used -= name === 'bytes' ? sizeOf(await shelf(name).get(key)) : 0
          await shelf(name).delete(key)
        },
      }))).catch((error: unknown) => {
        used = before
        throw error
      })
    },
  }
}

const photo = (bytes: number): NewPhoto => ({ sha256: `photo-${bytes}`, bytes, blob: new Blob([new Uint8Array(bytes)]) })
const shrink = async (kept: NewPhoto, longestPx: number) => {
  const now = photo(Math.round(kept.bytes * (longestPx / 2048) ** 2))
  return { announced: { sha256: now.sha256, bytes: now.bytes }, kept: now }
}
const MB = 1024 * 1024

describe('a phone that runs full', () => {
  const filing = (bytes: number) => aFiling(1, { body: { id: idOf(1), photos: [{ sha256: `photo-${bytes}`, bytes, type: 'image/jpeg' }] }, photos: [photo(bytes)] })
  const phoneWith = (shelves: Shelves) => makePhone(makeServer(), () => 'dropped', { store: makePhoneStore(shelves), shrink })
  const announced = (body: unknown) => (body as { photos: { sha256: string; bytes: number; type: string }[] }).photos

  test('keeps a report with its photos as long as there is room', async () => {
    expect(await phoneWith(small(2000)).outbox.file(filing(1000))).toBe('whole')
  })

  test('makes the photos smaller, and announces what it kept', async () => {
    const { outbox, store } = phoneWith(small(700))
    expect(await outbox.file(filing(1000))).toBe('smaller')
    const [op] = await store.outgoing()
    expect(announced(op?.body)).toEqual([{ sha256: 'photo-391', bytes: 391, type: 'image/jpeg' }])
    expect(op?.photos).toEqual(['photo-391'])
    expect((await store.bytes('photo-391', 'photo'))?.size).toBe(391)
  })

  test('leaves out photos for which there is no room at all, and says so', async () => {
    const { outbox, store } = phoneWith(small(300))
    expect(await outbox.file(filing(1000))).toBe('without')
    const [op] = await store.outgoing()
    expect([announced(op?.body), op?.photos, await store.photos()]).toEqual([[], [], []])
  })

  test('keeps the text when nothing else is free, in the room that was kept for it', async () => {
    const shelves = small(5 * MB + 50)
    const { outbox, store } = phoneWith(shelves)
    await store.reserve()
    expect(shelves.used()).toBe(5 * MB)
    expect(await outbox.file(filing(6 * MB))).toBe('without')
    expect(await store.outgoing()).toHaveLength(1)
    expect(shelves.used()).toBeLessThan(200)
  })

  test('says that it is full when not even a text has room, and then still has what it had', async () => {
    const { outbox, store } = phoneWith(small(150))
    await outbox.file(aFiling(2))
    await expect(outbox.file(filing(1000))).rejects.toMatchObject({ name: 'QuotaExceededError' })
    expect((await store.outgoing()).map((op) => op.id)).toEqual([idOf(2)])
  })
})

describe('two tabs without the browser’s locks', () => {
  const tab = (shelves: Shelves, owner: string, clock: { ms: number }) => makeLease(shelves, { owner, nowMs: () => clock.ms, every: () => () => undefined })

  test('agree by a lease on who sends, and the next sends when the first is done', async () => {
    const [shelves, clock] = [makeMemoryShelves(), { ms: 1_000 }]
    let end = () => {}
    const long = tab(shelves, 'a', clock)(() => new Promise<string>((done) => { end = () => done('first') }))
    expect(await tab(shelves, 'b', clock)(async () => 'second')).toBeUndefined()
    end()
    expect(await long).toBe('first')
    expect(await tab(shelves, 'b', clock)(async () => 'second')).toBe('second')
  })

  test.each([['after half a minute', 31_000], ['when the clock was put back', -86_400_000], ['when the clock ran to 2038', 379_000_000_000]])('go on without one that died, %s', async (_, laterMs) => {
    const [shelves, clock] = [makeMemoryShelves(), { ms: 1_000_000_000 }]
    void tab(shelves, 'dead', clock)(() => new Promise(() => undefined))
    expect(await tab(shelves, 'b', clock)(async () => 'sent')).toBeUndefined()
    clock.ms += laterMs
    expect(await tab(shelves, 'b', clock)(async () => 'sent')).toBe('sent')
  })
})

describe('whatever the phone’s clock says', () => {
  test.each([['1970', 0], ['2038', Date.UTC(2038, 0, 19, 3, 14, 8)], ['14 hours ahead', Date.UTC(2026, 10, 25, 22)], ['14 hours behind', Date.UTC(2026, 10, 24, 18)]])('at %s, a report is filed and delivered once', async (_, nowMs) => {
    const server = makeServer()
    const { outbox, states, asked } = makePhone(server, () => 'fine', { nowMs: () => nowMs })
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect([await states(), server.arrivals(), asked[0]?.clock]).toEqual([{ [idOf(1)]: 'delivered' }, 1, new Date(nowMs).toISOString()])
  })

  test('stepping back between two reports, they go in the order in which they were filed', async () => {
    let nowMs = Date.UTC(2026, 10, 25)
    const { outbox, asked, store } = makePhone(makeServer(), () => 'fine', { nowMs: () => (nowMs -= 3_600_000) })
    for (const n of [3, 1, 2]) await outbox.file(aFiling(n))
    await outbox.flush()
    expect(asked[0]?.ops.map((op) => op.id)).toEqual([3, 1, 2].map(idOf))
    expect((await store.ops()).map((op) => op.seq)).toEqual([1, 2, 3])
  })
})
