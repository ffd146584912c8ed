import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../../../geo/problems.ts'
import { sync } from '../../../geo/sync/contract.ts'
import { Refused } from '../../../web/call.ts'
import { backoffMs } from '../../../web/sync/backoff.ts'
import { makeMemoryStore } from '../../../web/sync/memory-store.ts'
import { KEEP_DELIVERED, type NewPhoto } from '../../../web/sync/store.ts'
import { aFiling, idOf, makePhone, makeServer, WEATHER, type Weather } from './phone-kit.ts'

const aPhoto = (sha256: string): NewPhoto => ({ sha256, bytes: 3, blob: new Blob(['abc']) })

describe('the outbox', () => {
  test('loses nothing and doubles nothing, whatever the network does, and drains once it is fine', async () => {
    await fc.assert(fc.asyncProperty(
      fc.array(fc.constantFrom<Weather>(...WEATHER), { maxLength: 30 }), fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 5 }),
      async (spell, count, every) => {
        const server = makeServer()
        const coming = [...spell]
        const { outbox, store, states } = makePhone(server, () => coming.shift() ?? 'fine')
        for (let n = 1; n <= count; n += 1) {
          await outbox.file(aFiling(n))
          if (every > 0 && n % (every * 10) === 0) await outbox.flush()
        }
        for (let tries = 0; tries < spell.length + 3; tries += 1) {
          await outbox.flush()
          for (const op of await store.ops()) if (op.state === 'delivered') expect(server.stored.get(op.id)).toBe(op.hash)
        }
        expect(server.arrivals()).toBe(count)
        expect(Object.values(await states()).filter((state) => state !== 'delivered')).toEqual([])
      }), { numRuns: 60 })
  })

  test('keeps a report waiting when the acknowledgement is lost, and delivers it once with the next', async () => {
    const server = makeServer()
    const spell: Weather[] = ['lost-ack']
    const { outbox, states } = makePhone(server, () => spell.shift() ?? 'fine')
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect(await states()).toEqual({ [idOf(1)]: 'waiting' })
    expect(outbox.activity().trouble).toBe('unreachable')
    await outbox.flush()
    expect(await states()).toEqual({ [idOf(1)]: 'delivered' })
    expect(server.arrivals()).toBe(1)
  })

  test('takes a verdict with another hash for no verdict', async () => {
    const { outbox, states } = makePhone(makeServer(), () => 'wrong-hash')
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect(await states()).toEqual({ [idOf(1)]: 'waiting' })
  })

  test('lets no refused report block those behind it, and keeps why', async () => {
    const server = makeServer()
    server.refuse = (body) => (body as { id: string }).id === idOf(2)
    const { outbox, store, states } = makePhone(server, () => 'fine')
    for (const n of [1, 2, 3]) await outbox.file(aFiling(n))
    await outbox.flush()
    expect(await states()).toEqual({ [idOf(1)]: 'delivered', [idOf(2)]: 'refused', [idOf(3)]: 'delivered' })
    expect((await store.ops())[1]?.problem?.type).toBe('/problems/site-not-found')
  })

  test('sends all others when the server cannot answer one at all', async () => {
    const server = makeServer()
    const poison = idOf(60)
    const { outbox, states } = makePhone(server, () => 'fine', {
      send: (ask) => server.answer(ask, ask.ops.some((op) => op.id === poison) ? 'fault' : 'fine'),
    })
    for (let n = 1; n <= 120; n += 1) await outbox.file(aFiling(n))
    for (let tries = 0; tries < 12; tries += 1) await outbox.flush()
    expect(Object.entries(await states()).filter(([, state]) => state === 'waiting').map(([id]) => id)).toEqual([poison])
  })

  test('sends the photos of all others past one that the server cannot answer at all', async () => {
    const server = makeServer()
    const poison = idOf(2)
    const { outbox, store } = makePhone(server, () => 'fine', {
      send: (ask) => server.answer(ask, ask.ops.some((op) => op.id === poison) ? 'fault' : 'fine'),
    })
    await outbox.file(aFiling(1, { body: { id: idOf(1), photos: ['a'] }, photos: [aPhoto('a')] }))
    await outbox.file(aFiling(2))
    for (let tries = 0; tries < 3; tries += 1) await outbox.flush()
    expect((await store.photos())[0]).toMatchObject({ state: 'sent' })
  })

  test('keeps the moves of one repair in order, even around a failure', async () => {
    const server = makeServer()
    const order: string[] = []
    const weather: Weather[] = ['fault', 'fault', 'fault', 'half-verdicts', 'no-verdicts']
    const { outbox } = makePhone(server, () => 'fine', {
      async send(ask) {
        const now = weather.shift() ?? 'fine'
        const fresh = ask.ops.map((op) => op.id).filter((id) => !server.stored.has(id))
        const answer = await server.answer(ask, now)
        order.push(...fresh)
        return answer
      },
    })
    for (let n = 1; n <= 6; n += 1) await outbox.file(aFiling(n, { kind: 'repair.move', body: { repair: idOf(99), move: { to: 'en_route', n } } }))
    for (let tries = 0; tries < 10; tries += 1) await outbox.flush()
    expect(order).toEqual([1, 2, 3, 4, 5, 6].map(idOf))
  })

  test('sends batches of at most fifty', async () => {
    const { outbox, asked } = makePhone(makeServer(), () => 'fine')
    for (let n = 1; n <= 120; n += 1) await outbox.file(aFiling(n))
    await outbox.flush()
    expect(asked.map((ask) => ask.ops.length)).toEqual([50, 50, 20, 0])
  })

  test('asks at once for what became of what it delivered, but not while others wait to be let in', async () => {
    const askedWhile = async (crowded: boolean) => {
      const server = Object.assign(makeServer(), { crowded })
      const { outbox, asked } = makePhone(server, () => 'fine')
      for (let n = 1; n <= 60; n += 1) await outbox.file(aFiling(n))
      await outbox.flush()
      expect(server.stored.size).toBe(60)
      return asked.map(({ ops }) => ops.length)
    }
    expect(await askedWhile(false)).toEqual([50, 10, 0])
    expect(await askedWhile(true)).toEqual([50, 10])
  })

  test('has one flight at a time, over two tabs as well', async () => {
    const server = makeServer()
    const store = makeMemoryStore()
    let held = false
    let inFlight = 0
    const alone = async <T>(work: () => Promise<T>) => {
      if (held) return undefined
      held = true
      try { return await work() } finally { held = false }
    }
    const send = async (ask: Parameters<typeof server.answer>[0]) => {
      inFlight += 1
      expect(inFlight).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 2))
      inFlight -= 1
      return server.answer(ask, 'fine')
    }
    const tabs = [makePhone(server, () => 'fine', { store, alone, send }), makePhone(server, () => 'fine', { store, alone, send })]
    for (let n = 1; n <= 20; n += 1) await tabs[n % 2]!.outbox.file(aFiling(n))
    await Promise.all(tabs.flatMap((tab) => [tab.outbox.flush(), tab.outbox.flush()]))
    expect(server.arrivals()).toBe(20)
  })

  test('keeps everything through a session that ended, and sends it only as the one who filed it', async () => {
    let who: string | null = 'crew-7'
    let weather: Weather = 'signed-out'
    const { outbox, states, asked } = makePhone(makeServer(), () => weather, { who: () => who })
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect(outbox.activity().trouble).toBe('signed-out')
    who = 'dispatcher-1'
    weather = 'fine'
    await outbox.flush()
    expect(asked.at(-1)?.ops).toEqual([])
    expect(await states()).toEqual({ [idOf(1)]: 'waiting' })
    who = 'crew-7'
    await outbox.flush()
    expect(await states()).toEqual({ [idOf(1)]: 'delivered' })
  })

  test('files the same id once', async () => {
    const { outbox, store } = makePhone(makeServer(), () => 'dropped')
    await outbox.file(aFiling(1))
    await outbox.file(aFiling(1, { body: { other: true } }))
    expect(await store.ops()).toHaveLength(1)
  })

  test('sends the text of all reports before the first photo, and only photos the server lacks', async () => {
    const server = makeServer()
    server.photos.add('b')
    const done: string[] = []
    const { outbox, store } = makePhone(server, () => 'fine', {
      async sendPhoto({ sha256 }) {
        done.push(`${sha256} after ${server.stored.size}`)
        server.photos.add(sha256)
        return true
      },
    })
    for (const [n, sha256] of [[1, 'a'], [2, 'b'], [3, 'c']] as const) await outbox.file(aFiling(n, { body: { id: idOf(n), photos: [sha256] }, photos: [aPhoto(sha256)] }))
    await outbox.flush()
    expect(done).toEqual(['a after 3', 'c after 3'])
    expect((await store.photos()).map((photo) => [photo.sha256, photo.state])).toEqual([['a', 'sent'], ['b', 'sent'], ['c', 'sent']])
    expect(await store.bytes('a', 'photo'), 'bytes that are through leave the phone').toBeNull()
  })

  test('keeps photos that were cut off and sends them later', async () => {
    const server = makeServer()
    const { outbox, store } = makePhone(server, () => (server.stored.size === 0 ? 'fine' : 'dropped'))
    await outbox.file(aFiling(1, { body: { id: idOf(1), photos: ['a'] }, photos: [aPhoto('a')] }))
    await outbox.flush()
    expect((await store.photos())[0]).toMatchObject({ state: 'asked' })
    expect((await store.bytes('a', 'photo'))?.size).toBe(3)
  })

  test('lists the last hundred that were delivered', async () => {
    const { outbox, store } = makePhone(makeServer(), () => 'fine')
    for (let n = 1; n <= KEEP_DELIVERED + 20; n += 1) await outbox.file(aFiling(n))
    await outbox.flush()
    const kept = await store.ops()
    expect(kept).toHaveLength(KEEP_DELIVERED)
    expect(kept.at(-1)?.id).toBe(idOf(KEEP_DELIVERED + 20))
  })

  test('never forgets what waits', async () => {
    const { outbox, store } = makePhone(makeServer(), () => 'dropped')
    await outbox.file(aFiling(1))
    await store.forget([idOf(1)])
    expect(await store.ops()).toHaveLength(1)
  })
})

