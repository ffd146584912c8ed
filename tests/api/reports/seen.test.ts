import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sql } from '../../../api/db/sql.ts'
import { hashOf } from '../../../api/reports/commands.ts'
import { aReport, ask, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

type Stored = Record<string, unknown> & { id: string; damage: string; hash: string; photos: { doubts: unknown[] }[] }
type Damage = { state: string; severity: number | null; position: [number, number] | null; area: string; reports: number; filed: Stored[]; repairs: { parts: unknown[]; etr: { at: string; source: string } | null }[] }

const file = (api: Api, report: { id: string }, who = 'crew-7') => ask<Stored>(api, who, 'PUT', `/api/reports/${report.id}`, report)
const whole = async (api: Api, id: string) => (await ask<Damage>(api, 'dispatcher', 'GET', `/api/damages/${id}`)).body
const fix = { position: [31.0002, 47.0003], accuracyM: 40, at: '2026-03-05T09:59:30.000Z' }

/** A damage whose repair is the crew's, at work. */
async function atWork(api: Api): Promise<{ damage: string; repair: string }> {
  const { body: { damage } } = await file(api, aReport())
  const repair = randomUUID()
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
  for (const to of ['en_route', 'on_site', 'in_progress']) await ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at: '2026-03-05T11:00:00.000Z' })
  return { damage, repair }
}

describe('a report', () => {
  test('keeps the parts that were looked at, the receiver\'s own word and why it is doubted, and the feed shows them', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const components = [{ part: 'transformer', state: 'destroyed', count: 2 }, { part: 'busbar', state: 'ok', count: null }]
    const { status, body } = await file(api, aReport({ components, fix, doubts: ['coarse'] } as never))
    expect([status, body]).toMatchObject([200, { components, fix, doubts: ['coarse'], separate: false, repair: null, stage: null }])
    const [feature] = await database.look<{ text: string }>(sql`select text from damage_features where id = ${body.damage}`)
    expect(JSON.parse(feature!.text).properties).toMatchObject({ doubts: 'coarse', components: 'transformer:destroyed:2;busbar:ok' })
  }))

  test('as an older phone sends it means the same, and its hash is over what was sent', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const old = aReport()
    expect((await file(api, old)).body).toMatchObject({ hash: hashOf(old), components: [], fix: null, doubts: [], separate: false, repair: null, stage: null })
  }))

  test.each([
    ['a part that no site has', { components: [{ part: 'flux_capacitor', state: 'ok' }] }],
    ['a part twice in one state', { components: [{ part: 'tower', state: 'ok' }, { part: 'tower', state: 'ok' }] }],
    ['none of a part', { components: [{ part: 'tower', state: 'ok', count: 0 }] }],
    ['a doubt that nobody has', { doubts: ['sunny'] }],
    ['a fix at 0,0', { fix: { ...fix, position: [0, 0] } }],
    ['before what is no repair', { stage: 'before' }],
  ])('that names %s is refused', (_, wrong) => withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect(await file(api, aReport(wrong as never))).toMatchObject({ status: 422, body: { type: '/problems/invalid-input' } })
  })())

  test('whose fix jumped is kept as it came but places nothing: its damage has no position and stays with the crew', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const far = { position: WORLD.east.inside, accuracyM: 10 }
    const { body } = await file(api, aReport({ site: null, located: 'gps', ...far, kind: 'power_tower', doubts: ['jumped', 'outside'] } as never))
    expect(body).toMatchObject({ position: WORLD.east.inside, doubts: ['jumped', 'outside'] })
    expect(await whole(api, body.damage)).toMatchObject({ position: null, area: 'TW' })
    const sure = await file(api, aReport({ site: null, located: 'gps', position: WORLD.west.inside, kind: 'power_tower', doubts: ['coarse'] } as never))
    expect(await whole(api, sure.body.damage)).toMatchObject({ position: WORLD.west.inside, area: 'TW1' })
  }))

  test('that says it is another thing opens a damage of its own beside the one that is open', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const first = await file(api, aReport())
    const other = await file(api, aReport({ separate: true, observedAt: '2026-03-05T10:05:00.000Z' } as never))
    const third = await file(api, aReport())
    expect(other.body.damage).not.toBe(first.body.damage)
    expect(third.body.damage).toBe(first.body.damage)
  }))

  test('that corrects one adds to the damage of that one, and to another only when it corrects the site', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const first = await file(api, aReport())
    const other = await file(api, aReport({ separate: true, observedAt: '2026-03-05T10:05:00.000Z' } as never))
    const more = await file(api, aReport({ corrects: other.body.id, note: 'ще' }))
    expect(more.body.damage).toBe(other.body.damage)
    expect((await file(api, aReport({ corrects: first.body.id, site: null, located: 'gps' }))).body.damage).toBe(first.body.damage)
    const moved = await file(api, aReport({ corrects: other.body.id, site: WORLD.mast }))
    expect([first.body.damage, other.body.damage]).not.toContain(moved.body.damage)
  }))

  test('shows what its pictures say against it, and believes none of it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photos = [
      { sha256: 'a'.repeat(64), bytes: 10, type: 'image/jpeg', takenAt: '2026-03-05T09:58:00.000Z', exifPosition: [31.0002, 47.0003] },
      { sha256: 'b'.repeat(64), bytes: 10, type: 'image/jpeg', takenAt: '2026-03-03T09:58:00.000Z', exifPosition: [37, 47] },
    ]
    const { body } = await file(api, aReport({ fix, photos } as never))
    expect(body.photos[0]?.doubts).toEqual([])
    expect(body.photos[1]?.doubts).toMatchObject([{ is: 'elsewhere' }, { is: 'another_time', apartMs: -172_920_000 }])
    expect(await whole(api, body.damage)).toMatchObject({ position: [31, 47] })
  }))
})

