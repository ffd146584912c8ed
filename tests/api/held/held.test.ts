import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../api/root.ts'
import { NO_CHANGES } from '../../../geo/sync/merge.ts'
import { SEAL_INFO } from '../../../geo/sync/sealed.ts'
import { aPhone, putBytes, sealTo } from '../../kit/sealing.ts'
import { aReport, ask, cookieOf, fileOp, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

type Held = { id: string; op: string; why: string; author: { id: string; name: string | null }; carrier: { id: string } | null; decision: string | null; decidedBy: { id: string } | null; area: string; photos: { storedAt: string | null }[]; body: { note: string } }
type Listed = { held: Held[]; waiting: number; type: string }
type Client = Parameters<Parameters<typeof withApi>[0]>[1]
const picture = readFileSync(join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg'))
const sha256 = createHash('sha256').update(picture).digest('hex')

const listAs = async (api: Api, who: string, query = '') => (await ask<Listed>(api, who, 'GET', `/api/held${query}`)).body
const decide = (api: Api, who: string, id: string, body: object) => ask<Held & { type: string }>(api, who, 'POST', `/api/held/${id}/decision`, body)
const revoke = (api: Api, device: string, revoked = true, who = 'dispatcher') => ask(api, who, 'POST', `/api/devices/${device}/revocation`, { revoked })
/** Signs a person in again: to be withdrawn ends the session that the phone was used with. */
const signInAgain = (client: Client, who: string) => client.query(`insert into sessions (id, user_id, token, expires_at) values ($1, $1, $2, now() + interval '1 day') on conflict do nothing`, [who, `token-of-${who}`])
const reports = async (client: Client) => (await client.query('select id, filed_by, accepted_by, carried_by from reports')).rows

/** A phone of crew 7 that was withdrawn. */
async function withdrawn(api: Api) {
  await fillWorld(api.standing.database)
  return another(api)
}
async function another(api: Api) {
  const phone = await aPhone(api)
  await phone.sync('crew-7', [])
  expect((await revoke(api, phone.device)).status).toBe(200)
  return phone
}

describe('what a withdrawn phone sends', () => {
  test('is held, sealed or plain, and told to nobody; nothing is handed to it, and it is to clear itself', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    expect((await phone.sync('crew-7', [])).status, 'it is signed out').toBe(401)
    await signInAgain(client, 'crew-7')
    const before = aReport()
    await ask(api, 'dispatcher', 'PUT', `/api/reports/${before.id}`, before)
    const [plain, sealed] = [fileOp(aReport({ note: 'перша' })), fileOp(aReport({ note: 'друга' }))]
    const ops = [plain, await phone.sealed('crew-7', sealed)]
    const { status, body } = await phone.sync('crew-7', ops)
    expect([status, body.verdicts.map((verdict) => verdict.outcome), body.clear]).toEqual([200, ['held', 'held'], true])
    expect(body.changes).toEqual({ ...NO_CHANGES, areas: [], whole: true })
    expect((await phone.sync('crew-7', ops)).body.verdicts).toEqual(body.verdicts)
    expect((await phone.sync('crew-7', [await phone.sealed('crew-7', sealed)])).body.verdicts).toMatchObject([{ outcome: 'held' }])
    expect((await reports(client)).map((row) => row.id)).toEqual([before.id])
    const { held, waiting } = await listAs(api, 'dispatcher')
    expect([waiting, held.map((one) => [one.op, one.why, one.author, one.carrier, one.area, one.body.note])]).toEqual([2, [plain, sealed].map((op) =>
      [op.id, 'revoked', { id: 'crew-7', name: 'crew-7' }, null, 'TW1', (op.body as unknown as { note: string }).note]).sort((a, b) => held.findIndex((h) => h.op === a[0]) - held.findIndex((h) => h.op === b[0]))])
    expect((await ask<{ status: number }>(api, 'dispatcher', 'GET', `/api/reports/${plain.id}`)).status).toBe(404)
    for (const path of ['/api/damages', '/api/reports', '/api/map?bbox=-180,-90,180,90']) expect(JSON.stringify((await ask(api, 'dispatcher', 'GET', path)).body)).not.toContain('друга')
  }))

  test('is in, and not held, when it had come before the phone was withdrawn; its photo is asked for and taken', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const phone = await aPhone(api)
    const report = aReport({ photos: [{ sha256, bytes: picture.byteLength, type: 'image/jpeg' }] })
    await phone.sync('crew-7', [await phone.sealed('crew-7', fileOp(report))])
    expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, picture), 'the phone is in order').toBe(404)
    await revoke(api, phone.device)
    expect((await phone.handIn([await phone.sealed('crew-7', fileOp(report))])).body).toMatchObject({ verdicts: [{ outcome: 'kept' }], missingPhotos: [sha256] })
    expect((await phone.handIn([await phone.sealed('crew-7', { ...fileOp(report), body: { ...report, note: 'інша' } })])).body.verdicts, 'with other words it is another').toMatchObject([{ outcome: 'held' }])
    expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, picture)).toBe(200)
    expect((await client.query('select stored_at is not null as here from photos where report_id = $1', [report.id])).rows).toEqual([{ here: true }])
  }))

  test('is refused where it is no well formed operation, as ever', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    await signInAgain(client, 'crew-7')
    const { body } = await phone.sync('crew-7', [{ ...fileOp(aReport()), body: { x: 1 } }, { id: randomUUID(), kind: 'no.such', body: 1 }, fileOp(aReport())])
    expect(body.verdicts.map((verdict) => verdict.outcome)).toEqual(['refused', 'refused', 'held'])
  }))

  test('is taken again once the phone is allowed again, and what waited of it waits no more', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    await signInAgain(client, 'crew-7')
    const op = await phone.sealed('crew-7', fileOp(aReport()))
    expect((await phone.sync('crew-7', [op])).body.verdicts).toMatchObject([{ outcome: 'held' }])
    await revoke(api, phone.device, false)
    const { body } = await phone.sync('crew-7', [op])
    expect(body).toMatchObject({ verdicts: [{ outcome: 'kept' }], clear: false })
    expect((await listAs(api, 'dispatcher')).waiting).toBe(0)
    expect((await client.query(`select verb from events where noun = 'device' order by seq`)).rows).toEqual([{ verb: 'device.revoked' }, { verb: 'device.allowed' }])
  }))

  test('can be handed in without a session, by what its phone signed alone; a phone in order, an unknown one and a forged operation get nothing', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    const [other, stranger] = [await aPhone(api), await aPhone(api)]
    await other.sync('crew-8', [])
    const [mine, carried, plain, unsigned, forged] = Array.from({ length: 5 }, () => fileOp(aReport()))
    const ops = [
      await phone.sealed('crew-7', mine!), await other.sealed('crew-8', carried!), plain!,
      await phone.sealed('crew-7', unsigned!, { signature: null }), await stranger.sealed('crew-7', forged!, { device: phone.device }),
    ]
    const { status, body } = await phone.handIn(ops)
    expect([status, body.clear, body.verdicts.map((verdict) => [verdict.id, verdict.outcome])]).toEqual([200, true, [[mine!.id, 'held'], [carried!.id, 'held']]])
    expect(body).not.toHaveProperty('changes')
    expect((await phone.handIn(ops)).body.verdicts).toEqual(body.verdicts)
    expect((await client.query('select count(*)::int from held_ops')).rows).toEqual([{ count: 2 }])
    for (const who of [other, stranger]) expect(await who.handIn(ops)).toMatchObject({ status: 401, body: { type: '/problems/not-signed-in' } })
    expect((await phone.handIn([])).body, 'with nothing left it learns that it is to clear itself').toMatchObject({ clear: true, verdicts: [] })
    expect(await reports(client)).toEqual([])
  }))

  test('is bounded: a phone leaves no more than a thousand to look at', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    await client.query(`insert into held_ops (id, op_id, kind, hash, body, sent, why, author, carrier_device, received_at)
      select gen_random_uuid(), gen_random_uuid(), 'report.file', 'x', '{}', '{}', 'revoked', 'crew-7', $1, now() from generate_series(1, 1000)`, [phone.device])
    expect((await phone.handIn([await phone.sealed('crew-7', fileOp(aReport()))])).status).toBe(429)
    expect((await phone.handIn([])).body.clear).toBe(true)
  }))
})

