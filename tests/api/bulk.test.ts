import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { BulkMove, BulkVerdict } from '../../geo/bulk/contract.ts'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { aReport, ask, fillWorld, WORLD } from '../kit/world.ts'
import { withApi, type Api } from '../kit/with-api.ts'

const file = async (api: Api, who: string, changes = {}) => {
  const report = aReport(changes)
  return (await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)).body.damage
}
const decide = async (api: Api, moves: readonly unknown[], who = 'dispatcher') => (await ask<{ verdicts: BulkVerdict[] }>(api, who, 'POST', '/api/damages/bulk', { moves })).body.verdicts
const read = async (api: Api, id: string) => (await ask<DamageWhole>(api, 'authority', 'GET', `/api/damages/${id}`)).body
const seen = async (api: Api, id: string) => ({ id, version: (await read(api, id)).version })

describe('many decisions at once', () => {
  test('are taken one by one: each has its verdict, and one that is refused hinders no other', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [one, two] = [await file(api, 'crew-7'), await file(api, 'crew-7', { site: WORLD.twin, position: [32.5, 47.5] })]
    const east = await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47] })
    const verify = { do: 'verify', verification: 'false', why: 'навчання' }
    const verdicts = await decide(api, [
      { ...verify, ...await seen(api, two) }, { ...verify, ...await seen(api, east) }, { ...verify, id: one, version: 0 }, { ...verify, ...await seen(api, one) },
    ])
    expect(verdicts.map(({ id, outcome, problem }) => [id, outcome, problem?.type])).toEqual([
      [two, 'done', undefined], [east, 'refused', '/problems/damage-not-found'], [one, 'refused', '/problems/stale-version'], [one, 'done', undefined],
    ])
    expect(await read(api, two)).toMatchObject({ state: 'dismissed', verification: 'false', verifiedWhy: 'навчання', verifiedBy: 'dispatcher' })
    const undone = await decide(api, verdicts.flatMap(({ undo }) => (undo === null ? [] : [undo])))
    expect(undone.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect(await read(api, two)).toMatchObject({ state: 'open', verification: 'unverified' })
    const verbs = (await read(api, two)).timeline.filter(({ verb }) => verb === 'damage.verified').map(({ body }) => body['to'])
    expect(verbs).toEqual(['unverified', 'false'])
  }))

  test('send a crew, with a repair where there is none, and take it back as it was; not once somebody else moved on', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [fresh, waiting, manned] = [await file(api, 'crew-7'), await file(api, 'crew-7', { site: WORLD.twin, position: [32.5, 47.5] }), await file(api, 'crew-7', { site: WORLD.mast, position: [31.1, 47.1] })]
    for (const [damage, crew] of [[waiting, null], [manned, WORLD.otherCrew]]) await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage, crew })
    const before = await Promise.all([fresh, waiting, manned].map((id) => read(api, id)))
    const assign = async (id: string) => ({ do: 'assign', ...await seen(api, id), crew: WORLD.crew, repair: randomUUID() })
    const verdicts = await decide(api, [await assign(fresh), await assign(waiting), await assign(manned), { ...await assign(fresh), crew: WORLD.easternCrew }])
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done', 'refused'])
    for (const id of [fresh, waiting, manned]) expect((await read(api, id)).repair).toMatchObject({ state: 'assigned', crew: WORLD.crew })
    const undo = verdicts.map((verdict) => verdict.undo as BulkMove)
    const running = (await read(api, manned)).repair!.id
    await ask(api, 'crew-7', 'POST', `/api/repairs/${running}/state`, { to: 'en_route', at: '2026-03-05T11:30:00.000Z' })
    const taken = await decide(api, undo.slice(0, 3))
    expect(taken.map(({ outcome, problem }) => [outcome, problem?.type])).toEqual([['done', undefined], ['done', undefined], ['refused', '/problems/stale-version']])
    expect((await read(api, fresh)).repair).toMatchObject({ state: 'cancelled' })
    expect((await read(api, waiting)).repair).toMatchObject({ state: 'approved', crew: null, id: before[1]!.repair!.id })
    expect((await read(api, manned)).repair).toMatchObject({ state: 'en_route', crew: WORLD.crew })
  }))

  test('under an id are decided once: a repeat after a lost answer is told the same, and may still be taken back', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await file(api, 'crew-7')
    const sent = { id: randomUUID(), moves: [{ do: 'verify', ...await seen(api, damage), verification: 'false', why: 'навчання' }] }
    const send = (body: object, who = 'dispatcher') => ask<{ verdicts: BulkVerdict[]; type: string }>(api, who, 'POST', '/api/damages/bulk', body)
    const [first, again] = [await send(sent), await send(sent)]
    expect(again).toEqual(first)
    expect((await read(api, damage)).timeline.filter(({ verb }) => verb === 'damage.verified')).toHaveLength(1)
    for (const [body, who] of [[{ ...sent, moves: [{ ...sent.moves[0], why: 'інше' }] }, 'dispatcher'], [sent, 'authority']] as const) expect((await send(body, who)).body.type).toBe('/problems/op-id-taken')
    const undone = await send({ id: randomUUID(), moves: first.body.verdicts.map(({ undo }) => undo) })
    expect(undone.body.verdicts.map(({ outcome }) => outcome)).toEqual(['done'])
    expect(await read(api, damage)).toMatchObject({ state: 'open', verification: 'unverified' })
  }))

  test('are for desks, at most five hundred, and none of them malformed', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const move = { do: 'verify', id: randomUUID(), version: 1, verification: 'verified' }
    expect((await ask(api, 'crew-7', 'POST', '/api/damages/bulk', { moves: [move] })).status).toBe(403)
    for (const moves of [[], Array.from({ length: 501 }, () => move), [{ ...move, verification: 'duplicate' }], [{ do: 'burn', id: move.id, version: 1 }]]) {
      expect((await ask(api, 'dispatcher', 'POST', '/api/damages/bulk', { moves })).status).toBe(422)
    }
  }))
})