describe('photos before and after the work', () => {
  test('are a report of the repair\'s damage that need not say how bad it is, and reopen nothing', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { damage, repair } = await atWork(api)
    const bound = (stage: string, at: string) => ({ id: randomUUID(), observedAt: at, located: 'gps', position: [31, 47], accuracyM: 9, repair, stage })
    const before = await file(api, bound('before', '2026-03-05T11:10:00.000Z'))
    expect([before.status, before.body]).toMatchObject([200, { damage, repair, stage: 'before', severity: null }])
    await ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to: 'restored', at: '2026-03-05T11:30:00.000Z' })
    const after = await file(api, bound('after', '2026-03-05T11:40:00.000Z'))
    expect(after.body.damage).toBe(damage)
    expect(await whole(api, damage)).toMatchObject({ state: 'restored', severity: 3, reports: 3 })
  }))

  test('of a repair that the crew does not reach are refused', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { repair } = await atWork(api)
    const strange = { id: randomUUID(), observedAt: '2026-03-05T11:10:00.000Z', located: 'gps', position: [37, 47], accuracyM: 9, stage: 'before' }
    expect(await file(api, { ...strange, repair } as never, 'crew-9')).toMatchObject({ status: 404, body: { type: '/problems/repair-not-found' } })
    expect(await file(api, { ...strange, repair: randomUUID() } as never)).toMatchObject({ status: 404, body: { type: '/problems/repair-not-found' } })
  }))
})

describe('a repair', () => {
  test('counts up the parts that each move used, once however often it comes', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { damage, repair } = await atWork(api)
    const move = (to: string, at: string, parts: unknown[]) => ask<{ parts: unknown[] }>(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at, parts })
    const cable = { name: 'cable', quantity: 120.5, unit: 'metre' }
    const clamp = { name: 'затискач', quantity: 4, unit: 'piece' }
    await move('temporary_fix', '2026-03-05T11:30:00.000Z', [cable])
    await move('temporary_fix', '2026-03-05T11:30:00.000Z', [cable])
    await move('in_progress', '2026-03-05T11:35:00.000Z', [])
    await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/state`, { to: 'field_complete', at: '2026-03-05T11:39:00.000Z' })
    // The desk had said so already: what was used is kept all the same.
    const last = await move('field_complete', '2026-03-05T11:40:00.000Z', [clamp])
    expect(last.body.parts).toEqual([{ ...cable, at: '2026-03-05T11:30:00.000Z' }, { ...clamp, at: '2026-03-05T11:40:00.000Z' }])
    expect((await whole(api, damage)).repairs[0]?.parts).toHaveLength(2)
    expect((await move('restored', '2026-03-05T11:50:00.000Z', [{ ...clamp, quantity: 0 }])).status).toBe(422)
  }))

  test('is expected when its crew said so last, also when that comes late', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { damage, repair } = await atWork(api)
    const etr = (at: string, madeAt: string) => syncAs(api, 'crew-7', [{ id: randomUUID(), kind: 'repair.etr', body: { repair, etr: { at, madeAt } } }])
    expect((await etr('2026-03-05T20:00:00.000Z', '2026-03-05T11:30:00.000Z')).body.verdicts[0]).toMatchObject({ outcome: 'kept' })
    expect((await whole(api, damage)).repairs[0]?.etr).toMatchObject({ at: '2026-03-05T20:00:00.000Z', source: 'crew' })
    expect((await etr('2026-03-05T15:00:00.000Z', '2026-03-05T10:30:00.000Z')).body.verdicts[0]).toMatchObject({ outcome: 'kept' })
    expect((await whole(api, damage)).repairs[0]?.etr).toMatchObject({ at: '2026-03-05T20:00:00.000Z' })
    const { body } = await syncAs(api, 'crew-8', [{ id: randomUUID(), kind: 'repair.etr', body: { repair, etr: { at: '2026-03-06T15:00:00.000Z', madeAt: '2026-03-05T11:59:00.000Z' } } }])
    expect(body.verdicts[0]).toMatchObject({ outcome: 'refused', problem: { type: '/problems/repair-of-another-crew' } })
  }))
})