describe('a photo of a report that is held', () => {
  test('is taken with a session or without, shown to those who decide alone, and is the report\'s once it is accepted', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    const report = aReport({ photos: [{ sha256, bytes: picture.byteLength, type: 'image/jpeg' }] })
    expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, picture), 'nothing announces it').toBe(404)
    expect((await phone.handIn([await phone.sealed('crew-7', fileOp(report))])).body.missingPhotos).toEqual([sha256])
    expect(await putBytes(api, 'crew-8', `/api/photos/${'b'.repeat(64)}`, picture)).toBe(404)
    expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, picture.subarray(1))).toBe(422)
    expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, picture)).toBe(200)
    expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, picture)).toBe(200)
    expect((await phone.handIn([])).body.missingPhotos).toEqual([])
    const [held] = (await listAs(api, 'dispatcher')).held
    const show = async (who: string | null, path: string) => (await api.call('GET', path, who === null ? {} : { headers: { cookie: cookieOf(who) } })).status
    const path = `/api/held/${held!.id}/photos/${sha256}`
    expect([await show('dispatcher', path), await show('admin', path), await show('authority', path)]).toEqual([200, 200, 200])
    expect([await show('eastern-dispatcher', path), await show('crew-8', path), await show('auditor', path), await show('operator', path), await show(null, path)]).toEqual([404, 403, 403, 403, 401])
    for (const who of ['dispatcher', 'authority', 'crew-8']) for (const size of ['thumb', 'screen', 'original']) expect(await show(who, `/api/photos/${sha256}?size=${size}`), who).toBe(404)

    expect((await decide(api, 'dispatcher', held!.id, { accept: true })).body).toMatchObject({ decision: 'accepted' })
    expect(await show('dispatcher', `/api/photos/${sha256}`)).toBe(200)
    expect((await ask<{ damages: object[] }>(api, 'dispatcher', 'GET', '/api/damages')).body.damages).toMatchObject([{ photos: 1, photosMissing: 0 }])
    expect((await client.query('select count(*)::int from photos where stored_at is not null')).rows).toEqual([{ count: 1 }])
    expect((await client.query(`select id from events where verb = 'photo.stored' and body->>'report' = $1`, [report.id])).rows, 'the report has it from its filing on').toEqual([{ id: sha256 }])
  }))

  test('lands also when the desk has decided meanwhile', withApi(async (api, client) => {
    for (const accept of [true, false]) {
      if (!accept) await signInAgain(client, 'crew-7')
      const phone = accept ? await withdrawn(api) : await another(api)
      const bytes = accept ? picture : Buffer.concat([picture, Buffer.from([0])])
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const report = aReport({ photos: [{ sha256, bytes: bytes.byteLength, type: 'image/jpeg' }] })
      await phone.handIn([await phone.sealed('crew-7', fileOp(report))])
      await decide(api, 'dispatcher', (await listAs(api, 'dispatcher')).held[0]!.id, { accept, why: 'by the desk' })
      expect((await phone.handIn([])).body.missingPhotos, 'what was discarded is not asked for').toEqual(accept ? [sha256] : [])
      expect(await putBytes(api, null, `/api/sync/hand-in/photos/${sha256}`, bytes)).toBe(200)
      const { rows } = await client.query('select stored_at is not null as here from photos where report_id = $1', [report.id])
      expect(rows).toEqual(accept ? [{ here: true }] : [])
    }
  }))

  test('is taken sealed as well, as it lies on the phone, and only under its own hash', withApi(async (api) => {
    const phone = await withdrawn(api)
    const report = aReport({ photos: [{ sha256, bytes: picture.byteLength, type: 'image/jpeg' }] })
    await phone.handIn([await phone.sealed('crew-7', fileOp(report))])
    const put = async (aad: string) => {
      const { key, enc, ct } = await sealTo(await api.standing.seal.current(), SEAL_INFO.photo, aad, picture)
      return putBytes(api, null, `/api/sync/hand-in/photos/${sha256}?key=${key}`, Buffer.concat([enc, ct]))
    }
    expect([await put('a'.repeat(64)), await put(sha256)]).toEqual([422, 200])
    expect((await phone.handIn([])).body.missingPhotos).toEqual([])
    expect((await listAs(api, 'dispatcher')).held[0]?.photos[0]?.storedAt).not.toBeNull()
  }))

  test('is taken by the session that delivered the report, and asked for in its sync', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    await signInAgain(client, 'crew-7')
    const report = aReport({ photos: [{ sha256, bytes: picture.byteLength, type: 'image/jpeg' }] })
    expect((await phone.sync('crew-7', [fileOp(report)])).body.missingPhotos).toEqual([sha256])
    expect(await putBytes(api, 'crew-7', `/api/photos/${sha256}`, picture)).toBe(200)
    expect((await phone.sync('crew-7', [])).body.missingPhotos).toEqual([])
  }))
})

