import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../../../api/reports/commands.ts'
import { canonical } from '../../../geo/sync/canonical.ts'
import { aPhone, sealedOp } from '../../kit/sealing.ts'
import { aReport, ask, fileOp, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

type Sealed = Awaited<ReturnType<typeof sealedOp>>
const world = (work: (api: Api, client: Parameters<Parameters<typeof withApi>[0]>[1]) => Promise<void>) => withApi(async (api, client) => {
  await fillWorld(api.standing.database)
  await work(api, client)
})
const problems = (body: { verdicts: { problem: { type: string } | null }[] }) => body.verdicts.map((verdict) => verdict.problem?.type.replace('/problems/', '') ?? null)

describe('a sealed operation', () => {
  test('is filed as what is inside, and its verdict is on the envelope as it was sent', world(async (api, client) => {
    const phone = await aPhone(api)
    const report = aReport({ note: 'Опора впала' })
    const op = await phone.sealed('crew-7', fileOp(report))
    const { status, body } = await phone.sync('crew-7', [op])
    expect([status, body.verdicts]).toEqual([200, [{ id: report.id, hash: hashOf(op.body), outcome: 'kept', problem: null }]])
    expect((await ask(api, 'crew-7', 'GET', `/api/reports/${report.id}`)).body).toMatchObject({ hash: hashOf(report), note: 'Опора впала', carriedBy: null, acceptedBy: null })
    expect((await client.query('select filed_by, device_id from reports')).rows).toEqual([{ filed_by: 'crew-7', device_id: phone.device }])
  }))

  test('that is sealed anew, to another key or not at all is still the same report; another report under its id is none', world(async (api, client) => {
    const phone = await aPhone(api)
    const report = aReport()
    const first = await phone.sealed('crew-7', fileOp(report))
    await api.standing.seal.rotate()
    const again = await phone.sealed('crew-7', fileOp(report))
    expect(again.body.key).not.toBe(first.body.key)
    for (const op of [first, first, again, fileOp(report)]) expect((await phone.sync('crew-7', [op])).body.verdicts).toMatchObject([{ outcome: 'kept' }])
    expect((await client.query('select count(*)::int from reports')).rows).toEqual([{ count: 1 }])
    const { body } = await phone.sync('crew-7', [await phone.sealed('crew-7', fileOp({ ...report, note: 'x' } as never))])
    expect(body.verdicts).toMatchObject([{ outcome: 'refused', problem: { status: 409, type: '/problems/report-id-taken' } }])
  }))

  test('moves a repair once', world(async (api) => {
    const phone = await aPhone(api)
    const report = aReport()
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
    const move = { id: randomUUID(), kind: 'repair.move', body: { repair, move: { to: 'en_route', at: '2026-03-05T11:00:00.000Z' } } }
    for (let n = 0; n < 2; n += 1) expect((await phone.sync('crew-7', [await phone.sealed('crew-7', move)])).body.verdicts).toMatchObject([{ outcome: 'kept' }])
    expect((await ask(api, 'crew-7', 'GET', '/api/repairs')).body).toMatchObject({ repairs: [{ state: 'en_route' }] })
  }))

  test('that is cut, changed in any part or put under another id is refused with why, and blocks nothing', world(async (api, client) => {
    const phone = await aPhone(api)
    const report = aReport()
    const good = await phone.sealed('crew-7', fileOp(report))
    const flip = (text: string, at: number) => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
    const spoiled: [Sealed | object, string][] = [
      [{ ...good, body: { ...good.body, enc: flip(good.body.enc, 5) } }, 'seal-broken'],
      [{ ...good, body: { ...good.body, enc: good.body.enc.slice(0, 40) } }, 'seal-broken'],
      [{ ...good, body: { ...good.body, ct: flip(good.body.ct, 5) } }, 'seal-broken'],
      [{ ...good, body: { ...good.body, ct: flip(good.body.ct, good.body.ct.length - 4) } }, 'seal-broken'],
      [{ ...good, body: { ...good.body, ct: good.body.ct.slice(0, -8) } }, 'seal-broken'],
      [{ ...good, body: { ...good.body, ct: 'A' } }, 'seal-broken'],
      [{ ...good, body: { ...good.body, key: 'another' } }, 'seal-unknown'],
      [{ ...good, body: { ...good.body, v: 2 } }, 'invalid-input'],
      [{ ...good, body: { ...good.body, more: 1 } }, 'invalid-input'],
      [{ ...good, body: { ...good.body, ct: 'A'.repeat(400_001) } }, 'invalid-input'],
      [{ ...good, body: { ...good.body, ct: 'A'.repeat(400_000) } }, 'seal-broken'],
      [{ ...good, body: 'x' }, 'invalid-input'], [{ ...good, body: null }, 'invalid-input'],
      [{ ...good, id: randomUUID() }, 'seal-broken'],
    ]
    const { status, body } = await phone.sync('crew-7', [...spoiled.map(([op]) => op), good])
    expect(status).toBe(200)
    expect(problems(body)).toEqual([...spoiled.map(([, problem]) => problem), null])
    expect((await client.query('select id from reports')).rows).toEqual([{ id: report.id }])
  }))

  test('that holds something else than an operation of its id is refused with why', world(async (api, client) => {
    const phone = await aPhone(api)
    const to = await api.standing.seal.current()
    const report = aReport()
    const content = (changes: object = {}) => ({ by: 'crew-7', device: phone.device, op: fileOp(report), signature: null, ...changes })
    const deep = (depth: number): unknown => (depth === 0 ? 1 : [deep(depth - 1)])
    const inside: [string, string][] = [
      ['', 'invalid-json'], ['{', 'invalid-json'], ['null', 'invalid-input'], ['{}', 'invalid-input'],
      [canonical(content({ op: { ...fileOp(report), id: randomUUID() } })), 'invalid-input'],
      [canonical(content({ by: 'crew\u00007' })), 'invalid-input'], [canonical(content({ device: 'x' })), 'invalid-input'], [canonical(content({ signature: 'x'.repeat(101) })), 'invalid-input'],
      [canonical(content({ op: { ...fileOp(report), body: deep(60) } })), 'body-too-deep'],
      [canonical(content({ op: { ...fileOp(report), kind: 'sealed' } })), 'invalid-input'],
      [canonical(content({ op: fileOp({ ...report, severity: 9 } as never) })), 'invalid-input'],
      [canonical(content({ op: { ...fileOp(report), body: { ...report, id: randomUUID() } } })), 'invalid-input'],
    ]
    const ops = await Promise.all(inside.map(([text]) => sealedOp(to, report.id, text)))
    const last = aReport()
    const { status, body } = await syncAs(api, 'crew-7', [...ops, fileOp(last)], null, phone.device)
    expect(status).toBe(200)
    expect(problems(body)).toEqual([...inside.map(([, problem]) => problem), null])
    expect((await client.query('select id from reports')).rows).toEqual([{ id: last.id }])
    expect((await client.query('select id from held_ops')).rows).toEqual([])
  }))

  test('of a session that expired while the phone was offline is taken after the next sign-in', world(async (api, client) => {
    const phone = await aPhone(api)
    await phone.sync('crew-7', [])
    const op = await phone.sealed('crew-7', fileOp(aReport({ observedAt: '2026-02-22T10:00:00.000Z' })))
    await client.query(`update sessions set expires_at = now() - interval '1 second' where user_id = 'crew-7'`)
    expect((await phone.sync('crew-7', [op])).status).toBe(401)
    expect((await phone.handIn([op])).status, 'a phone that was not withdrawn has to sign in').toBe(401)
    await client.query(`delete from sessions where user_id = 'crew-7'`)
    await client.query(`insert into sessions (id, user_id, token, expires_at) values ('new', 'crew-7', 'token-of-crew-7', now() + interval '1 day')`)
    expect((await phone.sync('crew-7', [op])).body.verdicts).toMatchObject([{ outcome: 'kept' }])
  }))
})
