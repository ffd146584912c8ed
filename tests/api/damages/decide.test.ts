import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

type Damage = { id: string; version: number; state: string; severity: number; reports: number; verification: string; mergedInto: string | null; merged: { id: string }[]; duplicates: { id: string }[]; filed: { id: string }[]; timeline: { verb: string; actorName: string }[] }

async function opened(api: Api, changes = {}): Promise<Damage> {
  const report = aReport({ site: null, located: 'gps', kind: 'power_tower', ...changes })
  const { body } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
  return whole(api, body.damage)
}
const whole = async (api: Api, id: string) => (await ask<Damage>(api, 'dispatcher', 'GET', `/api/damages/${id}`)).body
const post = (api: Api, path: string, body: unknown) => ask<Damage>(api, 'dispatcher', 'POST', `/api/damages/${path}`, body)

describe('a damage', () => {
  test('is suggested as a duplicate of one nearby, is merged into it and parted again, and both keep their histories', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const a = await opened(api, { severity: 2 })
    const b = await opened(api, { severity: 4, position: [31.0003, 47.0001], observedAt: '2026-03-05T11:00:00.000Z' })
    expect(a.id).not.toBe(b.id)
    const hint = (await whole(api, a.id)).duplicates.find(({ id }) => id === b.id)
    expect(hint).toMatchObject({ repair: false, likeness: { parts: expect.arrayContaining([{ part: 'kind', bits: 1.5 }, { part: 'time', bits: 1.2 }]) } })

    const merged = await post(api, `${b.id}/merge`, { into: a.id, version: b.version, why: 'та сама опора' })
    // What is older than a line is read page by page, of both.
    const { timeline } = (await ask<{ timeline: { seq: number }[] }>(api, 'dispatcher', 'GET', `/api/damages/${a.id}`)).body
    const older = (path: string, who = 'dispatcher') => ask<{ timeline: readonly object[] }>(api, who, 'GET', `/api/damages/${a.id}/timeline${path}`)
    expect((await older(`?before=${timeline[0]!.seq}&limit=2`)).body.timeline).toEqual(timeline.slice(1, 3))
    expect((await older('')).body.timeline).toEqual(timeline)
    expect((await older('', 'eastern-dispatcher')).status).toBe(404)
    expect(merged.body).toMatchObject({ id: a.id, reports: 2, severity: 4 })
    expect(await whole(api, b.id)).toMatchObject({ state: 'merged', mergedInto: a.id, verification: 'duplicate', reports: 1 })
    expect((await whole(api, a.id)).filed).toHaveLength(2)
    expect((await ask<{ damages: unknown[] }>(api, 'dispatcher', 'GET', '/api/damages')).body.damages).toHaveLength(1)

    const there = await whole(api, b.id)
    const parted = await post(api, `${b.id}/part`, { version: there.version, why: 'ні, інша' })
    expect(parted.body).toMatchObject({ id: b.id, state: 'open', reports: 1, severity: 4, mergedInto: null })
    const back = await whole(api, a.id)
    expect(back).toMatchObject({ reports: 1, severity: 2 })
    expect(back.timeline.map((entry) => entry.verb)).toEqual(['damage.parted', 'damage.merged', 'damage.opened', 'report.filed'])
  }))

  test('cannot be merged into itself, into a merged one, twice, or while it has a repair', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [a, b, c] = [await opened(api), await opened(api), await opened(api)]
    const reason = async (path: string, body: unknown) => (await ask<{ reason: string }>(api, 'dispatcher', 'POST', `/api/damages/${path}`, body)).body.reason
    expect(await reason(`${a.id}/merge`, { into: a.id, version: a.version })).toBe('same')
    await post(api, `${b.id}/merge`, { into: a.id, version: b.version })
    expect(await reason(`${c.id}/merge`, { into: b.id, version: c.version })).toBe('target-merged')
    expect(await reason(`${b.id}/merge`, { into: c.id, version: (await whole(api, b.id)).version })).toBe('already-merged')
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage: c.id })
    expect((await whole(api, a.id)).duplicates).toMatchObject([{ id: c.id, repair: true }])
    expect(await reason(`${c.id}/merge`, { into: a.id, version: (await whole(api, c.id)).version })).toBe('has-repair')
  }))

  test('is verified with a reason; what is false leaves the queue and comes back when believed', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const a = await opened(api)
    const verified = await post(api, `${a.id}/verification`, { verification: 'verified', why: 'фото', version: a.version })
    expect(verified.body).toMatchObject({ verification: 'verified', state: 'open' })
    const dismissed = await post(api, `${a.id}/verification`, { verification: 'false', why: 'навчання', version: verified.body.version })
    expect(dismissed.body.state).toBe('dismissed')
    expect((await post(api, `${a.id}/verification`, { verification: 'verified', version: dismissed.body.version })).body.state).toBe('open')
  }))

  test('that someone else changed meanwhile is not overwritten: 409 with both versions', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const a = await opened(api)
    await post(api, `${a.id}/verification`, { verification: 'verified', version: a.version })
    expect(await post(api, `${a.id}/verification`, { verification: 'disputed', version: a.version })).toMatchObject({
      status: 409, body: { type: '/problems/stale-version', sent: a.version, current: a.version + 1 },
    })
  }))

  test('pages through the queue in order of priority, each once, whatever the page', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const site of [WORLD.substation, WORLD.mast, WORLD.twin, WORLD.plant]) await opened(api, { site, located: 'site_picked' })
    for (let n = 0; n < 5; n += 1) await opened(api, { severity: n })
    const walk = async (limit: number, order: string) => {
      const ids: string[] = []
      for (let after = ''; ;) {
        const { body } = await ask<{ damages: Damage[]; next: string | null; total: number }>(api, 'dispatcher', 'GET', `/api/damages?order=${order}&limit=${limit}${after}`)
        expect(body.total).toBe(9)
        ids.push(...body.damages.map((damage) => damage.id))
        if (body.next === null) return ids
        after = `&after=${body.next}`
      }
    }
    for (const order of ['priority', 'latest']) {
      const whole = await walk(500, order)
      expect(new Set(whole).size).toBe(9)
      for (const limit of [1, 2, 4]) expect(await walk(limit, order)).toEqual(whole)
    }
    const { body } = await ask<{ damages: { site: string }[] }>(api, 'dispatcher', 'GET', '/api/damages?limit=1')
    expect(body.damages[0]?.site).toBe(WORLD.substation)
  }))

  test('is filtered by what the queue\'s filters name', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const tower = await opened(api, { severity: 4 })
    const mast = await opened(api, { site: WORLD.mast, located: 'site_picked', severity: 1, function: 'degraded' })
    const ids = async (query: string) => (await ask<{ damages: Damage[] }>(api, 'dispatcher', 'GET', `/api/damages?${query}`)).body.damages.map((damage) => damage.id)
    expect(await ids('severity=3,4')).toEqual([tower.id])
    expect(await ids('sector=communications')).toEqual([mast.id])
    expect(await ids('function=degraded')).toEqual([mast.id])
    expect(await ids('text=mast')).toEqual([mast.id])
    expect(await ids('text=%25')).toEqual([])
    expect(await ids('bbox=31.09,47.09,31.2,47.2')).toEqual([mast.id])
    expect(await ids('bbox=179,-10,-179,10')).toEqual([])
    expect(await ids('area=TW1&repair=none')).toHaveLength(2)
    expect(await ids('repair=assigned')).toEqual([])
    expect((await ask(api, 'dispatcher', 'GET', '/api/damages?after=nonsense')).status).toBe(410)
    expect((await ask(api, 'dispatcher', 'GET', '/api/damages?severity=7')).status).toBe(422)
  }))
})
