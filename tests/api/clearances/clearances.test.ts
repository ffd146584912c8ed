import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Clearance } from '../../../geo/clearances/clearance.ts'
import type { DamageGate } from '../../../geo/clearances/contract.ts'
import { distanceM } from '../../../geo/space/distance.ts'
import { aReport, ask, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import { aClearance, aZone, boxOf } from '../../kit/zones.ts'

const grant = (api: Api, who: string, changes = {}, id: string = randomUUID()) => ask<Clearance & { type: string }>(api, who, 'PUT', `/api/clearances/${id}`, aClearance(changes))
const declare = async (api: Api, changes = {}) => (await ask<{ id: string }>(api, 'authority', 'PUT', `/api/hazards/${randomUUID()}`, aZone(changes))).body.id

/** A repair of the crew on a new damage that stands `on_site`, and what comes of beginning work at a time. */
async function onSite(api: Api, report = {}) {
  const filed = aReport(report)
  const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${filed.id}`, filed)
  const repair = randomUUID()
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
  const move = (to: string, at = '2026-03-05T11:30:00.000Z', more = {}) => ask<{ type: string; state: string; hazard: string | null }>(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at, ...more })
  await move('en_route')
  await move('on_site')
  return { repair, damage, move }
}

describe('a clearance', () => {
  test('is granted once by outline, area or site, within one’s areas, and revoked', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const id = randomUUID()
    const first = await grant(api, 'dispatcher', {}, id)
    expect(first).toMatchObject({ status: 200, body: { id, by: 'demining', area: 'TW1', revokedAt: null } })
    expect((await grant(api, 'dispatcher', {}, id)).body).toEqual(first.body)
    expect((await grant(api, 'dispatcher', { note: 'інше' }, id)).body.type).toBe('/problems/op-id-taken')
    expect((await grant(api, 'dispatcher', { shape: null, site: WORLD.mast })).body).toMatchObject({ site: WORLD.mast, area: 'TW1', siteNames: { uk: 'mast укр' } })
    expect((await grant(api, 'dispatcher', { shape: null, zone: 'TW' })).body).toMatchObject({ zone: 'TW', area: 'TW' })
    expect((await grant(api, 'crew-7')).status).toBe(403)
    expect((await grant(api, 'dispatcher', { shape: null, site: WORLD.eastern })).body.type).toBe('/problems/site-not-found')
    expect((await grant(api, 'dispatcher', { shape: boxOf(37, 47, 37.1, 47.1) })).body.type).toBe('/problems/zone-beyond-reach')
    for (const change of [{ site: WORLD.mast }, { shape: null }, { until: '2026-03-05T06:00:00.000Z' }, { reference: ' ' }]) expect((await grant(api, 'dispatcher', change)).status).toBe(422)
    expect((await ask(api, 'eastern-dispatcher', 'POST', `/api/clearances/${id}/revoke`, { why: 'x' })).status).toBe(404)
    expect((await ask<Clearance>(api, 'dispatcher', 'POST', `/api/clearances/${id}/revoke`, { why: 'Знайдено ще' })).body.revokedAt).toBe('2026-03-05T12:00:00.000Z')
    // Who comes after somebody else is told who it was and why; one's own word said again is none.
    expect((await ask<Clearance>(api, 'dispatcher', 'POST', `/api/clearances/${id}/revoke`, { why: 'Знайдено ще' })).body.revokedAt).toBe('2026-03-05T12:00:00.000Z')
    const late = await ask(api, 'authority', 'POST', `/api/clearances/${id}/revoke`, { why: 'Сапери пішли' })
    expect(late).toMatchObject({ status: 409, body: { type: '/problems/ended-already', id, by: 'dispatcher', why: 'Знайдено ще' } })
    const { body } = await ask<{ clearances: Clearance[] }>(api, 'crew-7', 'GET', '/api/clearances?bbox=31.05,47.05,31.2,47.2')
    expect(body.clearances.map((one) => one.site ?? one.zone).sort()).toEqual([WORLD.mast, 'TW'].sort())
  }))
})

describe('no repair', () => {
  test('begins in a mined zone without a valid clearance, by whichever way it is asked', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { repair, move } = await onSite(api)
    const zone = await declare(api)
    expect(await move('in_progress')).toMatchObject({ status: 409, body: { type: '/problems/clearance-needed', hazard: zone } })
    const op = { id: randomUUID(), kind: 'repair.move', body: { repair, move: { to: 'in_progress', at: '2026-03-05T11:30:00.000Z' } } }
    expect((await syncAs(api, 'crew-7', [op])).body.verdicts[0]?.problem?.type).toBe('/problems/clearance-needed')
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/state`, { to: 'in_progress', at: '2026-03-05T11:30:00.000Z' })).status).toBe(409)
    await grant(api, 'dispatcher', { shape: boxOf(31.02, 47.02, 31.04, 47.04) }) // beside it
    await grant(api, 'dispatcher', { from: '2026-03-05T13:00:00Z' }) // not yet
    expect((await move('in_progress')).status).toBe(409)
    const { body: { id } } = await grant(api, 'dispatcher')
    expect((await move('in_progress')).body.state).toBe('in_progress')
    await ask(api, 'dispatcher', 'POST', `/api/clearances/${id}/revoke`, { why: 'x' })
    await move('blocked', undefined, { blockedBy: 'awaiting_clearance' })
    expect((await move('in_progress', '2026-03-05T12:00:00.000Z')).body.type).toBe('/problems/clearance-needed')
    await ask(api, 'authority', 'POST', `/api/hazards/${zone}/end`, { why: 'Розміновано' })
    expect((await move('in_progress', '2026-03-05T12:00:00.000Z')).body.state).toBe('in_progress')
  }))

  test('is let in by a date in the past; one begun under a clearance that has ended since is', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { move } = await onSite(api)
    await declare(api, { from: '2026-03-05T11:00:00Z' })
    expect((await move('in_progress', '2026-03-05T10:00:00.000Z')).body.type).toBe('/problems/clearance-needed')
    await grant(api, 'dispatcher', { from: '2026-03-05T09:00:00Z', until: '2026-03-05T11:50:00Z' })
    expect((await move('in_progress', '2026-03-05T11:55:00.000Z')).status).toBe(409)
    expect((await move('in_progress', '2026-03-05T11:40:00.000Z')).body.state).toBe('in_progress')
  }))

  test('begins in an area that demands a clearance, until it is freed or one is given for the site', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { move } = await onSite(api)
    for (const who of ['crew-7', 'operator']) expect((await ask(api, who, 'POST', '/api/areas/TW/clearance', { demanded: true })).status).toBe(403)
    expect((await ask(api, 'dispatcher', 'POST', '/api/areas/TE/clearance', { demanded: true })).status).toBe(404)
    for (const demanded of [true, true]) expect((await ask(api, 'dispatcher', 'POST', '/api/areas/TW/clearance', { demanded })).body).toEqual({ code: 'TW', demanded })
    expect((await move('in_progress')).body).toMatchObject({ type: '/problems/clearance-needed', hazard: null })
    await grant(api, 'dispatcher', { shape: null, site: WORLD.substation })
    expect((await move('in_progress')).body.state).toBe('in_progress')
    expect((await client.query(`select verb from events where noun = 'area'`)).rows).toEqual([{ verb: 'area.clearance_demanded' }])
  }))

  test('waits for a clearance where a fire or an air alert is: those warn', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { move } = await onSite(api)
    await declare(api, { kind: 'fire' })
    await declare(api, { kind: 'air_alert', shape: null, zone: 'TW' })
    expect((await move('in_progress')).body.state).toBe('in_progress')
  }))
})