test.each(['<html>Sign in to the hotel</html>', {}, { ok: true }, null, { verdicts: [] }])('%j is no answer to a sync', (said) => {
  expect(sync.returns.safeParse(said).success).toBe(false)
})

test('what was filed waits for its own person when another is signed in', async () => {
  const server = makeServer()
  const { outbox, states, asked } = makePhone({ ...server, answer: async () => { throw new Refused(new Problem('signed-in-as-another', {}).toJSON()) } }, () => 'fine')
  await outbox.file(aFiling(1))
  await outbox.flush()
  expect(asked[0]).toMatchObject({ person: 'crew-7' })
  expect(outbox.activity().trouble).toBe('someone-else')
  expect(await states()).toEqual({ [idOf(1)]: 'waiting' })
})

test('a server that says when is obeyed, however often it says so', async () => {
  const retryAfterS = 40
  const server = makeServer()
  const { outbox } = makePhone({ ...server, answer: async () => { throw new Refused(new Problem('busy', { retryAfterS }).toJSON()) } }, () => 'fine')
  await outbox.file(aFiling(1))
  for (let nth = 0; nth < 12; nth += 1) {
    const waitMs = await outbox.flush()
    expect(waitMs).toBeGreaterThanOrEqual(retryAfterS * 1000)
    expect(waitMs).toBeLessThanOrEqual(retryAfterS * 1000 + 500)
  }
})

test('the back-off grows, stays within five minutes and is spread over all of it', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1000 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (failures, random) => {
    const waitMs = backoffMs(failures, random)
    expect(waitMs).toBeGreaterThanOrEqual(500)
    expect(waitMs).toBeLessThanOrEqual(300_000)
  }))
  expect(backoffMs(1, 0.99)).toBeLessThan(backoffMs(5, 0.99))
  expect(backoffMs(20, 0)).toBe(500)
})
