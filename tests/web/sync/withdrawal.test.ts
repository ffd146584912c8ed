import { describe, expect, test } from 'vitest'
import { Problem } from '../../../geo/problems.ts'
import { Refused } from '../../../web/call.ts'
import { hashOf } from '../../../web/sync/hash.ts'
import type { SyncAsked } from '../../../web/sync/outbox.ts'
import type { Sealing } from '../../../web/sync/sealing.ts'
import type { SyncAnswer } from '../../../web/sync/verdicts.ts'
import { aFiling, idOf, makePhone, makeServer } from './phone-kit.ts'

const sealing: Sealing = {
  key: 'k',
  op: async (op, by) => ({ v: 1, key: 'k', enc: 'e', ct: `${by} ${op.id} ${op.kind}` }),
  bytes: async (blob) => ({ blob, sha256: 's' }),
}

/** A phone and a server that says what `says` makes of its answers. */
function aPhone(says: (answer: SyncAnswer, asked: SyncAsked) => SyncAnswer | Promise<SyncAnswer>, more: Parameters<typeof makePhone>[2] = {}) {
  const server = makeServer()
  let cleared = 0
  let next = 500
  const phone = makePhone(server, () => 'fine', {
    send: async (asked) => says(await server.answer(JSON.parse(JSON.stringify(asked)) as SyncAsked, 'fine'), asked),
    newId: () => idOf((next += 1)), clear: async () => { cleared += 1 }, ...more,
  })
  return { ...phone, server, cleared: () => cleared }
}
const withdrawn = (answer: SyncAnswer): SyncAnswer => ({ ...answer, clear: true, verdicts: answer.verdicts.map((verdict) => ({ ...verdict, outcome: 'held' as const })) })

describe('a phone that was withdrawn', () => {
  test('hands over what waits, then clears itself, once', async () => {
    const { outbox, states, cleared } = aPhone(withdrawn)
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect([await states(), cleared(), outbox.activity().cleared]).toEqual([{ [idOf(1)]: 'held' }, 1, true])
    await outbox.flush()
    expect(cleared()).toBe(1)
  })

  test('with nothing to send asks a question, and believes the answer that repeats it', async () => {
    const asked: SyncAsked[] = []
    const { outbox, cleared } = aPhone((answer, ask) => {
      asked.push(ask)
      return withdrawn(answer)
    }, { sealing: async () => sealing })
    await outbox.flush()
    expect(cleared()).toBe(1)
    expect(asked.map((ask) => ask.ops.map((op) => op.kind))).toEqual([[], ['sealed']])
  })

  test('waits until what another filed on it, and the photos that were asked for, are through', async () => {
    let who = 'crew-7'
    let weather: 'dropped' | 'fine' = 'dropped'
    const { outbox, states, cleared } = aPhone((answer) => ({ ...withdrawn(answer), missingPhotos: weather === 'dropped' ? ['a'] : [] }), { who: () => who, sealing: async () => sealing, sendPhoto: async () => { if (weather === 'dropped') throw new Refused(new Problem('fault', { requestId: '1' }).toJSON()); return true } })
    await outbox.file(aFiling(1, { body: { id: idOf(1) }, photos: [{ sha256: 'a', bytes: 1, blob: new Blob(['a']) }] }))
    who = 'crew-8'
    await outbox.file(aFiling(2))
    await outbox.flush()
    expect(cleared()).toBe(0)
    weather = 'fine'
    await outbox.flush()
    expect(await states()).toEqual({ [idOf(1)]: 'held', [idOf(2)]: 'held' })
    expect(cleared()).toBe(1)
  })

  test('and signed out for good hands in what is sealed, without a session', async () => {
    const handed: string[] = []
    const { outbox, states, cleared } = aPhone(() => { throw new Refused(new Problem('not-signed-in', {}).toJSON()) }, {
      sealing: async () => sealing,
      async handIn({ ops }) {
        handed.push(...ops.map((op) => op.kind))
        return { verdicts: await Promise.all(ops.map(async (op) => ({ id: op.id, hash: await hashOf(op.body), outcome: 'held' as const, problem: null }))), missingPhotos: [], now: '' }
      },
    })
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect([await states(), cleared(), handed]).toEqual([{ [idOf(1)]: 'held' }, 1, ['sealed']])
  })
})

describe('a phone that was withdrawn and signed out', () => {
  test('asks for a sign-in when the server takes no hand-in of it, and keeps everything', async () => {
    const { outbox, states, cleared } = aPhone(() => { throw new Refused(new Problem('not-signed-in', {}).toJSON()) }, {
      sealing: async () => sealing, handIn: async () => ({ verdicts: [], missingPhotos: [], now: '' }),
    })
    await outbox.flush()
    expect(outbox.activity().trouble, 'not even a question was answered').toBe('signed-out')
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect([await states(), cleared(), outbox.activity().trouble]).toEqual([{ [idOf(1)]: 'waiting' }, 0, 'signed-out'])
  })

  test('hands in what is behind a report that the server cannot answer', async () => {
    const { outbox, states, cleared } = aPhone(() => { throw new Refused(new Problem('not-signed-in', {}).toJSON()) }, {
      sealing: async () => sealing,
      async handIn({ ops }) {
        if (ops.some((op) => op.id === idOf(1))) throw new Refused(new Problem('fault', { requestId: '1' }).toJSON())
        return { verdicts: await Promise.all(ops.map(async (op) => ({ id: op.id, hash: await hashOf(op.body), outcome: 'held' as const, problem: null }))), missingPhotos: [], now: '' }
      },
    })
    for (const n of [1, 2, 3]) await outbox.file(aFiling(n))
    for (let tries = 0; tries < 6; tries += 1) await outbox.flush()
    expect([await states(), cleared()]).toEqual([{ [idOf(1)]: 'waiting', [idOf(2)]: 'held', [idOf(3)]: 'held' }, 0])
  })
})

describe('a phone that was not withdrawn is never cleared', () => {
  const lies: Readonly<Record<string, (answer: SyncAnswer) => SyncAnswer>> = {
    'by an answer without a verdict': (answer) => ({ ...answer, clear: true, verdicts: [] }),
    'by an answer to another phone': (answer) => ({ ...answer, clear: true, verdicts: [{ id: idOf(77), hash: 'a'.repeat(64), outcome: 'held', problem: null }] }),
    'by a verdict with another hash': (answer) => ({ ...answer, clear: true, verdicts: answer.verdicts.map((verdict) => ({ ...verdict, hash: 'a'.repeat(64) })) }),
  }
  test.each(Object.keys(lies))('%s', async (name) => {
    for (const filed of [true, false]) {
      const { outbox, store, cleared } = aPhone(lies[name]!)
      if (filed) await outbox.file(aFiling(1))
      for (let tries = 0; tries < 4; tries += 1) await outbox.flush()
      expect([cleared(), (await store.ops()).length]).toEqual([0, filed ? 1 : 0])
    }
  })

  test('by the end of its session: the door for withdrawn phones is shut to it', async () => {
    const shut = () => { throw new Refused(new Problem('not-signed-in', {}).toJSON()) }
    const { outbox, states, cleared } = aPhone(shut, { sealing: async () => sealing, handIn: async () => shut() })
    await outbox.file(aFiling(1))
    await outbox.flush()
    expect([await states(), cleared(), outbox.activity().trouble]).toEqual([{ [idOf(1)]: 'waiting' }, 0, 'signed-out'])
  })
})
