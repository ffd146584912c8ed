import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aReport, ask, fileOp, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi } from '../../kit/with-api.ts'

/** Times that some parser takes and another does not: the calendar's edges, offsets that no place has, endless fractions. */
const TIMES = [
  '2026-03-05T10:00:00+23:59', '2026-03-05T10:00:00-16:00', '2026-03-05T10:00:00+15:59', '2026-03-05T24:00:00Z', '2026-03-05T23:59:60Z', '2026-02-29T10:00:00Z',
  '+275760-09-13T00:00:00Z', '0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '2200-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-03-05T10:00:00-00:00',
  `2026-03-05T10:00:00.${'9'.repeat(200)}Z`, '2026-03-05 10:00:00Z', '2026-03-05T10:00Z', '2026-03-05T10:00:00z', '2026-W10-4T10:00:00Z', '2026-064T10:00:00Z',
]

describe('an outbox', () => {
  test('gets a verdict on every time that a clock may say, and nothing behind it waits', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport()
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
    for (const at of TIMES) {
      const last = aReport()
      const ops = [
        fileOp(aReport({ observedAt: at })),
        fileOp(aReport({ photos: [{ sha256: randomUUID().replaceAll('-', '').repeat(2), bytes: 1, type: 'image/png', takenAt: at }] })),
        { id: randomUUID(), kind: 'repair.move', body: { repair, move: { to: 'en_route', at } } },
        fileOp(last),
      ]
      const { status, body } = await syncAs(api, 'crew-7', ops)
      expect(status, `${at}: ${JSON.stringify(body)}`).toBe(200)
      expect(body.verdicts.at(-1), at).toMatchObject({ id: last.id, outcome: 'kept' })
      for (const verdict of body.verdicts) if (verdict.problem !== null) expect(verdict.problem.status, at).toBe(422)
    }
  }))

  test('gets a verdict on keys and values that the database cannot store, wherever a schema leaves them', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = { sha256: 'a'.repeat(64), bytes: 1, type: 'image/png' }
    const hidden: readonly Record<string, unknown>[] = [
      { 'a\u0000b': 1 }, { 'a\ud800': 1 }, { extra: 'a\u0000b' }, { extra: '\udfff' }, { extra: [[{ x: '\u0000' }]] }, { extra: 1e308 }, { constructor: { prototype: 1 } },
      { extra: 'x'.repeat(20_000) }, { extra: Array.from({ length: 20_000 }, () => 0) },
    ]
    for (const more of hidden) {
      const [odd, last] = [aReport({ photos: [{ ...photo, ...more } as never] }), aReport()]
      const { status, body } = await syncAs(api, 'crew-7', [fileOp(odd), fileOp(last)])
      expect(status, JSON.stringify(more).slice(0, 80)).toBe(200)
      expect(body.verdicts[1]).toMatchObject({ id: last.id, outcome: 'kept' })
      if (body.verdicts[0]?.problem) expect(body.verdicts[0].problem.status).toBe(422)
    }
  }))
})

describe('a cursor', () => {
  test('that lies ahead of the database, as after a restored backup, is answered 410 and not with silence', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const { body: { cursor } } = await syncAs(api, 'crew-7', [])
    const xid = BigInt(cursor.split('.')[0]!)
    expect((await syncAs(api, 'crew-7', [], cursor)).status).toBe(200)
    for (const ahead of [`${xid + 1_000_000n}.1`, '9223372036854775807.1', '9999999999999999999.999999999999999999']) {
      expect(await syncAs(api, 'crew-7', [], ahead), ahead).toMatchObject({ status: 410, body: { type: '/problems/cursor-unknown' } })
    }
    for (const old of ['0.0', '1.999999999999999999']) expect((await syncAs(api, 'crew-7', [], old)).status).toBe(200)
    for (const none of ['-1.0', '1', '1.', '1.1.1', '1.1\n', '99999999999999999999.1', '1e3.1', '٣.٣']) expect((await syncAs(api, 'crew-7', [], none)).status, none).toBe(410)
  }))
})
