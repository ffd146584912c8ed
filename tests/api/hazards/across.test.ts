import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Clearance } from '../../../geo/clearances/clearance.ts'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import type { Changes } from '../../../geo/sync/changes.ts'
import { readStream } from '../../kit/stream.ts'
import { withCommittingApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { aClearance, aZone, boxOf } from '../../kit/zones.ts'

const AT = '2026-03-05T11:00:00Z'
const zonesOf = async (api: Api, who: string) => (await ask<{ hazards: HazardZone[] }>(api, who, 'GET', '/api/hazards')).body.hazards.map(({ id }) => id).sort()
const clearancesOf = async (api: Api, who: string) => (await ask<{ clearances: Clearance[] }>(api, who, 'GET', '/api/clearances')).body.clearances.map(({ id }) => id)

async function declare(api: Api, who: string, changes: object): Promise<string> {
  const id = randomUUID()
  expect((await ask(api, who, 'PUT', `/api/hazards/${id}`, aZone({ ...changes }))).status).toBe(200)
  return id
}

async function broken(api: Api, who: string, changes: object): Promise<string> {
  const report = aReport(changes)
  return (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body.damage
}

/** The phone of a crew: each reading brings what changed since the last. */
function phoneOf(api: Api, who: string) {
  const device = randomUUID()
  let since: string | null = null
  return async () => {
    const { body } = await ask<{ cursor: string; changes: Changes }>(api, who, 'POST', '/api/sync', { device, since })
    since = body.cursor
    return { hazards: body.changes.hazards.map(({ id }) => id), clearances: body.changes.clearances.map(({ id }) => id), gone: { hazards: body.changes.gone.hazards, clearances: body.changes.gone.clearances } }
  }
}

describe('a zone of a neighbouring area', () => {
  test('is told to the crew that is sent there, with what answers it, and holds it back; whoever is called off has it no more', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const phone = phoneOf(api, 'crew-7')
    await phone()
    const damage = await broken(api, 'crew-9', { site: WORLD.eastern, position: [37, 47] })
    const [zone, far] = [await declare(api, 'eastern-dispatcher', { shape: boxOf(36.9, 46.9, 37.1, 47.1) }), await declare(api, 'eastern-dispatcher', { kind: 'fire', shape: boxOf(38, 48, 38.1, 48.1) })]
    const nothing = { hazards: [], clearances: [], gone: { hazards: [], clearances: [] } }
    expect([await zonesOf(api, 'crew-7'), await phone()]).toEqual([[], nothing])
    const repair = randomUUID()
    expect((await ask(api, 'authority', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })).status).toBe(200)
    expect([await zonesOf(api, 'crew-7'), await phone()]).toEqual([[zone], { ...nothing, hazards: [zone] }])
    const move = (to: string, more = {}, who = 'crew-7') => ask<{ type: string; hazard: string }>(api, who, 'POST', `/api/repairs/${repair}/state`, { to, at: AT, ...more })
    for (const to of ['en_route', 'on_site']) expect((await move(to)).status).toBe(200)
    expect((await move('in_progress')).body).toMatchObject({ type: '/problems/clearance-needed', hazard: zone })
    const clearance = randomUUID()
    await phone()
    expect((await ask(api, 'eastern-dispatcher', 'PUT', `/api/clearances/${clearance}`, aClearance({ shape: null, site: WORLD.eastern }))).status).toBe(200)
    expect([await clearancesOf(api, 'crew-7'), (await phone()).clearances]).toEqual([[clearance], [clearance]])
    expect((await move('in_progress')).status).toBe(200)
    // What becomes of a zone is told for as long as the job lasts.
    await phone()
    expect((await ask(api, 'eastern-dispatcher', 'POST', `/api/hazards/${zone}/amendment`, { kind: 'unexploded_ordnance', until: null, owner: '', note: '', version: 1 })).status).toBe(200)
    expect((await phone()).hazards).toEqual([zone])
    expect((await move('cancelled', {}, 'authority')).status).toBe(200)
    expect([await zonesOf(api, 'crew-7'), await clearancesOf(api, 'crew-7'), (await phone()).gone]).toEqual([[], [], { hazards: [zone], clearances: [clearance] }])
    expect(await zonesOf(api, 'eastern-dispatcher')).toEqual([zone, far].sort())
  }))

  test('is told to the operator of a site in it, and so is what answers it', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const mine: string[] = []
    const heard = await readStream(api, 'operator', '/api/live', 4, async () => {
      await declare(api, 'dispatcher', { kind: 'fire', shape: boxOf(32, 48, 32.1, 48.1) }) // where it has nothing
      mine.push(await declare(api, 'dispatcher', { shape: boxOf(30.9, 46.9, 31.05, 47.05) }), await declare(api, 'authority', { kind: 'air_alert', shape: null, zone: 'TW' }))
      await ask(api, 'dispatcher', 'PUT', `/api/clearances/${randomUUID()}`, aClearance({ shape: null, site: WORLD.mast }))
      mine.push(randomUUID())
      expect((await ask(api, 'dispatcher', 'PUT', `/api/clearances/${mine[2]}`, aClearance({ shape: null, site: WORLD.substation }))).status).toBe(200)
    })
    expect(heard.slice(1).map(({ data }) => data.id)).toEqual(mine)
    expect(await zonesOf(api, 'operator')).toEqual(mine.slice(0, 2).sort())
    expect(await clearancesOf(api, 'operator')).toEqual(mine.slice(2))
  }))

  test('across the border of two oblasts is heard, seen and in force on both sides', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const damages = [await broken(api, 'crew-7', { site: null, located: 'gps', position: [34.95, 47.1] }), await broken(api, 'crew-9', { site: null, located: 'gps', position: [35.05, 47.1] })]
    const zone = randomUUID()
    for (const [nth, who] of ['dispatcher', 'eastern-dispatcher'].entries()) {
      const heard = await readStream(api, who, '/api/live', 2, () => (nth === 0 ? ask(api, 'authority', 'PUT', `/api/hazards/${zone}`, aZone({ shape: boxOf(34.9, 47, 35.1, 47.2) })) : ask(api, 'authority', 'POST', `/api/hazards/${zone}/amendment`, { kind: 'unexploded_ordnance', until: null, owner: '', note: '', version: 1 })))
      expect(heard.map(({ data }) => data.id)).toEqual([undefined, zone])
      expect(await zonesOf(api, who)).toEqual([zone])
    }
    for (const [nth, [who, desk, crew]] of ([['crew-7', 'dispatcher', WORLD.crew], ['crew-9', 'eastern-dispatcher', WORLD.easternCrew]] as const).entries()) {
      const repair = randomUUID()
      await ask(api, desk, 'PUT', `/api/repairs/${repair}`, { damage: damages[nth], crew })
      const move = (to: string) => ask<{ type: string; hazard: string }>(api, who, 'POST', `/api/repairs/${repair}/state`, { to, at: AT })
      for (const to of ['en_route', 'on_site']) await move(to)
      expect((await move('in_progress')).body).toMatchObject({ type: '/problems/clearance-needed', hazard: zone })
      expect((await ask<{ hazards: { id: string }[]; open: boolean }>(api, desk, 'GET', `/api/damages/${damages[nth]}/gate`)).body).toMatchObject({ open: false, hazards: [{ id: zone }] })
    }
  }))
})
