import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

type Repair = { planned: { from: string; until: string } | null; id: string; state: string; crew: string | null; version: number; etr: { at: string; source: string } | null; blockedFrom: string | null }

async function damaged(api: Api): Promise<string> {
  const report = aReport()
  return (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body.damage
}
const moveTo = (api: Api, who: string, id: string, to: string, more = {}) =>
  ask<Repair>(api, who, 'POST', `/api/repairs/${id}/state`, { to, at: '2026-03-05T11:30:00.000Z', ...more })

describe('a repair', () => {
  test('goes from assigned to restored by its crew\'s word, and the damage with it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await damaged(api)
    const id = randomUUID()
    const body = { damage, crew: WORLD.crew, urgency: 'emergency' }
    expect(await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, body)).toMatchObject({ status: 200, body: { state: 'assigned', crew: WORLD.crew } })
    expect((await ask(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, body)).status).toBe(200)
    for (const to of ['en_route', 'on_site', 'in_progress']) expect((await moveTo(api, 'crew-7', id, to)).body.state).toBe(to)
    const blocked = await moveTo(api, 'crew-7', id, 'blocked', { blockedBy: 'awaiting_parts' })
    expect(blocked.body).toMatchObject({ state: 'blocked', blockedFrom: 'in_progress' })
    expect(await moveTo(api, 'crew-7', id, 'en_route')).toMatchObject({ status: 409, body: { allows: ['in_progress', 'cancelled'] } })
    for (const to of ['in_progress', 'temporary_fix', 'field_complete', 'restored']) expect((await moveTo(api, 'crew-7', id, to)).body.state).toBe(to)
    const { body: whole } = await ask<{ state: string; restoredAt: string; timeline: { verb: string }[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)
    expect(whole).toMatchObject({ state: 'restored', restoredAt: '2026-03-05T11:30:00.000Z' })
    expect(whole.timeline.filter((entry) => entry.verb === 'repair.moved')).toHaveLength(8)
    const again = await damaged(api)
    expect(again).not.toBe(damage)
  }))

  test('is told with all its estimates and moves, however much happened to the damage since', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const damage = await damaged(api)
    const id = randomUUID()
    let { body: { version } } = await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage, crew: WORLD.crew })
    for (const day of [6, 7]) ({ body: { version } } = await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/etr`, { at: `2026-03-0${day}T00:00:00.000Z`, source: 'dispatcher', version }))
    await moveTo(api, 'crew-7', id, 'en_route')
    type Lines = { verb: string; body: { at?: string; to?: string } }[]
    const read = async () => (await ask<{ timeline: Lines; followed: Lines }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)).body
    expect((await read()).followed).toEqual([]) // all of it is in the timeline
    await client.query(`insert into events (actor, verb, noun, id, damage_id) select 'x', 'damage.graded', 'damage', $1::text, $2::uuid from generate_series(1, 200)`, [damage, damage])
    const { timeline, followed } = await read()
    expect([timeline.length, timeline.every(({ verb }) => verb === 'damage.graded')]).toEqual([200, true])
    expect(followed.map(({ verb, body }) => [verb, body.to ?? body.at])).toEqual([['repair.moved', 'en_route'], ['repair.etr_set', '2026-03-07T00:00:00.000Z'], ['repair.etr_set', '2026-03-06T00:00:00.000Z']])
  }))

  test('moves on the version that a desk saw: a late move is answered with the present one, a repeated move changes nothing, a phone needs none', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const id = randomUUID()
    const { body: { version } } = await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage: await damaged(api), crew: WORLD.crew })
    const { body: moved } = await moveTo(api, 'authority', id, 'en_route', { version })
    expect(await moveTo(api, 'dispatcher', id, 'blocked', { version, blockedBy: 'weather' })).toMatchObject({ status: 409, body: { type: '/problems/stale-version', sent: version, current: moved.version } })
    expect((await moveTo(api, 'dispatcher', id, 'en_route', { version })).body).toEqual(moved)
    expect((await moveTo(api, 'crew-7', id, 'on_site')).body.state).toBe('on_site')
  }))

  test('is one at a time on a damage, and another crew can be sent until the first is on the spot', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await damaged(api)
    const id = randomUUID()
    const { body: opened } = await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage })
    expect(opened.state).toBe('approved')
    expect(await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage })).toMatchObject({ status: 409, body: { type: '/problems/repair-underway', repair: id } })
    expect(await moveTo(api, 'dispatcher', id, 'assigned')).toMatchObject({ status: 409, body: { type: '/problems/repair-needs-crew' } })
    const sent = await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/crew`, { crew: WORLD.crew, version: opened.version })
    expect(sent.body).toMatchObject({ state: 'assigned', crew: WORLD.crew })
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/crew`, { crew: WORLD.otherCrew, version: opened.version })).status).toBe(409)
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/crew`, { crew: WORLD.easternCrew, version: sent.body.version })).status).toBe(404)
    await moveTo(api, 'crew-7', id, 'en_route')
    await moveTo(api, 'crew-7', id, 'on_site')
    const { body: there } = await moveTo(api, 'crew-7', id, 'on_site')
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/crew`, { crew: WORLD.otherCrew, version: there.version })).status).toBe(409)
  }))

  test('is moved by its own crew only; of another area\'s repairs nothing is seen', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await damaged(api)
    const id = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage, crew: WORLD.crew })
    expect((await moveTo(api, 'crew-9', id, 'en_route')).status).toBe(404)
    expect(await moveTo(api, 'crew-8', id, 'en_route')).toMatchObject({ status: 403, body: { type: '/problems/repair-of-another-crew' } })
    expect((await moveTo(api, 'crew-7', id, 'en_route')).status).toBe(200)
  }))

  test('is planned for a window by the desk, which its crew takes along; one that ends before it begins is refused', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await damaged(api)
    const id = randomUUID()
    const planned = { from: '2026-03-06T06:00:00.000Z', until: '2026-03-06T10:00:00.000Z' }
    const { body: { version } } = await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage, crew: WORLD.crew })
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/plan`, { planned: { from: planned.until, until: planned.from }, version })).status).toBe(422)
    expect((await ask(api, 'crew-7', 'POST', `/api/repairs/${id}/plan`, { planned, version })).status).toBe(403)
    const set = await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/plan`, { planned, version })
    expect(set.body.planned).toEqual(planned)
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/plan`, { planned: null, version })).body).toMatchObject({ type: '/problems/stale-version' })
    const { body: { changes } } = await ask<{ changes: { repairs: Repair[] } }>(api, 'crew-7', 'POST', '/api/sync', { device: randomUUID() })
    expect(changes.repairs.map((repair) => repair.planned)).toEqual([planned])
    expect((await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/plan`, { planned: null, version: set.body.version })).body.planned).toBeNull()
    const { body: { timeline } } = await ask<{ timeline: { verb: string; body: Record<string, unknown> }[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)
    expect(timeline.filter((entry) => entry.verb === 'repair.planned').map((entry) => entry.body['at'])).toEqual([null, planned.from])
  }))

  test('has an expected time of return with its source, and the earlier word stays in the timeline', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await damaged(api)
    const id = randomUUID()
    const { body: { version } } = await ask<Repair>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage, crew: WORLD.crew })
    const first = await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/etr`, { at: '2026-03-05T20:00:00.000Z', source: 'dispatcher', version })
    const second = await ask<Repair>(api, 'crew-7', 'POST', `/api/repairs/${id}/etr`, { at: '2026-03-05T18:00:00.000Z', source: 'crew', confidence: 'high', version: first.body.version })
    expect(second.body.etr).toMatchObject({ at: '2026-03-05T18:00:00.000Z', source: 'crew', confidence: 'high' })
    const { body: { timeline, repair } } = await ask<{ timeline: { verb: string; body: Record<string, unknown> }[]; repair: { etr: string } }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)
    expect(timeline.filter((entry) => entry.verb === 'repair.etr_set').map((entry) => entry.body['at'])).toEqual(['2026-03-05T18:00:00.000Z', '2026-03-05T20:00:00.000Z'])
    expect(repair.etr).toBe('2026-03-05T18:00:00.000Z')
  }))

  test('that is over takes no promise and no plan any more, and says so; what its steps gave back may be told until it is closed', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const id = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage: await damaged(api), crew: WORLD.crew })
    const move = async (to: string) => (await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/state`, { to, at: '2026-03-05T11:00:00Z', closedReason: to === 'closed' ? 'done' : null })).body.version
    const refusals = async (version: number) => Promise.all([
      ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/etr`, { at: '2026-03-05T20:00:00.000Z', source: 'dispatcher', version }),
      ask(api, 'dispatcher', 'POST', `/api/repairs/${id}/plan`, { planned: null, version }),
      ask(api, 'dispatcher', 'PUT', `/api/repairs/${id}/steps/${randomUUID()}`, { at: '2026-03-05T10:30:00Z', confirmed: true, people: [{ service: 'power', people: 5 }], version }),
    ])
    for (const to of ['en_route', 'on_site', 'in_progress', 'field_complete']) await move(to)
    expect((await refusals(await move('restored'))).map(({ status, body }) => [status, (body as { type?: string; state?: string }).type, (body as { state?: string }).state]).slice(0, 2)).toEqual(Array(2).fill([409, '/problems/repair-ended', 'restored']))
    const { body: { version } } = await ask<Repair>(api, 'dispatcher', 'POST', `/api/repairs/${id}/state`, { to: 'closed', at: '2026-03-05T11:00:00Z', closedReason: 'done' })
    expect((await refusals(version)).map(({ body }) => body)).toEqual(Array(3).fill(expect.objectContaining({ type: '/problems/repair-ended', id, state: 'closed' })))
  }))
})
