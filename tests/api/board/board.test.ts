import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../geo/plan/plan.ts'
import type { Repair } from '../../../geo/repairs/repair.ts'
import { withApi } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { aClearance, aZone } from '../../kit/zones.ts'

describe('the board', () => {
  test('shows the repairs of one\'s areas with their windows, clocks and what they lack, and plans them with a crew', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const open = async (who: string, by: string, site: string) => {
      const report = aReport({ site, position: null, accuracyM: null })
      const { damage } = (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body
      const id = randomUUID() as string
      expect((await ask(api, by, 'PUT', `/api/repairs/${id}`, { damage, crew: null })).status).toBe(200)
      return id
    }
    const mine = await open('crew-7', 'dispatcher', WORLD.substation)
    await open('crew-9', 'eastern-dispatcher', WORLD.eastern)
    const board = async (who = 'dispatcher') => (await ask<Board>(api, who, 'GET', '/api/board')).body
    expect(await board()).toMatchObject({ repairs: [{ id: mine, crew: null, planned: null, uncleared: false, clock: { name: 'verify' } }], more: false })
    expect((await board()).crews.map(({ name }) => name)).toEqual(['Crew 7', 'Crew 8'])
    expect((await board('authority')).repairs).toHaveLength(2)
    const of = async (area: string) => { const { repairs, crews } = (await ask<Board>(api, 'authority', 'GET', `/api/board?area=${area}`)).body; return [repairs.map(({ id }) => id), crews.map(({ name }) => name)] }
    expect(await of('TW1')).toEqual([[mine], ['Crew 7', 'Crew 8']])
    expect((await of('TE'))[0]).toHaveLength(1)
    expect((await of('TE'))[1]).not.toContain('Crew 7')
    expect((await ask(api, 'crew-7', 'GET', '/api/board')).status).toBe(403)

    const planned = { from: '2026-03-06T08:00:00.000Z', until: '2026-03-06T12:00:00.000Z' }
    const plan = (body: object) => ask<Repair & { type: string }>(api, 'dispatcher', 'POST', `/api/repairs/${mine}/plan`, body)
    expect((await plan({ planned, crew: WORLD.otherCrew, version: 1 })).body).toMatchObject({ planned, crew: WORLD.otherCrew, state: 'assigned' })
    expect((await plan({ planned, crew: WORLD.crew, version: 1 })).body.type).toBe('/problems/stale-version')
    expect((await plan({ planned: null, crew: WORLD.easternCrew, version: (await board()).repairs[0]!.version })).body.type).toBe('/problems/crew-not-found')
    expect((await board()).repairs[0]).toMatchObject({ planned, crewName: 'Crew 8', clock: { name: 'verify' } })

    await ask(api, 'authority', 'PUT', `/api/hazards/${randomUUID()}`, aZone())
    expect((await board()).repairs[0]).toMatchObject({ uncleared: true })
    await ask(api, 'dispatcher', 'PUT', `/api/clearances/${randomUUID()}`, aClearance())
    expect((await board()).repairs[0]).toMatchObject({ uncleared: false })
  }))
})
