import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { EVERYWHERE } from '../../../geo/access/scope.ts'
import { buildApp } from '../../../api/app.ts'
import { sql } from '../../../api/db/sql.ts'
import { merge } from '../../../api/damages/commands.ts'
import type { Database } from '../../../api/db/database.ts'
import { aReport, ask, cookieOf, fileOp, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { NOON, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

type Seen = { id: string; reports: number; photosMissing: number; severity: number; state: string; version: number }
const SYSTEM = { id: 'system', name: '', kind: 'system' as const, grants: [] }

const file = async (api: Api, changes = {}, who = 'crew-7') => {
  const report = aReport(changes)
  const { status, body } = await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)
  expect(status).toBe(200)
  return body.damage
}
const damageOf = async (api: Api, id: string) => (await ask<Seen>(api, 'authority', 'GET', `/api/damages/${id}`)).body

/** Does the work in a transaction that stays open until `meanwhile` has been waiting for it a little. */
async function heldOpen(database: Database, work: Parameters<Database['write']>[0], meanwhile: () => Promise<unknown>) {
  let started = () => {}
  let finish = () => {}
  const reached = new Promise<void>((resolve) => { started = resolve })
  const released = new Promise<void>((resolve) => { finish = resolve })
  const holding = database.write(async (tx) => {
    await work(tx)
    started()
    await released
  })
  await reached
  const waiting = meanwhile()
  await new Promise((resolve) => setTimeout(resolve, 300))
  finish()
  await Promise.all([holding, waiting])
}

const mergeOf = (id: string, into: string, version: number): Parameters<Database['write']>[0] => (tx) =>
  merge(tx, SYSTEM, EVERYWHERE, { id, into, why: '', version, now: NOON })

describe('at the moment of a merge', () => {
  test('a photo that lands counts for the damage that stays', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } }).png().toBuffer()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const stays = await file(api, { site: WORLD.mast })
    const goes = await file(api, { photos: [{ sha256, bytes: bytes.byteLength, type: 'image/png' }] })
    const { version } = await damageOf(api, goes)
    await heldOpen(database, mergeOf(goes, stays, version), async () => {
      expect((await api.call('PUT', `/api/photos/${sha256}`, { body: bytes, headers: { cookie: cookieOf('crew-7') } })).status).toBe(200)
    })
    expect(await damageOf(api, stays)).toMatchObject({ reports: 2, photosMissing: 0 })
  }))

  test('a report that names the damage counts for the damage that stays', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const stays = await file(api, { site: WORLD.mast })
    const goes = await file(api)
    const { version } = await damageOf(api, goes)
    await heldOpen(database, mergeOf(goes, stays, version), () => file(api, { damage: goes, severity: 4, observedAt: '2026-03-05T11:00:00Z' }))
    expect(await damageOf(api, stays)).toMatchObject({ reports: 3, severity: 4 })
  }))
})

describe('reports of one damage at once', () => {
  test('by its site and by its number never wait for each other in a circle', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const damage = await file(api)
    let tries = 0
    const counting: Database = { ...database, write: (work) => database.write((tx) => { tries += 1; return work(tx) }) }
    const app = buildApp({ ...api.standing, database: counting })
    const put = async (changes: object) => {
      const report = aReport(changes)
      const answer = await app.request(`/api/reports/${report.id}`, { method: 'PUT', headers: { cookie: cookieOf('crew-7'), 'content-type': 'application/json' }, body: JSON.stringify(report) })
      expect(answer.status).toBe(200)
    }
    for (let round = 0; round < 10; round += 1) await Promise.all([put({}), put({ site: null, damage, located: 'gps' }), put({}), put({ site: null, damage, located: 'gps' })])
    expect(tries).toBe(40)
    expect(await damageOf(api, damage)).toMatchObject({ reports: 41 })
  }))

  test('open one damage of their site, however its number is written', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const site = '00000000-0000-4000-8000-0000000000ab'
    await database.write((tx) => tx.query(sql`
      insert into sites (id, sector, kind, name_uk, geom, source, source_id, licence, attribution)
      select ${site}, sector, kind, name_uk, st_translate(geom, 0.3, 0.3), source, 'ab', licence, attribution from sites where id = ${WORLD.mast}`))
    const opened = await Promise.all(Array.from({ length: 8 }, (_, nth) => file(api, { site: nth % 2 === 0 ? site : site.toUpperCase() })))
    expect(new Set(opened).size).toBe(1)
  }))
})

