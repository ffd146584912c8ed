import { describe, expect, test } from 'vitest'
import { aPhone } from '../../kit/sealing.ts'
import { ask, fillWorld } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

type Devices = { devices: { id: string; person: { name: string }; crewName: string | null; revokedAt: string | null; waiting: number }[] }
const listAs = async (api: Api, who: string) => (await ask<Devices>(api, who, 'GET', '/api/devices')).body.devices
const revoke = async (api: Api, who: string, device: string, revoked = true) => (await ask(api, who, 'POST', `/api/devices/${device}/revocation`, { revoked })).status

describe('a phone', () => {
  test('is withdrawn by a desk of its crew\'s area, by an administrator and by nobody else', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [western, eastern, desks] = [await aPhone(api), await aPhone(api), await aPhone(api)]
    await western.sync('crew-7', [])
    await eastern.sync('crew-9', [])
    await desks.sync('authority', [])
    const seen = async (who: string) => (await listAs(api, who)).map((device) => device.id).sort()
    expect(await seen('dispatcher')).toEqual([western.device])
    expect(await seen('eastern-dispatcher')).toEqual([eastern.device])
    expect(await seen('authority'), 'the phones of crews, not those of other desks').toEqual([western.device, eastern.device].sort())
    expect(await seen('admin')).toEqual([western.device, eastern.device, desks.device].sort())
    expect(await listAs(api, 'dispatcher')).toMatchObject([{ person: { name: 'crew-7' }, crewName: 'Crew 7', revokedAt: null, waiting: 0 }])
    expect([await revoke(api, 'dispatcher', eastern.device), await revoke(api, 'dispatcher', desks.device), await revoke(api, 'authority', desks.device)]).toEqual([404, 404, 404])
    expect([await revoke(api, 'crew-8', western.device), await revoke(api, 'auditor', western.device)]).toEqual([403, 403])
    expect([await revoke(api, 'dispatcher', western.device), await revoke(api, 'admin', desks.device)]).toEqual([200, 200])
    expect((await listAs(api, 'dispatcher'))[0]?.revokedAt).not.toBeNull()
  }))

  test('that is withdrawn is signed out, with the session that it was used with and no other', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const [lost, kept] = [await aPhone(api), await aPhone(api)]
    await client.query(`insert into sessions (id, user_id, token, expires_at) values ('second', 'crew-7', 'token-of-second', now() + interval '1 day')`)
    await lost.sync('crew-7', [])
    expect((await kept.sync('second', [])).status).toBe(200)
    await revoke(api, 'dispatcher', lost.device)
    expect((await lost.sync('crew-7', [])).status).toBe(401)
    expect((await kept.sync('second', [])).body).toMatchObject({ clear: false })
    expect((await client.query(`select body from events where verb = 'device.revoked'`)).rows).toEqual([{ body: { sessions: 1 } }])
  }))
})
