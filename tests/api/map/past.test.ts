import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { randomOf } from '../../sim/random.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withCommittingApi, type Api } from '../../kit/with-api.ts'

type Point = { id: string; what: string; version: number; names: object }
type Map = { points: Point[]; lines: { id: string; damage: string | null }[]; damages: number; sites: number }
type Past = { damages: number; out: number; people: number; uncounted: number; worst: { id: string; tier: number; people: number | null }[] }
type Damage = { id: string; version: number; state: string; function: string; tier: number; priority: { people: { value: number } | null }; position: object | null; repair: { id: string; state: string } | null }

// A crew's reach moves with the jobs that it is given: it has a test of its own below.
const WHO = ['dispatcher', 'eastern-dispatcher', 'authority', 'operator'] as const
const QUERIES = ['', '&state=restored', '&severity=3,4', '&area=TE', '&repair=none', `&crew=${WORLD.crew}`, '&text=substation', '&sector=energy&function=out'] as const
const SITES = [WORLD.substation, WORLD.mast, WORLD.twin, WORLD.plant, WORLD.line]

/** The map as the API gives it, without what only the present has. */
async function mapOf(api: Api, who: string, query: string) {
  const { status, body } = await ask<Map>(api, who, 'GET', `/api/map?bbox=20,40,45,55&zoom=10${query}`)
  expect(status).toBe(200)
  return { ...body, points: body.points.map(({ version, ...point }) => point).sort((a, b) => (a.id < b.id ? -1 : 1)), lines: body.lines.map(({ id, damage }) => ({ id, damage })) }
}

/** What the queue says now, counted from its rows. */
async function queueOf(api: Api, who: string, query: string) {
  const { body: { damages } } = await ask<{ damages: Damage[] }>(api, who, 'GET', `/api/damages?limit=500${query}`)
  const without = damages.filter((one) => one.function !== 'full')
  const known = without.flatMap(({ priority }) => priority.people?.value ?? [])
  return {
    damages: damages.length, out: damages.filter((one) => one.function === 'out').length, people: known.reduce((sum, people) => sum + people, 0), uncounted: without.length - known.length,
    tiers: damages.map(({ id, tier }) => `${id} ${tier}`).sort(),
  }
}
const pastOf = async (api: Api, who: string, query: string, at: string) => {
  const { status, body } = await ask<Past>(api, who, 'GET', `/api/past?at=${at}${query}`)
  expect(status).toBe(200)
  const { damages, out, people, uncounted } = body
  return { damages, out, people, uncounted, tiers: body.worst.map(({ id, tier }) => `${id} ${tier}`).sort() }
}

