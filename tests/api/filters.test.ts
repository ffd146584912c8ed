import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { run, sql } from '../../api/db/sql.ts'
import { FILTERS_AT_MOST, type SavedFilter } from '../../geo/filters/contract.ts'
import { withApi, withCommittingApi, type Api } from '../kit/with-api.ts'
import { ask, fillWorld, WORLD } from '../kit/world.ts'

const given = { name: 'Без світла', query: { function: 'out', severity: '3,4', order: 'people', by: 'oblast' }, shared: false, version: 0 }
const save = (api: Api, who: string, id: string, changes = {}) => ask<SavedFilter & { type: string }>(api, who, 'PUT', `/api/filters/${id}`, { ...given, ...changes })
const seen = async (api: Api, who: string) => (await ask<{ filters: SavedFilter[] }>(api, who, 'GET', '/api/filters')).body.filters.map(({ id, own }) => [id, own])

describe('saved filters', () => {
  test('are one\'s own until they are shared: then the organisation\'s, or the desks\' of the same area', withApi(async (api) => {
    await fillWorld(api.standing.database)
    await api.standing.database.write((tx) => run(tx, sql`insert into grants (user_id, role, area_code, organisation_id) values ('eastern-dispatcher', 'operator', null, ${WORLD.utility}), ('authority', 'dispatcher', 'TW', null)`))
    const [mine, theirs] = [randomUUID(), randomUUID()]
    expect((await save(api, 'dispatcher', mine)).body).toMatchObject({ name: 'Без світла', query: given.query, own: true, ownerName: 'dispatcher', version: 1 })
    expect(await seen(api, 'authority')).toEqual([])
    await save(api, 'dispatcher', mine, { shared: true, version: 1 })
    await save(api, 'operator', theirs, { shared: true })
    expect([await seen(api, 'dispatcher'), await seen(api, 'authority'), await seen(api, 'auditor'), await seen(api, 'eastern-dispatcher'), await seen(api, 'operator')]).toEqual([[[mine, true]], [[mine, false]], [], [[theirs, false]], [[theirs, true]]])
    for (const method of ['PUT', 'DELETE']) expect((await ask(api, 'authority', method, `/api/filters/${mine}`, method === 'PUT' ? given : undefined)).status).toBe(404)
    expect((await ask(api, 'dispatcher', 'DELETE', `/api/filters/${mine}`)).status).toBe(200)
    expect((await ask(api, 'dispatcher', 'DELETE', `/api/filters/${mine}`)).status).toBe(200)
    expect(await seen(api, 'authority')).toEqual([])
  }))

  test('are saved once however often they are sent, changed by who saw them, named once, and so many', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const id = randomUUID()
    for (let n = 0; n < 2; n += 1) expect((await save(api, 'dispatcher', id)).body.version).toBe(1)
    expect((await save(api, 'dispatcher', id, { name: 'Інша', version: 1 })).body.version).toBe(2)
    expect((await save(api, 'dispatcher', id, { name: 'Третя', version: 1 })).body).toMatchObject({ type: '/problems/stale-version', current: 2 })
    expect((await save(api, 'dispatcher', randomUUID(), { name: 'Інша' })).body.type).toBe('/problems/filter-name-taken')
    expect((await save(api, 'eastern-dispatcher', randomUUID(), { name: 'Інша' })).status).toBe(200)
    for (const changes of [{ name: ' ' }, { name: 'x'.repeat(81) }, { query: { severity: '9' } }, { query: { password: 'x' } }, { query: { text: 'x'.repeat(301) } }, { version: -1 }]) expect((await save(api, 'dispatcher', randomUUID(), changes)).status).toBe(422)
    expect((await save(api, 'dispatcher', randomUUID(), { name: 'Нова', version: 3 })).status).toBe(404)
    for (let n = 1; n < FILTERS_AT_MOST; n += 1) await save(api, 'dispatcher', randomUUID(), { name: `№ ${n}` })
    expect((await save(api, 'dispatcher', randomUUID(), { name: 'Зайва' })).body.type).toBe('/problems/too-many-filters')
  }))

  test('are saved once when a retry races the first try, and by one person when two take the same id', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const [id, same] = [randomUUID(), randomUUID()]
    const tries = await Promise.all(Array.from({ length: 6 }, () => save(api, 'dispatcher', id)))
    expect(tries.map(({ status, body }) => [status, body.version])).toEqual(Array(6).fill([200, 1]))
    const two = await Promise.all(['authority', 'auditor'].map((who) => save(api, who, same)))
    expect(two.map(({ status }) => status).sort()).toEqual([200, 404])
  }))
})
