import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ask, aReport, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

type Said = { id: string; type: string; repairs: number }
type Crew = { id: string; name: string; area: string | null; base: [number, number] | null; skills: string[]; people: number; retiredAt: string | null }
const crewsAs = async (api: Api, who: string) => (await ask<{ crews: Crew[] }>(api, who, 'GET', '/api/crews/details')).body.crews
const aCrew = (changes: object = {}) => ({ name: 'Lines 1', organisation: WORLD.utility, area: 'TW', base: [31.5, 47.5], skills: ['overhead_line'], ...changes })

describe('a crew', () => {
  test('is made, changed, retired and brought back, each with its event', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { body: { id } } = await ask<Said>(api, 'admin', 'POST', '/api/crews', aCrew())
    expect((await crewsAs(api, 'admin')).find((crew) => crew.id === id)).toMatchObject({ name: 'Lines 1', base: [31.5, 47.5], skills: ['overhead_line'], people: 0, retiredAt: null })
    expect((await ask(api, 'admin', 'PUT', `/api/crews/${id}`, aCrew({ name: 'Lines 2', base: null, skills: [] }))).status).toBe(200)
    expect((await crewsAs(api, 'admin')).find((crew) => crew.id === id)).toMatchObject({ name: 'Lines 2', base: null, skills: [] })
    const retire = (retired: boolean) => ask<Said>(api, 'admin', 'POST', `/api/crews/${id}/retirement`, { retired })
    const offered = async () => (await ask<{ crews: Crew[] }>(api, 'dispatcher', 'GET', '/api/crews')).body.crews.some((crew) => crew.id === id)
    expect(await offered()).toBe(true)
    expect((await retire(true)).status).toBe(200)
    expect(await offered()).toBe(false)
    expect((await retire(false)).body).toEqual({ id, retiredAt: null })
    expect(await offered()).toBe(true)
    const { rows } = await client.query<{ verb: string }>('select verb from events where id = $1 order by seq', [id])
    expect(rows.map(({ verb }) => verb)).toEqual(['crew.made', 'crew.changed', 'crew.retired', 'crew.returned'])
  }))

  test('with repairs to do is not retired', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport()
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage, crew: WORLD.otherCrew })
    expect(await ask<Said>(api, 'admin', 'POST', `/api/crews/${WORLD.otherCrew}/retirement`, { retired: true })).toMatchObject({ status: 409, body: { type: '/problems/crew-has-repairs', repairs: 1 } })
    expect((await ask(api, 'admin', 'POST', `/api/crews/${WORLD.crew}/retirement`, { retired: true })).status).toBe(200)
  }))

  test('is made by an authority in its own area, and nowhere else', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await client.query(`update grants set area_code = 'TW' where user_id = 'authority'`)
    expect((await ask(api, 'authority', 'POST', '/api/crews', aCrew())).status).toBe(200)
    for (const area of ['TE', 'T', null]) expect((await ask<Said>(api, 'authority', 'POST', '/api/crews', aCrew({ area }))).body.type).toBe('/problems/area-not-found')
    expect((await ask<Said>(api, 'authority', 'PUT', `/api/crews/${WORLD.easternCrew}`, aCrew())).body.type).toBe('/problems/crew-not-found')
    expect((await ask<Said>(api, 'authority', 'PUT', `/api/crews/${WORLD.crew}`, aCrew({ area: 'TE' }))).body.type).toBe('/problems/area-not-found')
    expect((await crewsAs(api, 'authority')).map((crew) => crew.id)).not.toContain(WORLD.easternCrew)
    expect((await ask(api, 'dispatcher', 'POST', '/api/crews', aCrew())).status).toBe(403)
  }))
})

describe('an organisation', () => {
  test('is made and renamed by an administrator, and read by the desk', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body: { id } } = await ask<Said>(api, 'admin', 'POST', '/api/organisations', { kind: 'telecom_operator', names: { uk: ' Зв’язок ', en: '' } })
    const seen = async () => (await ask<{ organisations: { id: string }[] }>(api, 'dispatcher', 'GET', '/api/organisations')).body.organisations.find((one) => one.id === id)
    expect(await seen()).toEqual({ id, kind: 'telecom_operator', names: { uk: 'Зв’язок', en: null }, crews: 0 })
    expect((await ask(api, 'admin', 'PUT', `/api/organisations/${id}`, { kind: 'other', names: { en: 'Links' } })).status).toBe(200)
    expect(await seen()).toMatchObject({ kind: 'other', names: { uk: null, en: 'Links' } })
    expect((await ask(api, 'admin', 'POST', '/api/organisations', { kind: 'other', names: { uk: ' ', en: '' } })).status).toBe(422)
    expect((await ask<Said>(api, 'admin', 'PUT', `/api/organisations/${randomUUID()}`, { kind: 'other', names: { en: 'x' } })).body.type).toBe('/problems/organisation-not-found')
    expect((await ask(api, 'dispatcher', 'POST', '/api/organisations', {})).status).toBe(403)
  }))
})
