import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { DamageWhole } from '../../../geo/damages/damage.ts'
import type { Numbers } from '../../../geo/numbers/numbers.ts'
import type { Repair } from '../../../geo/repairs/repair.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, syncAs, WORLD } from '../../kit/world.ts'

/** The substation is out, and crew 7 is on its repair. */
async function underway(api: Api) {
  await fillWorld(api.standing.database)
  const report = aReport()
  const { damage } = (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body
  const repair = randomUUID() as string
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
  const whole = async () => (await ask<DamageWhole>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)).body
  const say = async (who: string, step: Record<string, unknown>, id: string = randomUUID()) => {
    const version = (await whole()).repairs[0]!.version
    return ask<Repair & { type: string }>(api, who, 'PUT', `/api/repairs/${repair}/steps/${id}`, { at: '2026-03-05T11:00:00.000Z', confirmed: true, version, ...step })
  }
  const people = async () => Object.fromEntries((await whole()).priority.services.map((one) => [one.service, one.people.value]))
  return { damage, repair, whole, say, people }
}

describe('steps of a repair', () => {
  test('give people a service back once, however often and by whatever name they are counted', withApi(async (api) => {
    const { whole, say, people, damage } = await underway(api)
    expect(await people()).toMatchObject({ power: 10_000 })
    expect((await ask<{ dependents: { id: string }[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}/dependents`)).body.dependents.map(({ id }) => id).sort()).toEqual([WORLD.mast, WORLD.hospital].sort())
    expect((await say('dispatcher', { people: [{ service: 'power', people: 4000 }], note: 'feeder 3' })).status).toBe(200)
    expect(await people()).toMatchObject({ power: 6000 })
    expect((await whole()).timeline[0]).toMatchObject({ verb: 'repair.step_said', body: { people: [{ service: 'power', people: 4000 }], confirmed: true, note: 'feeder 3' } })
    // More than were left is all that were left.
    expect((await say('dispatcher', { people: [{ service: 'power', people: 90_000 }] })).status).toBe(200)
    expect((await people()).power ?? 0).toBe(0)
    // The hospital is named twice, and works once.
    const hospital = { consumers: [WORLD.hospital] }
    expect((await whole()).priority.facilities).toHaveLength(1)
    await say('dispatcher', hospital)
    await say('operator', hospital)
    expect((await whole()).priority.facilities).toHaveLength(0)
    const period = `from=2026-03-05T09:00:00Z&to=2026-03-05T12:00:00Z`
    const { services: [power], byArea } = (await ask<Numbers>(api, 'authority', 'GET', `/api/numbers?${period}`)).body
    expect(power).toMatchObject({ service: 'power', now: { value: 0 }, personHours: { value: 10_000 } })
    expect(byArea).toMatchObject([{ people: 10_000 }])
  }))

  test('count when they are confirmed, and no more when they are taken back', withApi(async (api) => {
    const { repair, whole, say, people } = await underway(api)
    const step = randomUUID()
    const expected = await say('dispatcher', { at: '2026-03-05T15:00:00.000Z', confirmed: false, people: [{ service: 'power', people: 2500 }] }, step)
    expect(expected.body.steps).toMatchObject([{ id: step, confirmed: false, at: '2026-03-05T15:00:00.000Z' }])
    expect(await people()).toMatchObject({ power: 10_000 })
    expect((await say('dispatcher', { at: '2026-03-05T15:00:00.000Z', people: [{ service: 'power', people: 2500 }] }, step)).body.type).toBe('/problems/step-ahead')
    await say('dispatcher', { people: [{ service: 'power', people: 3000 }] }, step)
    expect(await people()).toMatchObject({ power: 7000 })
    const { version } = (await whole()).repairs[0]!
    const back = (body: unknown) => ask<{ steps: unknown[]; type: string }>(api, 'dispatcher', 'POST', `/api/repairs/${repair}/steps/${step}/withdrawal`, body)
    expect((await back({ version: version - 1 })).body.type).toBe('/problems/stale-version')
    expect((await back({ why: 'it tripped again', version })).body.steps).toEqual([])
    expect(await people()).toMatchObject({ power: 10_000 })
    expect((await back({ version: version + 1 })).status).toBe(404)
    expect((await whole()).timeline[0]).toMatchObject({ verb: 'repair.step_taken_back', body: { why: 'it tripped again' } })
  }))

  test('come from the crew\'s phone once, and only about its own repair', withApi(async (api) => {
    const { repair, whole, say, people } = await underway(api)
    const op = { id: randomUUID(), kind: 'repair.step', body: { repair, step: { at: '2026-03-05T11:30:00.000Z', confirmed: true, people: [{ service: 'power', people: 1000 }] } } }
    for (const _ of [1, 2]) expect((await syncAs(api, 'crew-7', [op])).body.verdicts[0]).toMatchObject({ outcome: 'kept' })
    expect(await people()).toMatchObject({ power: 9000 })
    expect((await whole()).repairs[0]!.steps).toMatchObject([{ id: op.id, people: [{ service: 'power', people: 1000 }] }])
    expect((await syncAs(api, 'crew-8', [{ ...op, id: randomUUID() }])).body.verdicts[0]!.problem?.type).toBe('/problems/repair-of-another-crew')
    expect((await say('auditor', { people: [{ service: 'power', people: 1 }] })).status).toBe(403)
    expect((await say('eastern-dispatcher', { people: [{ service: 'power', people: 1 }] })).status).toBe(404)
    expect((await say('dispatcher', { consumers: [WORLD.twin] })).body.type).toBe('/problems/unknown-reference')
    for (const wrong of [{}, { people: [{ service: 'power', people: 0 }] }, { people: [{ service: 'heat', people: 5 }] }, { people: [{ service: 'power', people: 1 }, { service: 'power', people: 2 }] }]) expect((await say('dispatcher', wrong)).status).toBe(422)
  }))
})