describe('the gate of a damage', () => {
  test('names all that asks for a clearance there, and what answers, to whoever sees the damage', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { damage } = await onSite(api)
    const gate = async (who = 'dispatcher') => (await ask<DamageGate>(api, who, 'GET', `/api/damages/${damage}/gate`))
    expect((await gate()).body).toEqual({ open: true, needed: false, hazards: [], demandedIn: [], clearances: [] })
    const zones = [await declare(api), await declare(api, { kind: 'unexploded_ordnance' })]
    await declare(api, { kind: 'fire' }) // warned of, and asks for nothing
    await declare(api, { shape: boxOf(31.02, 47.02, 31.04, 47.04) }) // beside it
    await ask(api, 'dispatcher', 'POST', '/api/areas/TW/clearance', { demanded: true })
    const closed = (await gate()).body
    expect(closed).toMatchObject({ open: false, needed: true, demandedIn: [{ code: 'TW', names: { uk: 'TW укр', en: 'TW eng' } }], clearances: [] })
    expect(closed.hazards.map(({ id }) => id).sort()).toEqual([...zones].sort())
    await grant(api, 'dispatcher', { from: '2026-03-05T13:00:00Z' })
    expect((await gate()).body).toMatchObject({ open: false, clearances: [{ from: '2026-03-05T13:00:00.000Z' }] })
    await grant(api, 'dispatcher', { shape: null, site: WORLD.substation })
    expect((await gate()).body).toMatchObject({ open: true, needed: true, clearances: [{ }, { }] })
    expect((await gate('eastern-dispatcher')).status).toBe(404)
    expect((await gate('crew-7')).status).toBe(403)
    const { body: { clearances } } = await ask<{ clearances: Clearance[] }>(api, 'dispatcher', 'GET', '/api/clearances?outlines=yes')
    const ring = clearances.find(({ site }) => site !== null)!.shape!.coordinates[0]![0]!
    for (const corner of ring) expect(Math.abs(distanceM([31, 47], corner) - 100)).toBeLessThan(2)
  }))
})
