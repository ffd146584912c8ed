import { describe, expect, test } from 'vitest'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi } from '../../kit/with-api.ts'

type Stored = { id: string; damage: string; hash: string; severity: number; function: string; rawGrade: string; photos: unknown[] }
type Damage = { id: string; severity: number | null; function: string; reports: number; area: string; priority: { tier: number; people: { value: number; basis: string } | null; dependentSites: number; facilities: { kind: string }[] }; state: string }

describe('a report', () => {
  test('opens a damage at its site, with its grades, area, people and what loses service with it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport({ note: 'Трансформатор горить', rawGrade: 'C', scale: 'own' })
    const filed = await ask<Stored>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect(filed).toMatchObject({ status: 200, body: { id: report.id, severity: 3, function: 'out', rawGrade: 'C' } })
    const damage = await ask<Damage>(api, 'dispatcher', 'GET', `/api/damages/${filed.body.damage}`)
    expect(damage.body).toMatchObject({ severity: 3, function: 'out', reports: 1, area: 'TW1', state: 'open' })
    // Its own 10,000 and the mast's 4,000, over a tenth of all who are out: it enables. The twin still has the plant.
    expect(damage.body.priority).toMatchObject({
      tier: 1, people: { value: 10_000, low: 10_000, high: 14_000, basis: 'given' }, dependentSites: 2, facilities: [{ kind: 'hospital', backupH: 1 }], // three hours of backup, two of them past
      services: [{ service: 'power', people: { value: 10_000 } }, { service: 'mobile', people: { value: 0 }, onBattery: { value: 4000 }, endsKnown: false }],
    })
  }))

  test('joins the open damage of its site, whose grades follow the latest observation', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const first = aReport({ observedAt: '2026-03-05T10:00:00.000Z', severity: 3, function: 'out' })
    const earlier = aReport({ observedAt: '2026-03-05T09:00:00.000Z', severity: 1, function: 'degraded', safety: 'unsafe' })
    const { body: a } = await ask<Stored>(api, 'crew-7', 'PUT', `/api/reports/${first.id}`, first)
    const { body: b } = await ask<Stored>(api, 'crew-8', 'PUT', `/api/reports/${earlier.id}`, earlier)
    expect(b.damage).toBe(a.damage)
    const { body: damage } = await ask<Damage & { safety: string }>(api, 'dispatcher', 'GET', `/api/damages/${a.damage}`)
    expect(damage).toMatchObject({ severity: 3, function: 'out', safety: 'unsafe', reports: 2 })
  }))

  test('that all is well is kept, and opens no damage', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport({ severity: 0, function: 'full' })
    const { status, body } = await ask<Stored>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect([status, body.damage]).toEqual([200, null])
  }))

  test('with a landmark in words has no position, and is seen where its crew belongs', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport({ site: null, position: null, accuracyM: null, located: 'landmark_text', place: 'за мостом', kind: 'power_tower' })
    const { body: filed } = await ask<Stored & { position: unknown }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect(filed.position).toBeNull()
    expect((await ask<Damage>(api, 'dispatcher', 'GET', `/api/damages/${filed.damage}`)).body).toMatchObject({ area: 'TW' })
    expect((await ask(api, 'eastern-dispatcher', 'GET', `/api/damages/${filed.damage}`)).status).toBe(404)
  }))

  test('that names a site outside the crew\'s areas is refused as if the site did not exist', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport({ site: WORLD.eastern })
    expect(await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).toMatchObject({ status: 404, body: { type: '/problems/site-not-found' } })
  }))

  test('is answered as it can be read afterwards, photos with what is known of them included', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = (nth: string) => ({ sha256: nth.repeat(64), bytes: 1000, type: 'image/jpeg' as const, takenAt: '2026-03-05T09:59:00.1239Z', exifPosition: [31.5, 47.25] as [number, number] })
    const report = aReport({ observedAt: '2026-03-05T12:00:00.4567+02:00', accuracyM: 12.34567890123, hazards: ['fire', 'gas'], needs: ['cable'], note: 'Їжак', place: 'за мостом', fix: { position: [31.25, 46.75], accuracyM: 150.123456789, at: '2026-03-05T09:58:00.9996Z' }, doubts: ['coarse'], components: [{ part: 'transformer', state: 'destroyed' }], photos: [photo('b'), photo('a')] })
    const filed = await ask<Stored>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    expect(filed).toMatchObject({ status: 200, body: { observedAt: '2026-03-05T10:00:00.457Z', crewName: 'Crew 7', photos: [{ sha256: 'b'.repeat(64), storedAt: null }, { sha256: 'a'.repeat(64) }] } })
    expect(await ask(api, 'crew-7', 'GET', `/api/reports/${report.id}`)).toEqual(filed)
    expect(await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).toEqual(filed)
  }))

  test('sent fifty times at once is stored once and answered the same', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const report = aReport()
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask<Stored>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
    const { rows } = await database.pool.query('select (select count(*)::int from reports) as reports, (select count(*)::int from damages) as damages, (select count(*)::int from events) as events')
    expect(rows).toEqual([{ reports: 1, damages: 1, events: 2 }])
  }))

  test('under a taken id with another body is 409 and changes nothing', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const report = aReport()
    await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    const before = (await database.pool.query('select * from reports, damages')).rows
    for (const other of [{ ...report, note: 'інше' }, { ...report, severity: 4 }, { ...report, site: WORLD.mast }]) {
      expect(await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, other)).toMatchObject({ status: 409, body: { type: '/problems/report-id-taken' } })
    }
    expect(await ask(api, 'crew-8', 'PUT', `/api/reports/${report.id}`, report)).toMatchObject({ status: 409 })
    expect((await database.pool.query('select * from reports, damages')).rows).toEqual(before)
  }))

  test('of one site by thirty crews at once opens one damage', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => {
      const report = aReport({ note: `${n}` })
      return ask<Stored>(api, n % 2 ? 'crew-7' : 'crew-8', 'PUT', `/api/reports/${report.id}`, report)
    }))
    expect(new Set(answers.map((answer) => answer.body.damage)).size).toBe(1)
    expect((await database.pool.query('select report_count from damages')).rows).toEqual([{ report_count: 30 }])
  }))

  test('cannot be changed or removed, nor can what happened', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const report = aReport()
    await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    for (const statement of ['update reports set severity = 0', 'delete from reports', 'update events set verb = \'x.y\'', 'delete from events']) {
      await client.query('savepoint tried')
      await expect(client.query(statement)).rejects.toMatchObject({ code: '23001' })
      await client.query('rollback to savepoint tried')
    }
  }))
})
