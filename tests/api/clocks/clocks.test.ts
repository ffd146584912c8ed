import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keepWatch, watchClocks } from '../../../api/clocks/watch.ts'
import { sql } from '../../../api/db/sql.ts'
import { runOnce } from '../../../api/jobs/scheduler.ts'
import { settle } from '../../../api/damages/ranking.ts'
import type { AreaTargets, Overdue, TargetPreview } from '../../../geo/clocks/contract.ts'
import { DEFAULT_TARGETS } from '../../../geo/clocks/targets.ts'
import type { DamageWhole } from '../../../geo/damages/damage.ts'
import { NOON, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'

/** A damaged substation at noon, and what is timed and told of it. */
async function aDamage(api: Api, site: string = WORLD.twin) {
  const report = aReport({ site, position: null, accuracyM: null })
  const { damage } = (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body
  const whole = async () => (await ask<DamageWhole>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)).body
  return { damage, whole, clocks: async () => Object.fromEntries((await whole()).clocks.map((one) => [one.name, one])) }
}
const watch = (api: Api, hours: number) => api.standing.database.write((tx) => watchClocks(tx, new Date(NOON.getTime() + hours * 3_600_000)))
const alarms = (whole: DamageWhole) => whole.timeline.filter(({ verb }) => verb.startsWith('damage.clock')).map(({ verb, body }) => [verb, body['clock']]).reverse()

describe('the clocks of a damage', () => {
  test('run from when it was reported, and are told of once when they come near and once when they are missed', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { damage, whole, clocks } = await aDamage(api)
    await api.standing.database.write((tx) => settle(tx, NOON))
    expect((await whole()).tier).toBe(3)
    expect(await clocks()).toMatchObject({ verify: { state: 'running', from: NOON.toISOString(), targetH: 12, dueAt: '2026-03-06T00:00:00.000Z' }, assign: { state: 'ahead' }, restore: { state: 'running', targetH: 120 } })
    expect(await watch(api, 1)).toBe(0)
    expect(await watch(api, 10)).toBe(1)
    expect(await watch(api, 11)).toBe(0)
    expect(await watch(api, 13)).toBe(1)
    expect(await watch(api, 14)).toBe(0)
    expect(alarms(await whole())).toEqual([['damage.clock_near', 'verify'], ['damage.clock_missed', 'verify']])
    const { version } = await whole()
    await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/verification`, { verification: 'verified', why: 'seen', version })
    expect(await clocks()).toMatchObject({ verify: { state: 'met' }, assign: { state: 'running', targetH: 12 } })
    // What was missed long before the server looked is noted, and nobody is called for it.
    expect(await watch(api, 300)).toBe(0)
  }))

  test('stand still while the repair waits for what is nobody\'s fault', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { damage, clocks } = await aDamage(api)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
    const move = (to: string, at: string, more = {}) => ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at, ...more })
    expect(await clocks()).toMatchObject({ assign: { state: 'met', spentH: 0 }, arrive: { state: 'running' } })
    await move('en_route', '2026-03-05T12:00:00.000Z')
    await move('blocked', '2026-03-05T12:00:00.000Z', { blockedBy: 'weather' })
    expect(await clocks()).toMatchObject({ arrive: { state: 'paused', pausedBy: 'weather', dueAt: null }, restore: { state: 'paused' } })
    await move('en_route', '2026-03-05T12:00:00.000Z')
    await move('on_site', '2026-03-05T12:00:00.000Z')
    await move('blocked', '2026-03-05T12:00:00.000Z', { blockedBy: 'awaiting_parts' })
    expect(await clocks()).toMatchObject({ arrive: { state: 'met' }, restore: { state: 'running', pausedBy: null } })
  }))

  test('are told of once, whoever of several servers looks', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { whole } = await aDamage(api)
    const at = new Date(NOON.getTime() + 12.5 * 3_600_000)
    await Promise.all([1, 2, 3].map(() => runOnce(api.standing.database, keepWatch, at)))
    await runOnce(api.standing.database, keepWatch, at)
    expect(alarms(await whole())).toEqual([['damage.clock_missed', 'verify']])
  }))
})

describe('the watch', () => {
  test('looks at all once, then at what happened, what is due and whom a decision concerns, and at nothing else', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const first = await aDamage(api)
    const seen = async () => (await database.look<{ id: string; due: string | null; version: number }>(sql`select damage_id as id, due_at as due, version from damage_clocks order by 1`))
    const dueOf = async (id: string) => (await seen()).find((one) => one.id === id)?.due ?? null
    expect(await watch(api, 1)).toBe(0)
    expect((await seen()).map(({ id }) => id)).toEqual([first.damage])
    // What changed behind the events' back is looked at no more, so nothing is gone through.
    await database.pool.query('update damage_clocks set version = 0, targets = -1')
    expect(await watch(api, 2)).toBe(0)
    expect((await seen())[0]!.version).toBe(0)
    const second = await aDamage(api, WORLD.mast)
    expect(await watch(api, 3)).toBe(0)
    expect((await seen()).map(({ id }) => id)).toEqual([first.damage, second.damage].sort())
    expect(await watch(api, 11)).toBeGreaterThan(0) // both are near
    // Somebody promises more: at once whom it concerns is late, though their own clocks were not due.
    await database.pool.query(`update damage_clocks set due_at = '2026-04-01'`)
    const within = (verify: number) => ({ ...DEFAULT_TARGETS, tiers: DEFAULT_TARGETS.tiers.map((tier) => ({ ...tier, verify })) })
    expect((await ask(api, 'authority', 'POST', '/api/clock-targets', { area: 'TE', targets: within(5), why: 'winter', version: 0 })).status).toBe(200)
    expect(await watch(api, 11.1)).toBe(0)
    expect((await ask(api, 'authority', 'POST', '/api/clock-targets', { area: 'TW', targets: within(5), why: 'winter', version: 0 })).status).toBe(200)
    expect(await watch(api, 11.2)).toBe(2)
    // What is over is timed no more.
    const { version } = await first.whole()
    expect((await ask(api, 'dispatcher', 'POST', `/api/damages/${first.damage}/merge`, { into: second.damage, version })).status).toBe(200)
    await database.pool.query(`update damage_clocks set due_at = '2026-04-01'`)
    await watch(api, 11.3)
    expect([await dueOf(first.damage), await dueOf(second.damage) !== null]).toEqual([null, true])
  }))
})

describe('what is overdue', () => {
  let now = NOON
  test('stays in sight until the step is done, wherever one looks from, and ends at the border of one\'s areas', withApi(async (api) => {
    now = NOON
    await fillWorld(api.standing.database)
    const { damage, whole } = await aDamage(api)
    const { damage: other } = await aDamage(api, WORLD.substation)
    const late = async (who = 'dispatcher', query = '') => (await ask<{ overdue: Overdue[]; more: boolean }>(api, who, 'GET', `/api/clocks/overdue${query}`)).body
    expect((await late()).overdue).toEqual([])
    now = new Date(NOON.getTime() + 13 * 3_600_000)
    expect((await late()).overdue).toEqual([]) // nobody was told yet
    await watch(api, 13)
    const seen = await late()
    expect(seen.overdue.map(({ id, clocks }) => [id, clocks.map(({ name }) => name)])).toEqual(expect.arrayContaining([[damage, ['verify']], [other, ['verify']]]))
    expect(seen).toMatchObject({ more: false, overdue: [{ clocks: [{ late: true, ended: null, spentH: 13 }] }, {}] })
    expect((await late('eastern-dispatcher')).overdue).toEqual([])
    expect((await late('dispatcher', '?area=TW1')).overdue.length + (await late('dispatcher', '?area=TE1')).overdue.length).toBe(2)
    expect((await ask(api, 'crew-7', 'GET', '/api/clocks/overdue')).status).toBe(403)
    // Done late is done: it is overdue no more, though it was missed for ever.
    await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/verification`, { verification: 'verified', why: '', version: (await whole()).version })
    expect((await late()).overdue.map(({ id }) => id)).toEqual([other])
  }, { clock: () => now }))
})

