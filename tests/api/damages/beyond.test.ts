import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { run, sql } from '../../../api/db/sql.ts'
import { settle } from '../../../api/damages/ranking.ts'
import { NOON, withApi } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'

type Damage = { id: string; priority: { tier: number; facilities: { kind: string; name: string | null; area: string | null; backupH: number | null }[] }; standing: { without: { kind: string; name: string | null } | null } }

test('what hangs on a damage beyond the areas of its reader is told by its kind, and named in no answer', withApi(async (api) => {
  await fillWorld(api.standing.database)
  const clinic = randomUUID()
  await api.standing.database.write(async (tx) => {
    await run(tx, sql`insert into facilities (id, kind, name_uk, name_en, geom, people, backup_h, source, source_id, licence, attribution)
      values (${clinic}, 'hospital', 'Клініка сусідів', 'Clinic of neighbours', st_setsrid(st_makepoint(37.1, 47.1), 4326), 10, 4, 'test', 'clinic', 'CC0-1.0', 'made for a test')`)
    await run(tx, sql`insert into links (from_site, to_facility, service, basis, source, source_id, licence, attribution) values (${WORLD.twin}, ${clinic}, 'power', 'given', 'test', 'clinic', 'CC0-1.0', 'made for a test')`)
  })
  const report = aReport({ site: WORLD.twin, position: [32.5, 47.5] })
  const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
  const other = aReport({ site: WORLD.mast, position: [31.1, 47.1] })
  await ask(api, 'crew-7', 'PUT', `/api/reports/${other.id}`, other)
  const [repair, step] = [randomUUID(), randomUUID()]
  const { body: { version } } = await ask<{ version: number }>(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.crew })
  expect((await ask(api, 'authority', 'PUT', `/api/repairs/${repair}/steps/${step}`, { at: '2026-03-06T12:00:00Z', confirmed: false, consumers: [clinic], version })).status).toBe(200)
  await api.standing.database.write((tx) => settle(tx, NOON))
  expect((await ask(api, 'authority', 'PUT', `/api/situation/reports/${randomUUID()}`, { area: 'TW' })).status).toBe(200)
  const { body: { reports } } = await ask<{ reports: { id: string }[] }>(api, 'dispatcher', 'GET', '/api/situation/reports?area=TW')
  const ways: readonly (readonly [string, string, unknown?])[] = [
    ['GET', '/api/damages'], ['GET', `/api/damages/${damage}`], ['GET', '/api/situation'], ['GET', '/api/situation?area=TW'], ['GET', `/api/situation/reports/${reports[0]!.id}`],
    ['GET', '/api/board'], ['GET', '/api/repairs'], ['GET', `/api/damages/${damage}/dependents`], ['GET', `/api/sites/${WORLD.twin}`], ['GET', `/api/damages/${damage}/timeline`],
  ]
  for (const [method, path] of ways) {
    const { status, body } = await ask(api, 'dispatcher', method, path)
    expect([path, status]).toEqual([path, 200])
    for (const word of ['сусідів', 'neighbours', 'TE']) expect(JSON.stringify(body), path).not.toContain(word)
  }
  const synced = JSON.stringify((await ask(api, 'crew-7', 'POST', '/api/sync', { device: randomUUID() })).body)
  expect(synced).toContain(damage)
  expect(synced).not.toMatch(/сусідів|neighbours/)
  const read = async (who: string) => (await ask<Damage & { repairs: { steps: { consumers: object[] }[] }[] }>(api, who, 'GET', `/api/damages/${damage}`)).body
  const seen = await read('dispatcher')
  expect(seen.priority).toMatchObject({ tier: 2, facilities: [{ kind: 'hospital', name: null, area: null, backupH: 2 }] })
  expect(seen.standing.without).toMatchObject({ kind: 'hospital', name: null })
  expect(seen.repairs[0]!.steps[0]!.consumers).toEqual([{ id: clinic, kind: 'hospital', names: { uk: null, en: null } }])
  const { body: { damages } } = await ask<{ damages: Damage[] }>(api, 'dispatcher', 'GET', '/api/damages')
  expect(damages.find(({ id }) => id === damage)!.priority).toEqual(seen.priority)
  // Who reaches both oblasts reads the name; the order is the same for both.
  const all = await read('authority')
  expect(all.priority).toEqual({ ...seen.priority, facilities: [{ ...seen.priority.facilities[0], name: 'Клініка сусідів', area: 'TE1' }] })
  expect(all.repairs[0]!.steps[0]!.consumers).toEqual([{ id: clinic, kind: 'hospital', names: { uk: 'Клініка сусідів', en: 'Clinic of neighbours' } }])
}))

test('an operator knows what hangs on its own sites, and a desk what hangs on the sites of its areas', withApi(async (api) => {
  await fillWorld(api.standing.database)
  const report = aReport({ site: WORLD.substation })
  const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
  for (const who of ['operator', 'dispatcher']) expect((await ask<Damage>(api, who, 'GET', `/api/damages/${damage}`)).body.priority.facilities, who).toMatchObject([{ kind: 'hospital', name: 'Лікарня' }])
}))
