import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Numbers } from '../../../geo/numbers/numbers.ts'
import { withApi } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'

const PERIOD = 'from=2026-03-05T08:00:00Z&to=2026-03-05T12:00:00Z'

describe('GET /api/numbers', () => {
  test('tells who is without service, for how long, what was done when, by area and cause, within one\'s areas', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const file = async (who: string, report: ReturnType<typeof aReport>) => (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body.damage
    const west = await file('crew-7', aReport({ site: WORLD.twin, position: [32.5, 47.5], cause: 'uav' }))
    await file('crew-7', aReport({ site: WORLD.mast, position: [31.1, 47.1], cause: 'ice_wind', observedAt: '2026-03-05T11:00:00.000Z' }))
    await file('crew-9', aReport({ site: WORLD.eastern, position: [37, 47], cause: 'uav' }))
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage: west, crew: WORLD.crew })
    for (const [to, at] of [['en_route', '10:10'], ['on_site', '10:20'], ['in_progress', '10:30'], ['restored', '11:30']]) {
      expect((await ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at: `2026-03-05T${at}:00Z` })).status).toBe(200)
    }
    const numbers = async (who: string, query = '') => (await ask<Numbers>(api, who, 'GET', `/api/numbers?${PERIOD}${query}`)).body
    const mine = await numbers('dispatcher', '&area=TW')
    expect(mine).toMatchObject({ area: 'TW', population: 1000, damages: 2, open: 1, restored: 1 })
    // The substation's 3,000 people for an hour and a half; nobody counts more people than live there.
    expect(mine.services[0]).toMatchObject({ service: 'power', personHours: { value: 4500 }, caidiH: 1.5, now: { value: 0 } })
    expect(mine.services[1]).toMatchObject({ service: 'mobile', personHours: { value: 4000 }, now: { value: 1000 } })
    expect(mine.times).toMatchObject({ restored: { count: 1, meanH: 1.5 }, assigned: { count: 1 } })
    expect(mine.byCause).toMatchObject([{ cause: 'ice_wind', damages: 1 }, { cause: 'uav', damages: 1, restored: 1, meanH: 1.5 }])
    expect(mine).toMatchObject({ uncounted: 0, byArea: [{ code: 'TW1', damages: 2, indices: [{ service: 'power', caidiH: 1.5 }, {}, {}, {}] }] })
    expect(await numbers('dispatcher')).toMatchObject({ damages: 2, byArea: [{ code: 'TW' }] })
    expect((await numbers('authority')).byArea.map(({ code, damages }) => [code, damages])).toEqual([['TE', 1], ['TW', 2]])
    expect(JSON.stringify(await numbers('dispatcher'))).not.toContain('TE')
  }))

  test('says what is wrong with an area out of reach, and with a period that is none or too long', withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect((await ask(api, 'dispatcher', 'GET', `/api/numbers?${PERIOD}&area=TE`)).status).toBe(404)
    for (const period of ['', 'from=2026-03-05T08:00:00Z&to=2026-03-05T08:00:00Z', 'from=2025-01-01T00:00:00Z&to=2026-03-05T08:00:00Z', 'from=yesterday&to=today']) {
      expect((await ask(api, 'dispatcher', 'GET', `/api/numbers?${period}`)).status, period).toBe(422)
    }
  }))
})
