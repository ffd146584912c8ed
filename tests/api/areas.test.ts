import { describe, expect, test } from 'vitest'
import type { AreaService } from '../../geo/areas/contract.ts'
import { knownOf } from '../../geo/areas/known.ts'
import type { CrewPlace } from '../../geo/crews/contract.ts'
import { randomUUID } from 'node:crypto'
import { aReport, ask, fillWorld, WORLD } from '../kit/world.ts'
import { withApi, type Api } from '../kit/with-api.ts'

const file = async (api: Api, who: string, changes = {}) => {
  const report = aReport(changes)
  return (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body.damage
}
const service = async (api: Api, who: string, query: string) => (await ask<{ areas: AreaService[] }>(api, who, 'GET', `/api/areas/service?${query}`)).body.areas

describe('people without service by area', () => {
  test('are added up from the damages below it; what nobody can count is said, and nothing known is never zero', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await client.query(`update sites set population_served = null, population_basis = null where id = '${WORLD.substation}'`)
    await client.query(`delete from links where from_site = '${WORLD.substation}'`)
    expect((await service(api, 'authority', 'level=oblast')).map((area) => [area.code, knownOf(area)])).toEqual([['TE', 'none'], ['TW', 'none']])
    expect((await service(api, 'authority', 'level=oblast&sector=communications')).map((area) => [area.code, knownOf(area)])).toEqual([['TE', 'unknown'], ['TW', 'none']])
    await file(api, 'crew-7', { site: WORLD.twin, position: [32.5, 47.5] })
    const [first] = await service(api, 'authority', 'level=oblast')
    expect(first).toMatchObject({ code: 'TW', damages: 1, uncounted: 0, people: { value: 3000 } })
    await file(api, 'crew-7', { function: 'out' }) // nobody has counted whom it feeds
    await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47], function: 'degraded' })
    const west = (await service(api, 'dispatcher', 'level=hromada'))
    expect(west).toMatchObject([{ code: 'TW1', names: { uk: 'TW1 укр' }, population: 1000, damages: 2, uncounted: 1, people: { value: 3000 } }])
    expect(knownOf(west[0]!)).toBe('at_least')
    const east = (await service(api, 'authority', 'level=oblast')).find(({ code }) => code === 'TE')!
    expect(east.people).toEqual({ value: 6000, low: expect.any(Number), high: expect.any(Number) })
    expect(east.people!.low).toBeLessThan(6000)
    expect(east.people!.high).toBeGreaterThan(6000)
    // What works takes service from nobody.
    await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47], function: 'full', observedAt: '2026-03-05T11:00:00.000Z' })
    expect((await service(api, 'authority', 'level=oblast')).find(({ code }) => code === 'TE')).toMatchObject({ damages: 0, people: null })
    expect((await ask(api, 'crew-7', 'GET', '/api/areas/service?level=oblast')).status).toBe(403)
    expect((await ask(api, 'authority', 'GET', '/api/areas/service?level=settlement')).status).toBe(422)
  }))

  test('have outlines for the areas that one reaches', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const outlines = async (who: string, level: string) => (await ask<{ outlines: { code: string; shape: { coordinates: unknown[][][] } }[] }>(api, who, 'GET', `/api/areas/outlines?level=${level}`)).body.outlines
    expect((await outlines('dispatcher', 'oblast')).map(({ code }) => code)).toEqual(['TW'])
    expect((await outlines('authority', 'hromada')).map(({ code, shape }) => [code, shape.coordinates[0]?.[0]?.length])).toEqual([['TE1', 5], ['TW1', 5]])
  }))
})

describe('where crews are to be looked for', () => {
  test('is their next job, else their base; a job or a base beyond one’s areas is not told', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const places = async (who: string) => (await ask<{ crews: CrewPlace[] }>(api, who, 'GET', '/api/crews/places')).body.crews
    expect((await places('dispatcher')).map(({ name, position, job }) => [name, position, job])).toEqual([['Crew 7', [31.2, 47], null], ['Crew 8', [32, 47], null]])
    const [later, now] = [await file(api, 'crew-7'), await file(api, 'crew-7', { site: WORLD.twin, position: [32.5, 47.5] })]
    const [waits, goes] = [randomUUID(), randomUUID()]
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${waits}`, { damage: later, crew: WORLD.crew })
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${goes}`, { damage: now, crew: WORLD.crew })
    await ask(api, 'crew-7', 'POST', `/api/repairs/${goes}/state`, { to: 'en_route', at: '2026-03-05T11:30:00.000Z' })
    expect((await places('dispatcher'))[0]).toEqual({ id: WORLD.crew, name: 'Crew 7', position: [32.5, 47.5], job: { damage: now, repair: goes, state: 'en_route' } })
    // The western crew is lent to the east: there its job is seen, at home its base.
    const lent = await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47] })
    await ask(api, 'authority', 'PUT', `/api/repairs/${randomUUID()}`, { damage: lent, crew: WORLD.otherCrew })
    expect((await places('dispatcher')).find(({ id }) => id === WORLD.otherCrew)).toMatchObject({ position: [32, 47], job: null })
    expect((await places('authority')).find(({ id }) => id === WORLD.otherCrew)).toMatchObject({ position: [37, 47], job: { damage: lent } })
    expect((await ask(api, 'crew-7', 'GET', '/api/crews/places')).status).toBe(403)
  }))
})
