import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import { holds } from '../../../geo/hazards/near.ts'
import { distanceM } from '../../../geo/space/distance.ts'
import { ask, fillWorld } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import { aZone, boxOf } from '../../kit/zones.ts'

const declare = (api: Api, who: string, changes = {}, id: string = randomUUID()) => ask<HazardZone & { type: string; reason: string }>(api, who, 'PUT', `/api/hazards/${id}`, aZone(changes))
const listed = async (api: Api, who: string, query = '') => (await ask<{ hazards: HazardZone[] }>(api, who, 'GET', `/api/hazards${query}`)).body.hazards

describe('a hazard zone', () => {
  test('is declared once however often it is sent, and gets the smallest area that holds all of it', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const id = randomUUID()
    const first = await declare(api, 'dispatcher', {}, id)
    expect(first).toMatchObject({ status: 200, body: { id, kind: 'mines_confirmed', area: 'TW1', zone: null, endedAt: null, owner: 'ДСНС', source: 'dispatcher' } })
    expect(first.body.shape).toEqual(boxOf(30.9, 46.9, 31.05, 47.05))
    expect((await declare(api, 'dispatcher', {}, id)).body).toEqual(first.body)
    expect((await declare(api, 'dispatcher', { note: 'інше' }, id)).body.type).toBe('/problems/op-id-taken')
    expect((await declare(api, 'dispatcher', { shape: boxOf(32, 47, 34, 48) })).body.area).toBe('TW')
    expect((await client.query(`select verb, area_code from events where noun = 'hazard' order by seq`)).rows).toEqual([
      { verb: 'hazard.declared', area_code: 'TW1' }, { verb: 'hazard.declared', area_code: 'TW' },
    ])
  }))

  test('that crosses itself, is no ring, lies beyond the world or has too many corners is refused with the reason', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const bow = { type: 'Polygon', coordinates: [[[31, 47], [31.1, 47.1], [31.1, 47], [31, 47.1], [31, 47]]] }
    const crossed = await declare(api, 'dispatcher', { shape: bow })
    expect(crossed).toMatchObject({ status: 422, body: { type: '/problems/zone-invalid' } })
    expect(crossed.body.reason).toMatch(/self-intersection/i)
    const many = Array.from({ length: 2000 }, (_, nth) => [31 + Math.cos(nth / 318.31) / 10, 47 + Math.sin(nth / 318.31) / 10])
    for (const shape of [
      { type: 'Polygon', coordinates: [[[31, 47], [31.1, 47.1], [31, 47]]] }, { type: 'Polygon', coordinates: [[[31, 47], [31.1, 47.1], [31.1, 47], [31, 47.2]]] },
      boxOf(31, 47, 181, 48), { type: 'Polygon', coordinates: [[...many, many[0]]] }, { type: 'Point', coordinates: [31, 47] }, { type: 'Polygon', coordinates: [] },
    ]) expect((await declare(api, 'dispatcher', { shape })).status).toBe(422)
    for (const change of [{ zone: 'TW' }, { shape: null }, { until: '2026-02-01T00:00:00Z' }, { kind: 'dragons' }, { more: 1 }]) expect((await declare(api, 'dispatcher', change)).status).toBe(422)
  }))

  test('is declared and ended by desks that reach all of it, and read by whoever it reaches into', withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect((await declare(api, 'crew-7')).status).toBe(403)
    expect((await declare(api, 'eastern-dispatcher')).body.type).toBe('/problems/zone-beyond-reach')
    const across = { shape: boxOf(34.9, 47, 35.1, 47.2) }
    expect((await declare(api, 'dispatcher', across)).body.type).toBe('/problems/zone-beyond-reach')
    expect((await declare(api, 'dispatcher', { shape: null, zone: 'TE' })).body.type).toBe('/problems/area-not-found')
    const { body: border } = await declare(api, 'authority', across)
    const { body: country } = await declare(api, 'authority', { shape: null, zone: 'T', kind: 'air_alert' })
    const { body: east } = await declare(api, 'eastern-dispatcher', { shape: boxOf(37, 47, 37.1, 47.1) })
    expect(border.area).toBe('T')
    for (const [who, ids] of [['crew-7', [border.id, country.id]], ['crew-9', [border.id, country.id, east.id]], ['auditor', [border.id, country.id, east.id]]] as const) {
      expect((await listed(api, who)).map((zone) => zone.id).sort(), who).toEqual([...ids].sort())
    }
    expect((await ask(api, 'dispatcher', 'POST', `/api/hazards/${border.id}/end`, { why: 'x' })).body.type).toBe('/problems/zone-beyond-reach')
    expect((await ask(api, 'dispatcher', 'POST', `/api/hazards/${east.id}/end`, { why: 'x' })).status).toBe(404)
    const ended = await ask<HazardZone>(api, 'authority', 'POST', `/api/hazards/${border.id}/end`, { why: 'Розміновано' })
    expect(ended.body.endedAt).toBe('2026-03-05T12:00:00.000Z')
    expect((await ask(api, 'authority', 'POST', `/api/hazards/${border.id}/end`, { why: 'ще раз' })).body).toEqual(ended.body)
    expect((await listed(api, 'crew-7')).map((zone) => zone.id)).toEqual([country.id])
  }))

  test('is listed by box, kind and moment; a whole area with its outline when that is asked for', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body: mines } = await declare(api, 'dispatcher')
    const { body: fire } = await declare(api, 'dispatcher', { kind: 'fire', shape: null, zone: 'TW1', from: '2026-03-05T10:00:00Z', until: '2026-03-05T14:00:00Z' })
    const ids = async (query: string) => (await listed(api, 'crew-7', query)).map((zone) => zone.id)
    expect((await ids('')).sort()).toEqual([mines.id, fire.id].sort())
    expect(await ids('?bbox=32,48,33,49')).toEqual([fire.id])
    expect(await ids('?bbox=33.5,50,34,51')).toEqual([])
    expect(await ids('?kind=fire')).toEqual([fire.id])
    expect(await ids('?at=2026-03-05T15:00:00Z')).toEqual([mines.id])
    expect((await listed(api, 'crew-7', '?kind=fire'))[0]).toMatchObject({ shape: null, zoneNames: { uk: 'TW1 укр' } })
    expect((await listed(api, 'crew-7', '?kind=fire&outlines=yes'))[0]?.shape?.coordinates[0]?.[0]).toHaveLength(5)
  }))

  test('is drawn by the server around a point or along a path; a radius is as wide at every latitude', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body: circle } = await declare(api, 'dispatcher', { shape: null, around: { path: [[31, 47]], radiusM: 500 } })
    const ring = circle.shape!.coordinates[0]![0]!
    for (const corner of ring) expect(Math.abs(distanceM([31, 47], corner) - 500)).toBeLessThan(5)
    const bent: [number, number][] = [[31, 47], [31.1, 47.05], [31.1, 47], [31, 47.05]]
    const { body: corridor } = await declare(api, 'dispatcher', { shape: null, around: { path: bent, radiusM: 200 } })
    expect(corridor).toMatchObject({ area: 'TW1', zone: null })
    for (const corner of bent) expect(holds(corridor, { position: corner, areas: [], site: null })).toBe(true)
    expect(holds(corridor, { position: [31.05, 47.1], areas: [], site: null })).toBe(false)
    for (const changes of [{ around: { path: [[31, 47]], radiusM: 500 } }, { shape: null, around: { path: [], radiusM: 500 } }, { shape: null, around: { path: [[31, 47]], radiusM: 5 } }]) {
      expect((await declare(api, 'dispatcher', changes)).status).toBe(422)
    }
    expect((await declare(api, 'dispatcher', { shape: null, around: { path: [[34.999, 47]], radiusM: 500 } })).body.type).toBe('/problems/zone-beyond-reach')
  }))

  test('is amended by who saw it as it stands, and not once it is over', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { body: zone } = await declare(api, 'dispatcher', { kind: 'mines_suspected' })
    const amend = (who: string, changes = {}) => ask<HazardZone & { type: string }>(api, who, 'POST', `/api/hazards/${zone.id}/amendment`, {
      kind: 'mines_confirmed', until: '2026-03-06T00:00:00.000Z', owner: 'ДСНС', note: 'Знайдено дві', version: zone.version, ...changes,
    })
    expect((await amend('crew-7')).status).toBe(403)
    expect((await amend('eastern-dispatcher')).status).toBe(404)
    expect((await amend('dispatcher', { until: '2026-02-01T00:00:00.000Z' })).body.type).toBe('/problems/value-out-of-range')
    const amended = await amend('dispatcher')
    expect(amended.body).toMatchObject({ kind: 'mines_confirmed', until: '2026-03-06T00:00:00.000Z', note: 'Знайдено дві', version: zone.version + 1, shape: zone.shape })
    expect((await amend('authority')).body.type).toBe('/problems/stale-version')
    const events = await client.query(`select body from events where verb = 'hazard.amended'`)
    expect(events.rows).toMatchObject([{ body: { from: { kind: 'mines_suspected', until: null }, kind: 'mines_confirmed' } }])
    // Who would end what somebody else has amended meanwhile is shown that first; who has seen it ends it, and saying so twice changes nothing.
    const end = (version: number) => ask<HazardZone & { type: string; current: number }>(api, 'dispatcher', 'POST', `/api/hazards/${zone.id}/end`, { why: 'Розміновано', version })
    expect(await end(zone.version)).toMatchObject({ status: 409, body: { type: '/problems/stale-version', current: zone.version + 1 } })
    expect((await listed(api, 'dispatcher')).map(({ id }) => id)).toContain(zone.id)
    const ended = await end(zone.version + 1)
    expect(ended.body.endedAt).not.toBeNull()
    expect((await end(zone.version)).body).toEqual(ended.body)
    expect(await ask(api, 'authority', 'POST', `/api/hazards/${zone.id}/end`, { why: 'Згоріло', version: zone.version + 1 })).toMatchObject({ status: 409, body: { type: '/problems/ended-already', by: 'dispatcher', why: 'Розміновано' } })
    expect((await amend('dispatcher', { version: zone.version + 2 })).body.type).toBe('/problems/hazard-over')
  }))
})
