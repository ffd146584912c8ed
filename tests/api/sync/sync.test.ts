import { randomUUID } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { canonical } from '../../../geo/sync/canonical.ts'
import { hashOf } from '../../../api/reports/commands.ts'
import { aReport, ask, cookieOf, fileOp, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi } from '../../kit/with-api.ts'

describe('sync', () => {
  test('keeps good operations beside a bad one, each with its own verdict and the hash of what was sent', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const good = aReport({ note: 'Опора впала' })
    const bad = { ...aReport(), severity: 9 }
    const lost = aReport({ site: randomUUID() })
    const last = aReport({ site: WORLD.mast })
    const { status, body } = await syncAs(api, 'crew-7', [fileOp(good), fileOp(bad), fileOp(lost), { id: randomUUID(), kind: 'no.such', body: 1 }, fileOp(last)])
    expect(status).toBe(200)
    expect(body.verdicts.map((verdict) => [verdict.outcome, verdict.problem?.type])).toEqual([
      ['kept', undefined], ['refused', '/problems/invalid-input'], ['refused', '/problems/site-not-found'], ['refused', '/problems/invalid-input'], ['kept', undefined],
    ])
    expect(body.verdicts[0]).toMatchObject({ id: good.id, hash: hashOf(good) })
    expect((await client.query('select id from reports order by received_at, id')).rows.map((row) => row.id).sort()).toEqual([good.id, last.id].sort())
  }))

  test('packs what is large for a phone that takes it, and nothing small', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await syncAs(api, 'crew-7', Array.from({ length: 5 }, () => fileOp(aReport({ separate: true }))))
    const asked = (since: string | null, accepts: Record<string, string>) => api.call('POST', '/api/sync', { body: { device: randomUUID(), since, ops: [] }, headers: { cookie: cookieOf('crew-8'), ...accepts } })
    const open = await asked(null, {})
    const small = await asked(null, { 'accept-encoding': 'gzip, br' })
    expect([open.headers.get('content-encoding'), small.headers.get('content-encoding'), small.headers.get('vary')]).toEqual([null, 'br', 'accept-encoding'])
    const [plain, bytes] = [await open.text(), Buffer.from(await small.arrayBuffer())]
    expect(brotliDecompressSync(bytes).toString()).toBe(plain)
    expect(bytes.length).toBeLessThan(plain.length / 2)
    const { cursor } = JSON.parse(plain) as { cursor: string }
    expect((await asked(cursor, { 'accept-encoding': 'gzip, br' })).headers.get('content-encoding')).toBeNull()
  }))

  test('answers a repeat as the first time, and another body under the same id with 409 in its verdict', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport()
    const first = await syncAs(api, 'crew-7', [fileOp(report)])
    const again = await syncAs(api, 'crew-7', [fileOp(report)])
    expect(again.body.verdicts).toEqual(first.body.verdicts)
    const other = await syncAs(api, 'crew-7', [fileOp({ ...report, note: 'x' } as never)])
    expect(other.body.verdicts[0]).toMatchObject({ outcome: 'refused', problem: { status: 409, type: '/problems/report-id-taken' } })
  }))

  test('gives first the open damages and then, by cursor, each change once', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const report = aReport()
    await syncAs(api, 'crew-7', [fileOp(report)])
    const start = await syncAs(api, 'crew-8', [])
    expect(start.body.changes.whole).toBe(true)
    expect(start.body.changes.damages).toHaveLength(1)
    const quiet = await syncAs(api, 'crew-8', [], start.body.cursor)
    expect(quiet.body.changes).toMatchObject({ damages: [], repairs: [], whole: false })
    const second = aReport({ site: WORLD.mast })
    await syncAs(api, 'crew-7', [fileOp(second)])
    const news = await syncAs(api, 'crew-8', [], quiet.body.cursor)
    expect(news.body.changes.damages).toMatchObject([{ site: WORLD.mast }])
    expect((await syncAs(api, 'crew-9', [], start.body.cursor)).body.changes.damages).toEqual([])
  }))

  test('loses no change whose transaction commits late', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const { body: { cursor } } = await syncAs(api, 'crew-8', [])
    const slow = aReport()
    // The embedded database runs one transaction at a time, so that there a late commit cannot be made.
    let finish = () => {}
    const held = database.kind === 'embedded' ? Promise.resolve() : database.write(async (tx) => {
      await tx.query({ text: 'select pg_current_xact_id()', values: [] } as never)
      await new Promise<void>((resolve) => { finish = resolve })
      await tx.query({ text: 'insert into events (actor, verb, noun, id, area_code) values (\'test\', \'site.changed\', \'site\', $1, \'TW1\')', values: [WORLD.substation] } as never)
    })
    await syncAs(api, 'crew-7', [fileOp(slow)])
    const early = await syncAs(api, 'crew-8', [], cursor)
    finish()
    await held
    const late = await syncAs(api, 'crew-8', [], early.body.cursor)
    const seen = [...early.body.changes.damages, ...late.body.changes.damages]
    expect(seen).toHaveLength(1)
    if (database.kind === 'server') expect((late.body.changes as unknown as { sites: unknown[] }).sites).toHaveLength(1)
  }))

  test('says which announced photos it lacks', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const sha256 = 'a'.repeat(64)
    const { body } = await syncAs(api, 'crew-7', [fileOp(aReport({ photos: [{ sha256, bytes: 1000, type: 'image/jpeg' }] }))])
    expect(body.missingPhotos).toEqual([sha256])
  }))

  test('moves a repair once, however often the phone says so, and refuses an illegal move in its verdict', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport()
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
    const move = (to: string) => ({ id: randomUUID(), kind: 'repair.move', body: { repair, move: { to, at: '2026-03-05T11:00:00.000Z' } } })
    const enRoute = move('en_route')
    const first = await syncAs(api, 'crew-7', [enRoute, move('on_site')])
    expect(first.body.verdicts.map((verdict) => verdict.outcome)).toEqual(['kept', 'kept'])
    const again = await syncAs(api, 'crew-7', [enRoute])
    expect(again.body.verdicts[0]?.outcome).toBe('kept')
    expect((await ask(api, 'crew-7', 'GET', '/api/repairs')).body).toMatchObject({ repairs: [{ state: 'on_site' }] })
    const illegal = await syncAs(api, 'crew-7', [move('closed'), move('assigned')])
    expect(illegal.body.verdicts.map((verdict) => verdict.problem?.type)).toEqual(['/problems/invalid-input', '/problems/role-not-served'])
  }))

  test('files nothing for a page that takes the session of one person for that of another', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { body: me } = await ask<{ id: string }>(api, 'crew-7', 'GET', '/api/me')
    const send = (who: string) => ask<{ type: string }>(api, who, 'POST', '/api/sync', { device: randomUUID(), person: me.id, ops: [fileOp(aReport())] })
    expect(await send('crew-8')).toMatchObject({ status: 409, body: { type: '/problems/signed-in-as-another' } })
    expect((await client.query('select from reports')).rowCount).toBe(0)
    expect((await client.query('select from devices')).rowCount).toBe(0)
    expect((await send('crew-7')).status).toBe(200)
  }))

  test('refuses a cursor that is not ours with 410', withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect((await syncAs(api, 'crew-7', [], 'yesterday')).status).toBe(410)
  }))

  test('hashes equal bodies alike whatever the order of their keys', () => {
    expect(canonical({ b: [1, { d: null, c: 'є' }], a: -0 })).toBe('{"a":0,"b":[1,{"c":"є","d":null}]}')
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }))
  })
})
