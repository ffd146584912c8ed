import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../api/root.ts'
import { aPhone, putBytes } from '../../kit/sealing.ts'
import { aReport, ask, fileOp, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi } from '../../kit/with-api.ts'

const outcomes = (body: { verdicts: { outcome: string }[] }) => body.verdicts.map((verdict) => verdict.outcome)

describe('an outbox that was handed on', () => {
  test('is filed as its author\'s by whoever delivers it, by the signature of the phone it was filed on; desk and timeline say who carried it', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const [own, other] = [await aPhone(api), await aPhone(api)]
    await own.sync('crew-7', [])
    const report = aReport({ photos: [{ sha256: 'a'.repeat(64), bytes: 1000, type: 'image/png' }] })
    const { body } = await other.sync('crew-9', [await own.sealed('crew-7', fileOp(report))])
    expect(outcomes(body)).toEqual(['kept'])
    expect(body.missingPhotos, 'the carrier may have the photos').toEqual(['a'.repeat(64)])
    expect((await client.query('select filed_by, carried_by, crew_id, device_id from reports')).rows)
      .toEqual([{ filed_by: 'crew-7', carried_by: 'crew-9', crew_id: WORLD.crew, device_id: own.device }])
    const stored = (await ask<{ damage: string }>(api, 'dispatcher', 'GET', `/api/reports/${report.id}`)).body
    expect(stored).toMatchObject({ crew: WORLD.crew, carriedBy: 'crew-9', acceptedBy: null })
    const { timeline } = (await ask<{ timeline: { verb: string; actor: string; body: object }[] }>(api, 'dispatcher', 'GET', `/api/damages/${stored.damage}`)).body
    expect(timeline.find((entry) => entry.verb === 'report.filed')).toMatchObject({ actor: 'crew-7', body: { carriedBy: 'crew-9', carriedByName: 'crew-9' } })
    expect((await ask(api, 'crew-9', 'GET', `/api/reports/${report.id}`)).status, 'what one carries one does not get to see').toBe(404)
    expect((await ask(api, 'crew-9', 'GET', `/api/photos/${'a'.repeat(64)}`)).status).toBe(404)
  }))

  test('that was in already brings the photos that its own phone could not send', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const [own, other] = [await aPhone(api), await aPhone(api)]
    const picture = readFileSync(join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg'))
    const sha256 = createHash('sha256').update(picture).digest('hex')
    // Where the carrier reaches nothing of it by itself.
    const report = aReport({ photos: [{ sha256, bytes: picture.length, type: 'image/jpeg' }] })
    expect(outcomes((await own.sync('crew-7', [fileOp(report)])).body)).toEqual(['kept'])
    expect(await putBytes(api, 'crew-9', `/api/photos/${sha256}`, picture)).toBe(404)
    const { body } = await other.sync('crew-9', [await own.sealed('crew-7', fileOp(report))])
    expect([outcomes(body), body.missingPhotos]).toEqual([['kept'], [sha256]])
    expect((await client.query('select carried_by from reports')).rows).toEqual([{ carried_by: null }])
    expect((await other.sync('crew-9', [])).body.missingPhotos, 'asked for until it is there').toEqual([sha256])
    expect(await putBytes(api, 'crew-9', `/api/photos/${sha256}`, picture)).toBe(200)
    expect((await other.sync('crew-9', [])).body.missingPhotos).toEqual([])
    expect((await ask(api, 'crew-9', 'GET', `/api/photos/${sha256}`)).status, 'to see it is another thing').toBe(404)
  }))

  test('is filed once when two phones and its own deliver it at the same time', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const [own, second, third] = [await aPhone(api), await aPhone(api), await aPhone(api)]
    await own.sync('crew-7', [])
    const opened = aReport()
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${opened.id}`, opened)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
    const move = (to: string) => ({ id: randomUUID(), kind: 'repair.move', body: { repair, move: { to, at: '2026-03-05T11:00:00.000Z' } } })
    const ops = [...[WORLD.substation, WORLD.mast, WORLD.twin, WORLD.plant].map((site) => fileOp(aReport({ site }))), move('en_route'), move('on_site')]
    const sealed = () => Promise.all(ops.map((op) => own.sealed('crew-7', op)))
    const batches = await Promise.all([sealed(), sealed(), sealed()])
    const answers = await Promise.all([
      own.sync('crew-7', batches[0]!), second.sync('crew-8', [...batches[1]!.slice(0, 4).reverse(), ...batches[1]!.slice(4)]), third.sync('crew-9', batches[2]!),
      third.sync('crew-9', batches[2]!),
    ])
    for (const { status, body } of answers) expect([status, outcomes(body)]).toEqual([200, ops.map(() => 'kept')])
    const count = async (what: string) => (await database.pool.query<{ n: number }>(`select count(*)::int as n from ${what}`)).rows[0]!.n
    expect(await count('reports')).toBe(5)
    expect(await count(`events where verb = 'report.filed'`)).toBe(5)
    expect(await count(`events where verb = 'repair.moved'`)).toBe(2)
    expect(await count('ops')).toBe(2)
    expect(await count(`reports where filed_by <> 'crew-7'`)).toBe(0)
  }))

  test('is held when nobody can tell whose it is, and not lost: unknown phone, no signature or another\'s, a person who never used the phone', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const [own, other, unknown] = [await aPhone(api), await aPhone(api), await aPhone(api)]
    await own.sync('crew-7', [])
    const sign = async (phone: typeof own, by: string, op: ReturnType<typeof fileOp>) => phone.sign({ by, device: own.device, op })
    const [a, b, c, d, e, f] = Array.from({ length: 6 }, () => fileOp(aReport()))
    const ops = [
      await unknown.sealed('crew-7', a!),
      await own.sealed('crew-7', b!, { signature: null }),
      await own.sealed('crew-7', c!, { signature: await sign(other, 'crew-7', c!) }),
      await own.sealed('crew-7', d!, { signature: await sign(own, 'crew-7', c!) }), // another operation's
      await own.sealed('crew-8', e!), // the phone speaks for someone who never sent from it
      await own.sealed('authority', f!, { signature: await sign(own, 'crew-7', f!) }), // signed for one person, said to be another's
    ]
    const { status, body } = await other.sync('crew-9', ops)
    expect([status, outcomes(body)]).toEqual([200, ops.map(() => 'held')])
    expect((await other.sync('crew-9', ops)).body.verdicts).toEqual(body.verdicts)
    const { rows } = await client.query('select op_id, why, author, carrier, area_code from held_ops')
    const why = new Map(rows.map((row) => [row.op_id, row.why]))
    expect([a, b, c, d, e, f].map((op) => why.get(op!.id))).toEqual(['device-unknown', 'signature-missing', 'signature-wrong', 'signature-wrong', 'not-on-phone', 'signature-wrong'])
    expect(rows.every((row) => row.carrier === 'crew-9' && row.area_code === 'TW1')).toBe(true)
    expect((await client.query('select id from reports')).rows).toEqual([])
    expect((await client.query(`select count(*)::int from events where verb = 'report.held'`)).rows).toEqual([{ count: 6 }])
  }))

  test('is held when its author may no longer file, and when they no longer exist', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const [own, other] = [await aPhone(api), await aPhone(api)]
    await own.sync('crew-7', [])
    await own.sync('crew-8', [])
    await client.query(`delete from grants where user_id = 'crew-7'`)
    await client.query(`delete from grants where user_id = 'crew-8'; delete from sessions where user_id = 'crew-8'`)
    const { body } = await other.sync('crew-9', [await own.sealed('crew-7', fileOp(aReport())), await own.sealed('crew-8', fileOp(aReport())), await own.sealed('nobody at all', fileOp(aReport()))])
    expect(outcomes(body)).toEqual(['held', 'held', 'held'])
    expect((await client.query('select why from held_ops order by why')).rows.map((row) => row.why)).toEqual(['no-rights', 'no-rights', 'not-on-phone'])
  }))

  test('that was held and then comes from its author\'s own phone is in, and waits no more', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const [own, other] = [await aPhone(api), await aPhone(api)]
    const op = fileOp(aReport())
    expect(outcomes((await other.sync('crew-9', [await own.sealed('crew-7', op)])).body)).toEqual(['held'])
    expect(outcomes((await own.sync('crew-7', [await own.sealed('crew-7', op)])).body)).toEqual(['kept'])
    expect((await client.query('select decision from held_ops')).rows).toEqual([{ decision: 'arrived' }])
    expect((await ask<{ waiting: number }>(api, 'dispatcher', 'GET', '/api/held')).body.waiting).toBe(0)
  }))

  test('reaches what its author reaches, not what its carrier does', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [own, other] = [await aPhone(api), await aPhone(api)]
    await own.sync('crew-7', [])
    const { body } = await other.sync('crew-9', [await own.sealed('crew-7', fileOp(aReport({ site: WORLD.eastern, position: [37, 47] })))])
    expect(body.verdicts).toMatchObject([{ outcome: 'refused', problem: { type: '/problems/site-not-found' } }])
  }))
})

describe('the key of a phone', () => {
  test('is the first that it gave: with another it is not believed, and the devices say so', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const own = await aPhone(api)
    const imitation = await aPhone(api, own.device)
    await own.sync('crew-7', [])
    const { body } = await imitation.sync('crew-9', [fileOp(aReport({ site: WORLD.eastern, position: [37, 47] })), await imitation.sealed('crew-9', fileOp(aReport({ site: WORLD.eastern, position: [37, 47] })))])
    expect(outcomes(body)).toEqual(['held', 'held'])
    expect((await client.query('select why from held_ops')).rows.map((row) => row.why)).toEqual(['key-changed', 'key-changed'])
    expect((await client.query('select user_id, public_key from devices')).rows).toEqual([{ user_id: 'crew-7', public_key: own.deviceKey }])
    expect((await client.query('select user_id from device_people')).rows).toEqual([{ user_id: 'crew-7' }])
    const devices = async () => (await ask<{ devices: { otherKeyAt: string | null }[] }>(api, 'admin', 'GET', '/api/devices')).body.devices
    expect((await devices())[0]?.otherKeyAt).not.toBeNull()
    expect(outcomes((await own.sync('crew-7', [fileOp(aReport())])).body), 'the phone itself goes on').toEqual(['kept'])
    await ask(api, 'admin', 'POST', `/api/devices/${own.device}/revocation`, { revoked: false })
    expect((await devices())[0]?.otherKeyAt).toBeNull()
  }))

  test('that is no point of the curve signs nothing', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [own, other] = [await aPhone(api), await aPhone(api)]
    expect((await own.sync('crew-7', [], { deviceKey: 'B'.repeat(87) })).status).toBe(200)
    expect(outcomes((await other.sync('crew-9', [await own.sealed('crew-7', fileOp(aReport()))])).body)).toEqual(['held'])
  }))
})
