import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pollOnce } from '../../../api/alerts/poll.ts'
import { holdRepairs } from '../../../api/repairs/holding.ts'
import type { DamageWhole } from '../../../geo/damages/damage.ts'
import type { Repair } from '../../../geo/repairs/repair.ts'
import { NOON, withApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { aClearance, aZone } from '../../kit/zones.ts'

/** The substation is out, and crew 7 is at work on it. */
async function atWork(api: Api, upTo = ['en_route', 'on_site', 'in_progress']) {
  await fillWorld(api.standing.database)
  const report = aReport()
  const { damage } = (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body
  const repair = randomUUID() as string
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
  const move = (who: string, to: string, more = {}) => ask<Repair & { type: string }>(api, who, 'POST', `/api/repairs/${repair}/state`, { to, at: '2026-03-05T11:30:00.000Z', ...more })
  for (const to of upTo) await move('crew-7', to)
  const whole = async (id = damage) => (await ask<DamageWhole>(api, 'dispatcher', 'GET', `/api/damages/${id}`)).body
  return { damage, repair, move, whole, now: async () => (await whole()).repairs[0]! }
}
const moves = (whole: DamageWhole) => whole.timeline.filter(({ verb }) => verb === 'repair.moved').map(({ actor, body }) => ({ actor, from: body['from'], to: body['to'], by: body['blockedBy'] ?? body['waited'] }))

describe('a repair that waits', () => {
  test('says what for, in words, since and until when; another word on it changes that, and lifting it goes back', withApi(async (api) => {
    const { move, whole, now } = await atWork(api)
    expect((await move('crew-7', 'blocked', { blockedBy: 'other' })).status).toBe(422)
    expect((await move('crew-7', 'on_site', { until: '2026-03-06T08:00:00.000Z' })).status).toBe(422)
    const until = '2026-03-06T08:00:00.000Z'
    expect((await move('crew-7', 'blocked', { blockedBy: 'awaiting_parts', until, note: 'a 25 MVA transformer' })).body)
      .toMatchObject({ state: 'blocked', blockedBy: 'awaiting_parts', blockedUntil: until, blockedWhy: 'a 25 MVA transformer', blockedFrom: 'in_progress', blockedBySystem: false })
    expect((await whole()).repair).toMatchObject({ state: 'blocked', blockedBy: 'awaiting_parts', blockedUntil: until })
    const later = '2026-03-07T08:00:00.000Z'
    expect((await move('dispatcher', 'blocked', { blockedBy: 'awaiting_parts', until: later, at: '2026-03-05T11:50:00.000Z' })).body).toMatchObject({ blockedUntil: later, blockedWhy: 'a 25 MVA transformer', since: '2026-03-05T11:30:00.000Z' })
    expect((await move('dispatcher', 'blocked', { blockedBy: 'weather', at: '2026-03-05T11:55:00.000Z' })).body).toMatchObject({ blockedBy: 'weather', blockedUntil: null, blockedWhy: '', since: '2026-03-05T11:55:00.000Z' })
    expect((await move('crew-7', 'in_progress')).body).toMatchObject({ state: 'in_progress', blockedBy: null, blockedUntil: null, blockedWhy: '' })
    const told = (await whole()).timeline.filter(({ verb }) => verb === 'repair.moved').slice(0, 4).map(({ body }) => [body['blockedBy'] ?? null, body['until'] ?? null, body['waited'] ?? null])
    expect(told).toEqual([[null, null, 'weather'], ['weather', null, 'awaiting_parts'], ['awaiting_parts', later, null], ['awaiting_parts', until, null]])
    expect((await now()).blockedFrom).toBeNull()
  }))

  test('for an air alert is held when it begins and let go on when it is known to be over, by the server itself', withApi(async (api) => {
    const { move, whole, now } = await atWork(api)
    const hear = (alerts: unknown[], afterMs: number) => pollOnce({
      database: api.standing.database, url: 'https://alerts.example/', token: undefined, clock: () => new Date(NOON.getTime() + afterMs), makeId: randomUUID, log: api.standing.log, fetch: async () => new Response(JSON.stringify({ alerts })),
    })
    await hear([{ area: 'TW', since: '2026-03-05T11:59:00Z' }], 0)
    expect(await now()).toMatchObject({ state: 'blocked', blockedBy: 'air_alert', blockedFrom: 'in_progress', blockedBySystem: true })
    // Not heard of for long: nobody knows, nothing is lifted.
    expect(await api.standing.database.write((tx) => holdRepairs(tx, new Date(NOON.getTime() + 600_000)))).toBe(0)
    await hear([], 700_000)
    expect(await now()).toMatchObject({ state: 'in_progress', blockedBy: null, blockedBySystem: false })
    expect(moves(await whole()).slice(0, 2)).toEqual([{ actor: 'system', from: 'blocked', to: 'in_progress', by: 'air_alert' }, { actor: 'system', from: 'in_progress', to: 'blocked', by: 'air_alert' }])
    // A phone that heard of no alert finished the work meanwhile: its word stands.
    await hear([{ area: 'TW', since: '2026-03-05T12:30:00Z' }], 1_900_000)
    expect((await now()).state).toBe('blocked')
    expect((await move('crew-7', 'field_complete', { at: '2026-03-05T12:31:00.000Z' })).body).toMatchObject({ state: 'field_complete', blockedBy: null })
  }))

  test('for a clearance is held when mines are declared where it works, and let go on when a clearance holds', withApi(async (api) => {
    const { now, move } = await atWork(api)
    await ask(api, 'authority', 'PUT', `/api/hazards/${randomUUID()}`, aZone())
    expect(await now()).toMatchObject({ state: 'blocked', blockedBy: 'awaiting_clearance', blockedBySystem: true })
    expect((await move('crew-7', 'in_progress', { at: NOON.toISOString() })).body.type).toBe('/problems/clearance-needed')
    await ask(api, 'dispatcher', 'PUT', `/api/clearances/${randomUUID()}`, aClearance())
    expect(await now()).toMatchObject({ state: 'in_progress', blockedBy: null })
    await move('crew-7', 'blocked', { blockedBy: 'weather' })
    await api.standing.database.write((tx) => holdRepairs(tx, NOON))
    expect(await now()).toMatchObject({ blockedBy: 'weather' })
  }))
})

describe('a site that is struck while it is repaired', () => {
  test('has a second damage, and a repair that waits for the desk to look; both damages tell of it', withApi(async (api) => {
    const { damage, repair, move, whole, now } = await atWork(api)
    await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/etr`, { at: '2026-03-05T18:00:00.000Z', source: 'dispatcher', version: (await now()).version })
    const strike = aReport({ separate: true, cause: 'missile', observedAt: '2026-03-05T11:45:00.000Z', severity: 4 })
    const second = (await ask<{ damage: string }>(api, 'crew-8', 'PUT', `/api/reports/${strike.id}`, strike)).body.damage
    expect(second).not.toBe(damage)
    expect(await now()).toMatchObject({ state: 'blocked', blockedBy: 'second_strike', blockedFrom: 'in_progress', etr: null })
    const [before, after] = [await whole(), await whole(second)]
    for (const { timeline } of [before, after]) expect(timeline.find(({ verb }) => verb === 'repair.struck')?.body).toMatchObject({ struck: damage, opened: second, etr: '2026-03-05T18:00:00.000Z' })
    expect(before.beside).toMatchObject([{ id: second, repair: null }])
    expect(after.beside).toMatchObject([{ id: damage, repair: { id: repair, state: 'blocked', crewName: 'Crew 7' } }])
    // The crew's phone is told, and does not go on by itself.
    expect((await syncAs(api, 'crew-7', [])).body.changes.repairs).toMatchObject([{ id: repair, blockedBy: 'second_strike' }])
    expect(await move('crew-7', 'in_progress')).toMatchObject({ status: 409, body: { type: '/problems/repair-cannot-move' } })
    expect((await move('dispatcher', 'in_progress')).body).toMatchObject({ state: 'in_progress', blockedBy: null })
  }))
})
