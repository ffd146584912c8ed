import { describe, expect, test } from 'vitest'
import { settle } from '../../../api/damages/ranking.ts'
import { DEFAULT_WEIGHTS, type Weights } from '../../../geo/damages/weights.ts'
import { overriddenTier, pinnedAt } from '../../../geo/damages/override.ts'
import { plainOrder } from '../../kit/plain-order.ts'
import { run, sql } from '../../../api/db/sql.ts'
import { NOON, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'

type Damage = { id: string; site: string; tier: number; version: number; override: { kind: string; byName: string } | null; priority: { tier: number; weights: number }; timeline: { verb: string; body: Record<string, unknown> }[] }
type Held = { weights: Weights; version: number; own: number; from: string | null; history: { version: number; why: string; by: string; moved: number }[] }
type Preview = { moved: number; total: number; before: { id: string; before: number; after: number }[]; after: { id: string }[] }

const heavy: Weights = { ...DEFAULT_WEIGHTS.weights, services: { ...DEFAULT_WEIGHTS.weights.services, mobile: 10 } }

/** A substation, a mast and a plant in the west, a substation in the east; the substation feeds the mast. */
async function strike(api: Api): Promise<void> {
  await fillWorld(api.standing.database)
  for (const [who, site, position] of [['crew-7', WORLD.twin, [32.5, 47.5]], ['crew-7', WORLD.mast, [31.1, 47.1]], ['crew-9', WORLD.eastern, [37, 47]]] as const) {
    const report = aReport({ site, position: [...position] })
    expect((await ask(api, who, 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
  }
}
const queue = async (api: Api, query = '') => (await ask<{ damages: Damage[] }>(api, 'authority', 'GET', `/api/damages?limit=500${query}`)).body.damages
const sites = async (api: Api) => (await queue(api)).map(({ site }) => site)
const post = <Body = Damage>(api: Api, path: string, body: unknown, who = 'authority') => ask<Body & { type: string; reason: string; current: number }>(api, who, 'POST', path, body)
const weightsOf = async (api: Api, area: string) => (await ask<Held>(api, 'auditor', 'GET', `/api/weights?area=${area}`)).body
const until = new Date(NOON.getTime() + 6 * 3_600_000).toISOString()

describe('the weights of an area', () => {
  test('are tried before they are put in force: the preview says what then comes true, and changes nothing', withApi(async (api, client) => {
    await strike(api)
    const before = await sites(api)
    const { body: preview } = await post<Preview>(api, '/api/weights/preview', { area: 'T', weights: heavy })
    expect(preview).toMatchObject({ total: 3 })
    expect(preview.moved).toBeGreaterThan(0)
    expect(await sites(api)).toEqual(before)
    expect((await client.query('select count(*)::int from weights')).rows).toEqual([{ count: 0 }])
    expect((await post(api, '/api/weights', { area: 'T', weights: heavy, why: 'зв’язок важливіший', version: 0 })).status).toBe(200)
    expect((await queue(api)).map(({ id }) => id)).toEqual(preview.after.map(({ id }) => id))
    const moved = preview.before.filter((one) => one.before !== one.after)
    expect(moved.length).toBe(preview.moved)
    // As the plain way has it, too.
    expect((await plainOrder(api.standing.database, NOON)).sort((a, b) => a.tier - b.tier || b.rank - a.rank).map(({ id }) => id)).toEqual(preview.after.map(({ id }) => id))
    expect((await client.query(`select actor, id, body ->> 'why' as why, (body ->> 'moved')::int as moved from events where verb = 'weights.set'`)).rows)
      .toEqual([{ actor: 'authority', id: 'T', why: 'зв’язок важливіший', moved: preview.moved }])
  }))

  test('hold below an area until one there has its own, and again when it takes them back; every version stays on the list', withApi(async (api) => {
    await strike(api)
    expect(await weightsOf(api, 'TW1')).toMatchObject({ version: 0, from: null, weights: DEFAULT_WEIGHTS.weights, history: [] })
    const { body: country } = await post<Held>(api, '/api/weights', { area: 'T', weights: heavy, why: 'країна', version: 0 })
    expect(await weightsOf(api, 'TW1')).toMatchObject({ version: country.version, from: 'T', own: 0 })
    const { body: west } = await post<Held>(api, '/api/weights', { area: 'TW', weights: DEFAULT_WEIGHTS.weights, why: 'захід', version: 0 })
    expect(await weightsOf(api, 'TW1')).toMatchObject({ version: west.version, from: 'TW' })
    expect(await weightsOf(api, 'TE1')).toMatchObject({ version: country.version, from: 'T' })
    expect((await queue(api, '&area=TW')).map(({ priority }) => priority.weights)).toEqual([west.version, west.version])
    expect((await queue(api, '&area=TE')).map(({ priority }) => priority.weights)).toEqual([country.version])
    // What is filed from now on is worked out with what holds there.
    const report = aReport()
    await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect((await queue(api)).find(({ site }) => site === WORLD.substation)).toMatchObject({ priority: { weights: west.version } })
    const { body: again } = await post<Held>(api, '/api/weights', { area: 'TW', weights: null, why: 'як у країні', version: west.version })
    expect(again).toMatchObject({ version: country.version, from: 'T', history: [{ why: 'як у країні', by: 'authority' }, { why: 'захід' }] })
    expect(new Set((await queue(api)).map(({ priority }) => priority.weights))).toEqual(new Set([country.version]))
  }))

  test('are followed from the head of the queue on, so many at a time, and write no feature anew where readers are told nothing', withCommittingApi(async (api, database) => {
    await strike(api)
    const inOrder = (await queue(api)).map(({ id }) => id)
    const features = () => database.look<{ id: string; written: string }>(sql`select id, xmin::text as written from damage_features order by id`)
    const before = await features()
    await database.write(async (tx) => {
      await run(tx, sql`insert into weights (area_code, weights, why, moved, made_by, made_at) values ('T', ${JSON.stringify({ ...DEFAULT_WEIGHTS.weights, horizonH: 30 })}::jsonb, 'бо', 0, 'authority', now())`)
      await run(tx, sql`update areas set weights_version = (select max(version) from weights) where lineage @> array['T']`)
    })
    const followed = () => database.look<{ id: string }>(sql`select id from damages where priority ->> 'weights' <> '0'`).then((rows) => rows.map(({ id }) => id))
    for (let nth = 1; nth <= inOrder.length; nth += 1) {
      await database.write((tx) => settle(tx, NOON, 1))
      expect((await followed()).length).toBeGreaterThanOrEqual(nth)
      expect(await followed()).toEqual(expect.arrayContaining(inOrder.slice(0, nth)))
    }
    expect(await database.write((tx) => settle(tx, NOON, 1))).toBe(0)
    expect(await features()).toEqual(before)
    // Where nobody's weights hold, those of the product do.
    const outside = inOrder.at(-1)!
    await database.write((tx) => run(tx, sql`update damages set area_code = null where id = ${outside}`))
    expect(await database.write((tx) => settle(tx, NOON, 1))).toBeGreaterThan(0)
    expect(await followed()).not.toContain(outside)
  }))

  test('are for an authority of the area, on what it has seen, with a reason', withApi(async (api) => {
    await strike(api)
    const asked = { area: 'TW', weights: heavy, why: 'бо', version: 0 }
    expect((await post(api, '/api/weights', asked, 'dispatcher')).status).toBe(403)
    expect((await post(api, '/api/weights', { ...asked, why: ' ' })).status).toBe(422)
    expect((await post(api, '/api/weights', { ...asked, weights: { ...heavy, horizonH: 0 } })).status).toBe(422)
    expect((await post(api, '/api/weights', { ...asked, area: 'nowhere' })).status).toBe(404)
    expect((await ask(api, 'dispatcher', 'GET', '/api/weights?area=TE')).status).toBe(404)
    expect((await ask(api, 'dispatcher', 'GET', '/api/weights?area=TW')).status).toBe(200)
    const { body: { version } } = await post<Held>(api, '/api/weights', asked)
    expect((await post<Held>(api, '/api/weights', asked)).body.history).toHaveLength(1) // its answer was lost: the same is said again, and decided once
    expect(await post(api, '/api/weights', { ...asked, why: 'інакше' })).toMatchObject({ status: 409, body: { type: '/problems/stale-version', current: version } })
    const { body: { version: taken } } = await post<Held>(api, '/api/weights', { ...asked, weights: null, version })
    expect(taken).toBe(0)
    expect(await post(api, '/api/weights', asked)).toMatchObject({ status: 409 }) // what has moved on since is no repeat
  }))
})

describe('a damage moved by hand', () => {
  const put = async (api: Api, site: string, asked: object, who = 'authority') => {
    const damage = (await queue(api)).find((one) => one.site === site)!
    return post(api, `/api/damages/${damage.id}/override`, { why: 'міст', until, version: damage.version, ...asked }, who)
  }
  const standing = async (api: Api, site: string) => (await queue(api)).find((one) => one.site === site)!

  test('stands a tier higher or lower, or at its place, says so, and goes back when its time has come or somebody says so', withApi(async (api) => {
    await strike(api)
    const before = await sites(api)
    expect(before).toEqual([WORLD.eastern, WORLD.mast, WORLD.twin])
    expect((await put(api, WORLD.twin, { kind: 'raise' })).body).toMatchObject({ tier: 2, priority: { tier: 3 }, override: { kind: 'raise', byName: 'authority' } })
    expect((await sites(api))[0]).toBe(WORLD.twin)
    expect((await put(api, WORLD.twin, { kind: 'pin', place: 2 })).body).toMatchObject({ tier: 3, override: { kind: 'pin', place: 2 } })
    // The second of its oblast: behind the mast.
    expect(await sites(api)).toEqual([WORLD.eastern, WORLD.mast, WORLD.twin])
    await put(api, WORLD.twin, { kind: 'pin', place: 1 })
    expect((await sites(api)).filter((site) => site !== WORLD.eastern)).toEqual([WORLD.twin, WORLD.mast])
    // Another report does not shake it.
    const report = aReport({ site: WORLD.twin, position: [32.5, 47.5], severity: 4, observedAt: '2026-03-05T11:00:00.000Z' })
    await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect((await sites(api)).filter((site) => site !== WORLD.eastern)).toEqual([WORLD.twin, WORLD.mast])

    const twin = await standing(api, WORLD.twin)
    await post(api, `/api/damages/${twin.id}/override/end`, { why: 'міст цілий', version: twin.version })
    expect(await standing(api, WORLD.twin)).toMatchObject({ override: null, tier: 3 })
    expect(await sites(api)).toEqual(before)
    await put(api, WORLD.eastern, { kind: 'lower' })
    await put(api, WORLD.mast, { kind: 'raise' })
    expect((await sites(api))[0]).toBe(WORLD.mast)
    await api.standing.database.write((tx) => settle(tx, new Date(Date.parse(until) + 60_000)))
    expect(await standing(api, WORLD.mast)).toMatchObject({ override: null, tier: 3 })
    const { body } = await ask<Damage>(api, 'authority', 'GET', `/api/damages/${twin.id}`)
    expect(body.timeline.filter(({ verb }) => verb.startsWith('damage.override')).map(({ verb, body: { kind, why } }) => [verb, kind, why])).toEqual([
      ['damage.override_ended', 'pin', 'міст цілий'], ['damage.override_set', 'pin', 'міст'], ['damage.override_set', 'pin', 'міст'], ['damage.override_set', 'raise', 'міст'],
    ])
  }))

  test('is moved by an authority alone, with a reason and an end, and never before danger to life', withApi(async (api) => {
    await strike(api)
    expect((await put(api, WORLD.twin, { kind: 'raise' }, 'dispatcher')).status).toBe(403)
    expect((await put(api, WORLD.twin, { kind: 'raise', why: '' })).status).toBe(422)
    expect((await put(api, WORLD.twin, { kind: 'pin' })).status).toBe(422)
    expect((await put(api, WORLD.twin, { kind: 'raise', until: NOON.toISOString() })).body.reason).toBe('until')
    expect((await put(api, WORLD.twin, { kind: 'raise', version: 0 })).status).toBe(409)
    const report = aReport({ hazards: ['live_wires'] })
    await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect((await put(api, WORLD.substation, { kind: 'lower' })).body.reason).toBe('danger')
    await put(api, WORLD.twin, { kind: 'pin', place: 1 })
    expect((await sites(api))[0]).toBe(WORLD.substation)
  }))

  test('is moved alike by the database and by geo', withApi(async (_, client) => {
    for (const tier of [0, 1, 2, 3]) {
      for (const kind of ['raise', 'lower'] as const) {
        const { rows } = await client.query('select overridden_tier($1::jsonb, $2::smallint, 3::smallint) as tier', [JSON.stringify({ kind, until }), tier])
        expect(rows[0].tier).toBe(overriddenTier(tier, kind))
      }
    }
  }))

  test('stands between its neighbours', () => {
    const others = [{ tier: 1, rank: 9 }, { tier: 3, rank: 8 }, { tier: 3, rank: 2 }]
    expect(pinnedAt(1, others)).toEqual({ tier: 1, rank: 10 })
    expect(pinnedAt(2, others)).toEqual({ tier: 3, rank: 9 })
    expect(pinnedAt(3, others)).toEqual({ tier: 3, rank: 5 })
    expect(pinnedAt(4, others)).toEqual({ tier: 3, rank: 1 })
    expect(pinnedAt(1, [])).toEqual({ tier: 3, rank: 0 })
  })
})