describe('who decides', () => {
  test('files it as its author, once; the report and the timeline say so', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    const op = fileOp(aReport())
    await phone.handIn([await phone.sealed('crew-7', op)])
    const { id } = (await listAs(api, 'dispatcher')).held[0]!
    for (let n = 0; n < 2; n += 1) expect(await decide(api, 'dispatcher', id, { accept: true })).toMatchObject({ status: 200, body: { decision: 'accepted', decidedBy: { id: 'dispatcher' } } })
    expect(await decide(api, 'authority', id, { accept: false, why: 'ні' })).toMatchObject({ status: 409, body: { type: '/problems/held-decided', decision: 'accepted' } })
    expect(await reports(client)).toEqual([{ id: op.id, filed_by: 'crew-7', accepted_by: 'dispatcher', carried_by: null }])
    const stored = (await ask<{ damage: string }>(api, 'dispatcher', 'GET', `/api/reports/${op.id}`)).body
    expect(stored).toMatchObject({ acceptedBy: 'dispatcher', carriedBy: null, crew: WORLD.crew })
    const { timeline } = (await ask<{ timeline: { verb: string; actor: string; body: object }[] }>(api, 'dispatcher', 'GET', `/api/damages/${stored.damage}`)).body
    expect(timeline.find((entry) => entry.verb === 'report.accepted')).toMatchObject({ actor: 'dispatcher', body: { heldWhy: 'revoked', author: 'crew-7' } })
    expect((await client.query(`select verb, actor from events where noun = 'report' order by seq`)).rows)
      .toEqual([{ verb: 'report.held', actor: 'crew-7' }, { verb: 'report.filed', actor: 'crew-7' }, { verb: 'report.accepted', actor: 'dispatcher' }])
  }))

  test('discards it with a reason: it stays, marked, and is not filed', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    await phone.handIn([await phone.sealed('crew-7', fileOp(aReport()))])
    const { id } = (await listAs(api, 'dispatcher')).held[0]!
    expect((await decide(api, 'dispatcher', id, { accept: false })).status).toBe(422)
    expect((await decide(api, 'dispatcher', id, { accept: false, why: 'телефон у чужих руках' })).body).toMatchObject({ decision: 'discarded' })
    expect(await reports(client)).toEqual([])
    expect((await listAs(api, 'dispatcher')).waiting).toBe(0)
    expect((await listAs(api, 'dispatcher', '?decided=yes')).held).toMatchObject([{ id, decision: 'discarded', decidedWhy: 'телефон у чужих руках' }])
    expect(await phone.handIn([await phone.sealed('crew-7', fileOp(aReport()))])).toMatchObject({ status: 200 })
  }))

  test('answers for the area that it names: elsewhere it does not exist', withApi(async (api) => {
    const phone = await withdrawn(api)
    await phone.handIn([await phone.sealed('crew-7', fileOp(aReport({ site: WORLD.eastern, position: [37, 47], note: 'секрет сходу' })))])
    expect([(await listAs(api, 'dispatcher')).waiting, (await listAs(api, 'eastern-dispatcher')).waiting, (await listAs(api, 'authority')).waiting]).toEqual([0, 1, 1])
    const { id, area } = (await listAs(api, 'eastern-dispatcher')).held[0]!
    expect(area).toBe('TE1')
    expect((await ask(api, 'dispatcher', 'GET', `/api/held/${id}`)).status).toBe(404)
    expect((await decide(api, 'dispatcher', id, { accept: true })).status).toBe(404)
    expect((await ask<{ decided: number }>(api, 'dispatcher', 'POST', `/api/held/devices/${phone.device}/decision`, { accept: false, why: 'x' })).body.decided).toBe(0)
    // As its author would have filed it: they do not reach that site.
    expect(await decide(api, 'eastern-dispatcher', id, { accept: true })).toMatchObject({ status: 404, body: { type: '/problems/site-not-found' } })
    expect((await listAs(api, 'eastern-dispatcher')).waiting).toBe(1)
  }))

  test('files for who has no rights any more within what they reach themselves', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    await client.query(`delete from grants where user_id = 'crew-7'`)
    await phone.handIn([await phone.sealed('crew-7', fileOp(aReport()))])
    const { id } = (await listAs(api, 'dispatcher')).held[0]!
    expect((await decide(api, 'dispatcher', id, { accept: true })).status).toBe(200)
    expect(await reports(client)).toMatchObject([{ filed_by: 'crew-7', accepted_by: 'dispatcher' }])
  }))

  test('decides alike on all of one phone; what cannot be filed goes on waiting and is named', withApi(async (api, client) => {
    const phone = await withdrawn(api)
    const gone = { id: randomUUID(), kind: 'repair.move', body: { repair: randomUUID(), move: { to: 'en_route', at: '2026-03-05T11:00:00.000Z' } } }
    await phone.handIn(await Promise.all([fileOp(aReport()), gone, fileOp(aReport({ site: WORLD.mast }))].map((op) => phone.sealed('crew-7', op))))
    const { body } = await ask(api, 'dispatcher', 'POST', `/api/held/devices/${phone.device}/decision`, { accept: true, why: 'бригада підтвердила' })
    expect(body).toMatchObject({ decided: 2, failed: [{ problem: { type: '/problems/repair-not-found' } }], more: false })
    expect(await reports(client)).toHaveLength(2)
    expect((await listAs(api, 'dispatcher')).held).toMatchObject([{ op: gone.id }])
    expect((await ask(api, 'dispatcher', 'POST', `/api/held/devices/${phone.device}/decision`, { accept: false, why: 'немає' })).body).toMatchObject({ decided: 1, failed: [] })
  }))
})