describe('a damage that is closed', () => {
  test('takes what was seen before it was restored; what is broken later opens another', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await file(api)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
    for (const to of ['en_route', 'on_site', 'in_progress', 'restored']) {
      expect((await ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at: '2026-03-05T11:00:00Z' })).status).toBe(200)
    }
    expect(await file(api, { site: null, damage, located: 'gps', observedAt: '2026-03-05T10:30:00Z' })).toBe(damage)
    expect(await file(api, { site: null, damage, located: 'gps', observedAt: '2026-03-05T11:40:00Z', function: 'full', severity: 0 })).toBe(damage)
    const again = await file(api, { site: null, damage, located: 'gps', observedAt: '2026-03-05T11:30:00Z' })
    expect(again).not.toBe(damage)
    expect(await damageOf(api, again)).toMatchObject({ state: 'open', site: WORLD.substation, reports: 1 })
    // The site has an open damage now: the next that names the old one joins it.
    expect(await file(api, { site: null, damage, located: 'gps', observedAt: '2026-03-05T11:45:00Z' })).toBe(again)
  }))

  test('as false is not where a new report of it is hidden', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await file(api)
    const { version } = await damageOf(api, damage)
    await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/verification`, { verification: 'false', version })
    const again = await file(api, { site: null, damage, located: 'gps' })
    expect(again).not.toBe(damage)
    expect(await damageOf(api, again)).toMatchObject({ state: 'open' })
  }))
})

describe('a correction', () => {
  test('that names neither site nor damage belongs to the damage of what it corrects', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const first = aReport({ site: null, located: 'map_pin' })
    const { body } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${first.id}`, first)
    expect(await file(api, { site: null, located: 'map_pin', corrects: first.id, severity: 1 })).toBe(body.damage)
    expect(await damageOf(api, body.damage)).toMatchObject({ reports: 2 })
  }))

  test('of a report outside one\'s areas is refused as if there were none', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const theirs = aReport({ site: WORLD.eastern, position: [37, 47] })
    await ask(api, 'crew-9', 'PUT', `/api/reports/${theirs.id}`, theirs)
    const { body } = await syncAs(api, 'crew-7', [fileOp(aReport({ corrects: theirs.id }))])
    expect(body.verdicts[0]).toMatchObject({ outcome: 'refused', problem: { type: '/problems/report-not-found' } })
  }))
})

describe('a merge', () => {
  test('by a number in capitals is the same merge', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [one, other] = [await file(api), await file(api, { site: WORLD.mast })]
    const { version } = await damageOf(api, one)
    const self = await ask(api, 'dispatcher', 'POST', `/api/damages/${one}/merge`, { into: one.toUpperCase(), version })
    expect([self.status, self.body]).toMatchObject([409, { reason: 'same' }])
    const done = await ask(api, 'dispatcher', 'POST', `/api/damages/${one.toUpperCase()}/merge`, { into: other.toUpperCase(), version })
    expect([done.status, done.body]).toMatchObject([200, { id: other, reports: 2 }])
  }))
})

test('a repair of one number is opened on one of two damages, and the other sender is told', withCommittingApi(async (api, database) => {
  await fillWorld(database)
  const [id, ...damages] = [randomUUID() as string, await file(api), await file(api, { site: WORLD.mast })]
  const opened = await Promise.all(damages.map((damage) => ask<{ type: string }>(api, 'dispatcher', 'PUT', `/api/repairs/${id}`, { damage })))
  expect(opened.map(({ status, body }) => [status, body.type]).sort()).toEqual([[200, undefined], [409, '/problems/op-id-taken']])
}))