describe('the desk as it was', () => {
  test('is at every moment of a random history what it was seen to be then, to each role and under every filter', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const seed = process.env.PAST_SEED ?? String(Math.floor(Math.random() * 1e9))
    const random = randomOf(seed)
    const { pick } = random
    const all = async () => (await ask<{ damages: Damage[] }>(api, 'authority', 'GET', `/api/damages?limit=500&state=${pick(['open', 'open', 'open', 'restored', 'dismissed', 'merged'])}`)).body.damages
    const file = (changes: object) => { const report = aReport({ severity: pick([null, 0, 2, 3, 4] as const), function: pick(['out', 'degraded', 'full', 'unknown'] as const), observedAt: new Date().toISOString(), ...changes }); return ask(api, 'authority', 'PUT', `/api/reports/${report.id}`, report) }
    const acts = [
      () => file({ site: pick(SITES) }),
      () => file({ site: pick(SITES) }),
      () => file({ site: null, located: 'landmark_text', position: null, accuracyM: null, place: 'біля мосту', kind: 'mast' }),
      () => file({ site: WORLD.eastern, position: [37, 47], hazards: pick([[], ['gas']] as const) }),
      () => file({ site: null, located: 'gps', kind: pick(['mast', 'substation']), position: [31 + random.int(0, 40) / 10, 47] }),
      async () => { const one = pick(await all()); if (one) await ask(api, 'authority', 'POST', `/api/damages/${one.id}/verification`, { verification: pick(['verified', 'false', 'disputed', 'unverified']), version: one.version }) },
      async () => { const [one, into] = await all(); if (one && into) await ask(api, 'authority', 'POST', `/api/damages/${one.id}/merge`, { into: into.id, version: one.version }) },
      async () => { const one = pick(await all()); if (one) await ask(api, 'authority', 'POST', `/api/damages/${one.id}/part`, { version: one.version }) },
      async () => { const one = pick(await all()); if (one) await ask(api, 'authority', 'PUT', `/api/repairs/${randomUUID()}`, { damage: one.id, crew: pick([WORLD.crew, WORLD.otherCrew, null]) }) },
      async () => { const one = pick((await all()).filter(({ repair }) => repair !== null)); if (one) await ask(api, 'authority', 'POST', `/api/repairs/${one.repair!.id}/state`, { to: pick(['en_route', 'on_site', 'restored', 'cancelled', 'in_progress']), at: new Date().toISOString() }) },
      async () => { const one = pick(await all()); if (one) await ask(api, 'authority', 'POST', `/api/damages/${one.id}/override`, { kind: pick(['raise', 'lower']), place: null, until: new Date(Date.now() + 3_600_000).toISOString(), why: 'so', version: one.version }) },
    ]
    const seen: { at: string; who: string; query: string; map: object; queue: object }[] = []
    const note = async () => {
      await wait(3) // the database's clock counts in milliseconds
      const at = new Date().toISOString()
      const [who, query] = [pick(WHO), pick(QUERIES)]
      seen.push({ at, who, query, map: await mapOf(api, who, query), queue: await queueOf(api, who, query) })
      await wait(3)
    }
    await note()
    for (let step = 0; step < 30; step += 1) {
      await pick(acts)()
      await note()
    }
    const inAnyOrder = seen.map((one) => ({ one, key: random.next() })).sort((a, b) => a.key - b.key).map(({ one }) => one)
    for (const { at, who, query, map, queue } of inAnyOrder) {
      expect(await mapOf(api, who, `${query}&at=${at}`), `PAST_SEED=${seed} ${who} ${query} ${at}`).toEqual(map)
      expect(await pastOf(api, who, query, at), `PAST_SEED=${seed} ${who} ${query} ${at}`).toEqual(queue)
      // It goes on meanwhile: what happens now changes nothing of what was.
      if (random.chance(0.3)) await pick(acts)()
    }
    expect(new Set(seen.map(({ map }) => JSON.stringify(map))).size).toBeGreaterThan(10)
    // Several at once, each at a moment of its own.
    const some = inAnyOrder.slice(0, 8)
    expect(await Promise.all(some.map(({ at, who, query }) => pastOf(api, who, query, at)))).toEqual(some.map(({ queue }) => queue))
  }, { clock: () => new Date() }))

  test('is read with the reach of today: a crew that is sent beyond its areas sees how that damage was before', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const report = aReport({ site: WORLD.eastern, position: [37, 47], severity: 3, function: 'out' })
    expect((await ask(api, 'authority', 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
    await wait(3)
    const at = new Date().toISOString()
    const damagesOf = async () => (await mapOf(api, 'crew-7', `&at=${at}`)).points.filter(({ what }) => what === 'damage')
    expect(await damagesOf()).toEqual([])
    const [damage] = (await ask<{ damages: Damage[] }>(api, 'authority', 'GET', '/api/damages')).body.damages
    expect((await ask(api, 'authority', 'PUT', `/api/repairs/${randomUUID()}`, { damage: damage!.id, crew: WORLD.crew })).status).toBe(200)
    expect(await damagesOf()).toMatchObject([{ id: damage!.id, state: 'none' }])
  }, { clock: () => new Date() }))

  test('reaches back fourteen days and not beyond, nor ahead, and says so', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const at = async (days: number, path: string) => ask<{ type: string; from: string; until: string }>(api, 'dispatcher', 'GET', `${path}at=${new Date(Date.now() + days * 86_400_000).toISOString()}`)
    for (const path of ['/api/past?', '/api/map?bbox=20,40,45,55&']) {
      expect([(await at(-13.99, path)).status, (await at(-0.001, path)).status]).toEqual([200, 200])
      for (const days of [-14.01, 0.01]) {
        const { status, body } = await at(days, path)
        expect([status, body.type]).toEqual([422, '/problems/moment-outside'])
        expect(Date.parse(body.until) - Date.parse(body.from)).toBe(14 * 86_400_000)
      }
      expect((await ask(api, 'dispatcher', 'GET', `${path}at=yesterday`)).status).toBe(422)
      expect((await ask(api, null, 'GET', `${path}at=${new Date().toISOString()}`)).status).toBe(401)
    }
  }, { clock: () => new Date() }))
})
