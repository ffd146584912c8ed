import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

const repairOf = async (api: Api, dispatcher: string, reporter: string, changes: object, crew: string) => {
  const report = aReport(changes)
  const { body: { damage } } = await ask<{ damage: string }>(api, reporter, 'PUT', `/api/reports/${report.id}`, report)
  const id = randomUUID()
  expect((await ask(api, dispatcher, 'PUT', `/api/repairs/${id}`, { damage, crew })).status).toBe(200)
  return id
}
const move = (api: Api, who: string, repair: string, to: string) => ask(api, who, 'POST', `/api/repairs/${repair}/state`, { to, at: '2026-03-05T11:00:00Z' })
const AT = '2026-03-06T11:00:00Z'

describe('a person of two roles', () => {
  test('is a dispatcher only where it is one: elsewhere it moves its own crew\'s repairs as a crew does', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await client.query(`insert into grants (user_id, role, area_code) values ('crew-8', 'dispatcher', 'TE')`)
    const western = await repairOf(api, 'dispatcher', 'crew-7', {}, WORLD.crew)
    const own = await repairOf(api, 'dispatcher', 'crew-7', { site: WORLD.mast }, WORLD.otherCrew)
    const eastern = await repairOf(api, 'eastern-dispatcher', 'crew-9', { site: WORLD.eastern, position: [37, 47] }, WORLD.easternCrew)
    expect(await move(api, 'crew-8', western, 'cancelled')).toMatchObject({ status: 403, body: { type: '/problems/repair-of-another-crew' } })
    expect(await ask(api, 'crew-8', 'POST', `/api/repairs/${western}/etr`, { at: AT, source: 'crew', version: 1 })).toMatchObject({ status: 403 })
    expect((await move(api, 'crew-8', own, 'en_route')).status).toBe(200)
    expect(await move(api, 'crew-8', own, 'cancelled')).toMatchObject({ status: 403, body: { type: '/problems/role-not-served' } })
    expect((await move(api, 'crew-8', eastern, 'cancelled')).status).toBe(200)
  }))

  test('that is an operator too has its word on its own sites\' repairs alone', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await client.query(`insert into grants (user_id, role, organisation_id) values ('crew-8', 'operator', $1)`, [WORLD.utility])
    const own = await repairOf(api, 'dispatcher', 'crew-7', {}, WORLD.crew)
    const foreign = await repairOf(api, 'dispatcher', 'crew-7', { site: WORLD.mast }, WORLD.crew)
    expect((await ask(api, 'crew-8', 'POST', `/api/repairs/${own}/etr`, { at: AT, source: 'operator', version: 1 })).status).toBe(200)
    expect((await ask(api, 'crew-8', 'POST', `/api/repairs/${foreign}/etr`, { at: AT, source: 'operator', version: 1 })).status).toBe(403)
    expect(await move(api, 'crew-8', own, 'en_route')).toMatchObject({ status: 403 })
  }))
})

describe('a crew that is sent outside its areas', () => {
  test('sees the damage, its reports and what happens to it, there alone', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    // Crew 8 may go anywhere; whoever is in it sees the west.
    await client.query('update crews set area_code = null where id = $1', [WORLD.otherCrew])
    const report = aReport({ site: WORLD.eastern, position: [37, 47] })
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-9', 'PUT', `/api/reports/${report.id}`, report)
    const hidden = aReport({ site: null, located: 'gps', position: [36.5, 46] })
    const { body: { damage: other } } = await ask<{ damage: string }>(api, 'crew-9', 'PUT', `/api/reports/${hidden.id}`, hidden)
    expect((await ask(api, 'crew-8', 'GET', `/api/damages/${damage}`)).status).toBe(404)

    const repair = randomUUID()
    expect((await ask(api, 'eastern-dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.otherCrew })).status).toBe(200)
    expect(await ask(api, 'crew-8', 'GET', `/api/damages/${damage}`)).toMatchObject({ status: 200, body: { id: damage } })
    expect((await ask(api, 'crew-8', 'GET', `/api/reports/${report.id}`)).status).toBe(200)
    expect((await ask(api, 'crew-8', 'GET', `/api/damages/${other}`)).status).toBe(404)
    expect((await ask(api, 'crew-7', 'GET', `/api/damages/${damage}`)).status).toBe(404)
    const sync = await ask<{ changes: { damages: { id: string }[]; repairs: { id: string }[] } }>(api, 'crew-8', 'POST', '/api/sync', { device: randomUUID() })
    expect(sync.body.changes).toMatchObject({ damages: [{ id: damage }], repairs: [{ id: repair }] })
    const adds = aReport({ site: null, damage, position: [37, 47] })
    expect(await ask(api, 'crew-8', 'PUT', `/api/reports/${adds.id}`, adds)).toMatchObject({ status: 200, body: { damage } })
  }))
})
