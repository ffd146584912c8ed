import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runOnce } from '../../../api/jobs/scheduler.ts'
import { keepRounds } from '../../../api/rounds/schedules.ts'
import type { Round } from '../../../geo/rounds/round.ts'
import { NOON, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { aClearance, aZone } from '../../kit/zones.ts'

type Said = Round & { type: string }
const DAY_MS = 86_400_000
const stop = (site: string, changes: object = {}) => ({ site, minutes: 30, ...changes })
const aRound = (changes: object = {}) => ({
  crew: WORLD.crew, kind: 'inspection', planned: { from: '2026-03-06T06:00:00.000Z', until: '2026-03-06T10:00:00.000Z' }, stops: [stop(WORLD.substation, { task: 'oil' }), stop(WORLD.twin)], ...changes,
})
const put = (api: Api, body: object, who = 'dispatcher', id: string = randomUUID()) => ask<Said>(api, who, 'PUT', `/api/rounds/${id}`, body)
const post = (api: Api, path: string, body: object, who = 'dispatcher') => ask<Said>(api, who, 'POST', `/api/rounds/${path}`, body)
const list = async (api: Api, who = 'dispatcher', from = '2026-03-01T00:00:00Z', until = '2026-04-20T00:00:00Z') => (await ask<{ rounds: Round[]; more: boolean }>(api, who, 'GET', `/api/rounds?from=${from}&until=${until}`)).body.rounds
const problem = ({ status, body }: { status: number; body: Said }) => [status, body.type.replace('/problems/', '')]

describe('rounds', () => {
  test('are planned once, seen within their areas alone, and changed on the version that was seen', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const id = randomUUID()
    const made = await put(api, aRound(), 'dispatcher', id)
    expect(made.body).toMatchObject({ id, crew: WORLD.crew, crewName: 'Crew 7', area: 'TW1', unscheduled: false, repeats: null, cancelled: null, version: 1, stops: [{ site: WORLD.substation, task: 'oil', state: 'planned', uncleared: false, damage: null }, { site: WORLD.twin }] })
    expect((await put(api, aRound(), 'dispatcher', id)).body).toEqual(made.body)
    expect(problem(await put(api, aRound({ note: 'x' }), 'dispatcher', id))).toEqual([409, 'op-id-taken'])
    expect(problem(await put(api, aRound({ stops: [stop(WORLD.eastern)] })))).toEqual([404, 'site-not-found'])
    expect(problem(await put(api, aRound({ crew: WORLD.easternCrew })))).toEqual([404, 'crew-not-found'])
    // What reaches beyond one's areas is others' to know of.
    expect((await put(api, aRound({ crew: WORLD.easternCrew, stops: [stop(WORLD.substation), stop(WORLD.eastern)] }), 'authority')).body).toMatchObject({ area: 'T' })
    const visit = (await put(api, aRound({ unscheduled: true, kind: 'ground_check', crew: WORLD.otherCrew, stops: [stop(WORLD.substation)] }))).body
    expect(visit).toMatchObject({ unscheduled: true, area: 'TW1' })
    expect((await list(api)).map((one) => one.id).sort()).toEqual([id, visit.id].sort())
    expect([(await list(api, 'eastern-dispatcher')).length, (await list(api, 'authority')).length, (await list(api, 'operator')).length]).toEqual([0, 3, 3])
    expect((await list(api, 'dispatcher', '2026-03-07T00:00:00Z')).length).toBe(0)
    expect(problem(await ask<Said>(api, 'eastern-dispatcher', 'GET', `/api/rounds/${id}`))).toEqual([404, 'round-not-found'])
    expect(problem(await post(api, `${id}/amendment`, { change: {}, version: 1 }, 'eastern-dispatcher'))).toEqual([404, 'round-not-found'])
    expect((await ask(api, 'dispatcher', 'GET', '/api/rounds?from=2026-03-01T00:00:00Z&until=2027-03-01T00:00:00Z')).status).toBe(422)
    expect((await ask(api, 'crew-7', 'GET', '/api/rounds?from=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z')).status).toBe(403)

    // Carried to another crew and hour; then by who saw it before.
    const planned = { from: '2026-03-06T11:00:00.000Z', until: '2026-03-06T15:00:00.000Z' }
    expect((await post(api, `${id}/amendment`, { change: { crew: WORLD.otherCrew, planned }, version: 1 })).body).toMatchObject({ crew: WORLD.otherCrew, planned, version: 2, stops: made.body.stops })
    expect(problem(await post(api, `${id}/amendment`, { change: { note: 'late' }, version: 1 }))).toEqual([409, 'stale-version'])
    const [first, second] = made.body.stops as [Round['stops'][0], Round['stops'][0]]
    const turned = [stop(WORLD.mast), stop(WORLD.twin, { id: second.id, task: 'fuel' }), stop(WORLD.substation, { id: first.id })]
    expect((await post(api, `${id}/amendment`, { change: { stops: turned }, version: 2 })).body.stops.map(({ id: is, site, task }) => [is, site, task]))
      .toEqual([[expect.any(String), WORLD.mast, ''], [second.id, WORLD.twin, 'fuel'], [first.id, WORLD.substation, '']])
    expect(problem(await post(api, `${visit.id}/amendment`, { change: { stops: turned.map(({ site }) => stop(site)) }, version: 1 }))).toEqual([422, 'invalid-input'])

    // What is needed at the hour of the round counts, and what was reported on it.
    await ask(api, 'authority', 'PUT', `/api/hazards/${randomUUID()}`, aZone())
    await ask(api, 'dispatcher', 'PUT', `/api/clearances/${randomUUID()}`, aClearance({ until: '2026-03-06T09:00:00.000Z' }))
    const report = aReport({ observedAt: '2026-03-06T06:30:00.000Z' })
    const { damage } = (await ask<{ damage: string }>(api, 'crew-8', 'PUT', `/api/reports/${report.id}`, report)).body
    const seen = await list(api)
    expect(seen.find((one) => one.id === visit.id)?.stops).toMatchObject([{ uncleared: false, damage, reported: damage }])
    expect(seen.find((one) => one.id === id)?.stops.map(({ uncleared }) => uncleared)).toEqual([false, false, true])

    const { rows } = await client.query<{ verb: string; area_code: string; actor: string }>(`select verb, area_code, actor from events where noun = 'round' and id = $1 order by seq`, [id])
    expect(rows).toEqual(['round.planned', 'round.changed', 'round.changed'].map((verb) => ({ verb, area_code: 'TW1', actor: 'dispatcher' })))
  }))

  test('have stops that their own crew or a desk visits or skips, once, and that stay so', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { id, stops: [first, second] } = (await put(api, aRound())).body as Said & { stops: [Round['stops'][0], Round['stops'][0]] }
    const say = (of: Round['stops'][0], to: string, who = 'crew-7', more: object = {}) => post(api, `${id}/stops/${of.id}/state`, { to, at: '2026-03-06T07:00:00.000Z', ...more }, who)
    expect(problem(await say(first, 'visited', 'crew-8'))).toEqual([403, 'round-of-another-crew'])
    expect(problem(await say(first, 'visited', 'crew-9'))).toEqual([404, 'round-not-found'])
    expect((await say(first, 'visited')).body).toMatchObject({ version: 2, stops: [{ state: 'visited', at: '2026-03-06T07:00:00.000Z' }, { state: 'planned', at: null }] })
    expect((await say(first, 'visited')).body.version).toBe(2)
    expect(problem(await say({ ...first, id: randomUUID() }, 'visited'))).toEqual([404, 'not-found'])
    expect(problem(await post(api, `${id}/amendment`, { change: { stops: [stop(WORLD.twin, { id: second.id })] }, version: 2 }))).toEqual([409, 'round-stop-done'])
    expect((await say(second, 'skipped', 'dispatcher', { reason: 'danger', note: 'fire' })).body.stops[1]).toMatchObject({ state: 'skipped', reason: 'danger', note: 'fire' })
    expect(problem(await post(api, `${id}/cancellation`, { why: 'x', version: 3 }))).toEqual([409, 'round-stop-done'])
    expect((await say(second, 'planned', 'dispatcher')).body.stops[1]).toMatchObject({ state: 'planned', at: null, reason: null, note: '' })

    expect(problem(await post(api, `${id}/cancellation`, { why: 'alert', version: 2 }))).toEqual([409, 'stale-version'])
    expect((await post(api, `${id}/cancellation`, { why: 'alert', version: 4 })).body.cancelled).toEqual({ at: NOON.toISOString(), why: 'alert' })
    expect((await post(api, `${id}/cancellation`, { why: 'again', version: 1 })).body.cancelled?.why).toBe('alert')
    expect(problem(await say(second, 'visited'))).toEqual([409, 'round-cancelled'])
    expect(problem(await post(api, `${id}/amendment`, { change: { note: 'x' }, version: 5 }))).toEqual([409, 'round-cancelled'])
    expect(await list(api)).toEqual([])
  }))

  test('are told to the phone of their own crew, and what it says of a stop is taken once', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { id, stops: [first, second] } = (await put(api, aRound())).body as Said & { stops: [Round['stops'][0], Round['stops'][0]] }
    type Told = { changes: { rounds: { id: string }[] } }
    const told = async (who: string) => ((await syncAs(api, who, [])).body as unknown as Told).changes.rounds.map((one) => one.id)
    expect([await told('crew-7'), await told('crew-8'), await told('dispatcher')]).toEqual([[id], [], []])
    const op = (stop: string, move: object, round = id) => ({ id: randomUUID(), kind: 'round.stop', body: { round, stop, move: { to: 'visited', at: '2026-03-06T07:00:00.000Z', ...move } } })
    const [visited, skipped, foreign] = [op(first.id, {}), op(second.id, { to: 'skipped', reason: 'danger' }), op(first.id, { to: 'planned' })]
    expect((await syncAs(api, 'crew-8', [foreign])).body.verdicts[0]).toMatchObject({ outcome: 'refused', problem: { type: '/problems/round-of-another-crew' } })
    const wrong = [op(randomUUID(), {}), op(first.id, { to: 'skipped' }), op(first.id, {}, randomUUID())]
    const said = (await syncAs(api, 'crew-7', [visited, skipped, visited, ...wrong])).body.verdicts
    expect(said.map(({ outcome, problem: why }) => why?.type ?? outcome)).toEqual(['kept', 'kept', 'kept', '/problems/not-found', '/problems/invalid-input', '/problems/round-not-found'])
    expect((await list(api))[0]).toMatchObject({ version: 3, stops: [{ state: 'visited', at: '2026-03-06T07:00:00.000Z' }, { state: 'skipped', reason: 'danger' }] })
    const withdrawn = (await put(api, aRound())).body
    await post(api, `${withdrawn.id}/cancellation`, { why: 'x', version: 1 })
    // One that is over since a day is told no more.
    await put(api, aRound({ planned: { from: '2026-03-03T06:00:00.000Z', until: '2026-03-04T11:00:00.000Z' } }))
    expect(await told('crew-7')).toEqual([id])
  }))

  test('that come again are made ahead, each day once, and follow what one of them is changed to until that ends', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const repeats = { everyDays: 7, last: '2026-04-17' }
    const first = (await put(api, aRound({ repeats }))).body
    // 08:00 in Kyiv: an hour earlier by ours from 29 March on. Made through 2 April.
    const starts = async () => (await list(api)).map(({ planned }) => planned.from)
    expect(await starts()).toEqual(['2026-03-06T06:00:00.000Z', '2026-03-13T06:00:00.000Z', '2026-03-20T06:00:00.000Z', '2026-03-27T06:00:00.000Z'])
    expect(first.repeats).toMatchObject({ everyDays: 7, minute: 480, zone: 'Europe/Kyiv', last: '2026-04-17', endedAt: null })
    const job = keepRounds(randomUUID)
    const after = (days: number) => runOnce(api.standing.database, job, new Date(NOON.getTime() + days * DAY_MS))
    expect([await after(0), await after(1), await after(1)]).toEqual([0, 1, 0])
    expect((await starts()).at(-1)).toBe('2026-04-03T05:00:00.000Z')

    const planned = { from: '2026-03-06T08:00:00.000Z', until: '2026-03-06T09:00:00.000Z' }
    await post(api, `${first.id}/amendment`, { change: { crew: WORLD.otherCrew, planned, stops: [stop(WORLD.mast)] }, following: true, version: 1 })
    const all = await list(api)
    expect(all.map((one) => one.planned.from.slice(5, 16))).toEqual(['03-06T08:00', '03-13T08:00', '03-20T08:00', '03-27T08:00', '04-03T07:00'])
    expect(new Set(all.map((one) => `${one.crewName} ${one.stops.map(({ site }) => site).join()}`))).toEqual(new Set([`Crew 8 ${WORLD.mast}`]))
    expect(problem(await ask<Said>(api, 'admin', 'POST', `/api/crews/${WORLD.otherCrew}/retirement`, { retired: true }))).toEqual([409, 'crew-has-rounds'])

    // After a pause of weeks, what is over is not made up for; the last day holds.
    expect(await after(42)).toBe(1)
    expect((await starts()).at(-1)).toBe('2026-04-17T07:00:00.000Z')
    const third = all[2]!
    await post(api, `${third.id}/cancellation`, { why: 'no fuel', following: true, version: third.version })
    expect((await list(api)).map(({ id }) => id)).toEqual(all.slice(0, 2).map(({ id }) => id))
    expect((await list(api))[0]?.repeats?.endedAt).toBe(NOON.toISOString())
    expect(await after(60)).toBe(0)
  }))

  test('are made once however many servers do it at once', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    await put(api, aRound({ repeats: { everyDays: 1 } }))
    const later = new Date(NOON.getTime() + 10 * DAY_MS)
    const made = await Promise.all([0, 1, 2].map(() => runOnce(database, keepRounds(randomUUID), later)))
    expect(made.filter((count) => count === 10)).toHaveLength(1)
    const rounds = await list(api)
    expect(new Set(rounds.map(({ planned }) => planned.from)).size).toBe(rounds.length)
    expect(rounds).toHaveLength(38)
  }))
})