describe('what is promised', () => {
  test('is decided by an authority for an area or an organisation in it, with a reason, and holds below it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { clocks } = await aDamage(api)
    const { clocks: ofUtility } = await aDamage(api, WORLD.substation)
    const read = async (area: string, organisation?: string) => (await ask<AreaTargets>(api, 'dispatcher', 'GET', `/api/clock-targets?area=${area}${organisation === undefined ? '' : `&organisation=${organisation}`}`)).body
    expect(await read('TW1')).toMatchObject({ version: 0, own: 0, from: null, by: null, targets: DEFAULT_TARGETS })
    const targets = { ...DEFAULT_TARGETS, tiers: DEFAULT_TARGETS.tiers.map((tier) => ({ ...tier, verify: 7 })), kinds: { mast: { restore: 9 } } }
    const set = (who: string, more = {}) => ask<AreaTargets & { type: string }>(api, who, 'POST', '/api/clock-targets', { area: 'TW', targets, why: 'winter', version: 0, ...more })
    expect((await set('dispatcher')).status).toBe(403)
    expect((await set('authority')).body).toMatchObject({ area: 'TW', from: 'TW', history: [{ why: 'winter' }] })
    expect((await set('authority')).body.history).toHaveLength(1) // its answer was lost: the same is said again, and decided once
    expect((await set('authority', { why: 'spring' })).body.type).toBe('/problems/stale-version')
    expect(await read('TW1')).toMatchObject({ from: 'TW', own: 0, by: 'authority', madeAt: NOON.toISOString(), forOrganisation: false, targets: { kinds: { mast: { restore: 9 } } } })
    expect(await clocks()).toMatchObject({ verify: { targetH: 7 } })
    const own = { ...targets, tiers: targets.tiers.map((tier) => ({ ...tier, verify: 5 })) }
    expect((await set('authority', { organisation: WORLD.utility, targets: own })).status).toBe(200)
    expect(await ofUtility()).toMatchObject({ verify: { targetH: 5 } })
    expect(await clocks()).toMatchObject({ verify: { targetH: 7 } })
    const { own: version } = await read('TW')
    expect((await set('authority', { targets: null, version })).body).toMatchObject({ from: null, targets: DEFAULT_TARGETS })
    expect((await set('authority', { organisation: randomUUID() })).body.type).toBe('/problems/organisation-not-found')
    expect((await set('authority', { area: 'nowhere' })).status).toBe(404)
    expect((await set('authority', { targets: { ...targets, tiers: [] } })).status).toBe(422)
  }))

  let now = NOON
  test('tells what would be late before it is decided, only where the decision would hold, and changes nothing', withApi(async (api) => {
    now = NOON
    await fillWorld(api.standing.database)
    const { damage, clocks } = await aDamage(api)
    const { damage: ofUtility } = await aDamage(api, WORLD.substation)
    const within = (verify: number) => ({ ...DEFAULT_TARGETS, tiers: DEFAULT_TARGETS.tiers.map((tier) => ({ ...tier, verify })) })
    const preview = (more = {}, who = 'authority') => ask<TargetPreview & { type: string }>(api, who, 'POST', '/api/clock-targets/preview', { area: 'T', targets: within(0.05), ...more })
    now = new Date(NOON.getTime() + 3_600_000)
    const { body: seen } = await preview()
    expect(seen).toMatchObject({ looked: 2, total: 2, changes: 2, clocks: [{ name: 'verify', now: 0, then: 2 }, { name: 'assign', now: 0, then: 0 }, { name: 'arrive' }, { name: 'restore' }] })
    expect(seen.changed).toContainEqual(expect.objectContaining({ id: damage, clock: 'verify', spentH: 1, afterH: 0.05, late: true }))
    expect((await preview({ organisation: WORLD.utility })).body.changed.map(({ id }) => id)).toEqual([ofUtility])
    // What an area below decided for itself stays whatever is decided around it; taking it back is a decision too.
    await ask(api, 'authority', 'POST', '/api/clock-targets', { area: 'TW', targets: within(0.5), why: 'winter', version: 0 })
    expect((await preview({ targets: within(7) })).body).toMatchObject({ changes: 0, clocks: [{ name: 'verify', now: 2, then: 2 }, {}, {}, {}] })
    expect((await preview({ area: 'TW', targets: null })).body).toMatchObject({ changes: 2, clocks: [{ now: 2, then: 0 }, {}, {}, {}] })
    expect((await preview({}, 'dispatcher')).status).toBe(403)
    expect((await preview({ area: 'nowhere' })).body.type).toBe('/problems/area-not-found')
    expect(await clocks()).toMatchObject({ verify: { targetH: 0.5 } })
  }, { clock: () => now }))
})
