import { describe, expect, test } from 'vitest'
import { run, sql, type Sql } from '../../../api/db/sql.ts'
import type { Database } from '../../../api/db/database.ts'
import { NO_PLACE, keyOf } from '../../../geo/feed/cells.ts'
import { CREW_STATUS } from '../../../geo/feed/crosswalk.ts'
import { RepairState } from '../../../geo/repairs/lifecycle.ts'
import { withDatabase } from '../../kit/database.ts'
import { withCommittingApi } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'

const DAMAGE = '00000000-0000-4000-8000-0000000000d1'
const OTHER = '00000000-0000-4000-8000-0000000000d2'
const REPAIR = '00000000-0000-4000-8000-0000000000a1'
type Kept = { properties: Record<string, unknown>; geometry: unknown; key: number; area: string | null; starts: string; ends: string | null }

async function kept(database: Database, table: Sql, id: string): Promise<Kept | undefined> {
  const [row] = await database.look<{ text: string } & Omit<Kept, 'properties' | 'geometry'>>(sql`select text, key, area_code as area, starts, ends from ${table} where id = ${id}`)
  expect(row?.text ?? '').toMatch(/^[\x20-\x7e]*$/) // one byte a letter: what makes a page cheap
  return row && { ...row, ...(JSON.parse(row.text) as Pick<Kept, 'properties' | 'geometry'>) }
}
const damage = (database: Database, id = DAMAGE) => kept(database, sql`damage_features`, id)
const repair = (database: Database) => kept(database, sql`repair_features`, REPAIR)
const change = (database: Database, ...statements: Sql[]) => database.write(async (tx) => { for (const statement of statements) await run(tx, statement) })

const insertDamage = (id: string, site: string | null = WORLD.substation) => sql`
  insert into damages (id, site_id, sector, kind, geom, opened_at, last_report_at)
  values (${id}, ${site}, 'energy', 'substation', st_setsrid(st_makepoint(31, 47), 4326), '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z')`
const insertRepair = sql`
  insert into repairs (id, damage_id, crew_id, state, since, urgency, request_hash, created_by)
  values (${REPAIR}, ${DAMAGE}, ${WORLD.crew}, 'assigned', '2026-03-02T00:00:00Z', 'permanent', '', 'admin')`
const insertReport = (at: string, rawGrade: string, damageId = DAMAGE) => sql`
  insert into reports (id, hash, body, damage_id, filed_by, observed_at, located, function, safety, scale, raw_grade, cause)
  values (gen_random_uuid(), '', '{}', ${damageId}, 'crew-7', ${at}, 'site_picked', 'out', 'unsafe', 'ems98', ${rawGrade}, 'uav')`

describe('the text of a damage, whoever changes what it is made of', () => {
  test('follows its own row, its site, its area, its repair, its crew and its reports', withDatabase(async (database) => {
    await fillWorld(database)
    await change(database, insertDamage(DAMAGE))
    expect(await damage(database)).toMatchObject({ area: 'TW1', ends: null, geometry: { type: 'Point', coordinates: [31, 47] }, key: keyOf(31, 47),
      properties: { nameUk: 'substation укр', siteId: WORLD.substation, areaNameEn: 'TW1 eng', repairState: null, rawGrade: null, cimOutageStatus: null } })

    await change(database, sql`update sites set name_uk = 'Нова назва' where id = ${WORLD.substation}`)
    expect((await damage(database))?.properties['nameUk']).toBe('Нова назва')
    await change(database, sql`update areas set name_en = 'Renamed' where code = 'TW1'`)
    expect((await damage(database))?.properties['areaNameEn']).toBe('Renamed')
    expect((await kept(database, sql`site_features`, WORLD.substation))?.properties['areaNameEn']).toBe('Renamed')

    await change(database, insertRepair)
    expect((await damage(database))?.properties).toMatchObject({ repairId: REPAIR, repairState: 'assigned', crewName: 'Crew 7', cimCrewStatus: 'assigned' })
    await change(database, sql`update repairs set state = 'temporary_fix', etr = '2026-03-09T10:00:00Z', etr_source = 'crew', version = version + 1 where id = ${REPAIR}`)
    expect((await damage(database))?.properties).toMatchObject({ repairState: 'temporary_fix', cimOutageStatus: 'partiallyRestored', estimatedRestorationTime: '2026-03-09T10:00:00.000Z', etrSource: 'crew' })
    await change(database, sql`update crews set name = 'Crew of night' where id = ${WORLD.crew}`)
    expect([(await damage(database))?.properties['crewName'], (await repair(database))?.properties['crewName']]).toEqual(['Crew of night', 'Crew of night'])

    await change(database, insertReport('2026-03-02T00:00:00Z', '4'), insertReport('2026-03-01T00:00:00Z', '2'))
    expect((await damage(database))?.properties).toMatchObject({ scale: 'ems98', rawGrade: '4', cause: 'uav', located: 'site_picked' })
    await change(database, sql`update damages set severity = 4, version = version + 1 where id = ${DAMAGE}`, sql`update damages set state = 'restored', restored_at = '2026-03-10T00:00:00Z', version = version + 1 where id = ${DAMAGE}`)
    expect(await damage(database)).toMatchObject({ ends: '2026-03-10T00:00:00.000Z', properties: { severity: 4, state: 'restored', restoredAt: '2026-03-10T00:00:00.000Z', version: 3, cimOutageStatus: 'restored' } })
  }))

  test('moves with the damage, its repair with it, and has no place when the damage has none', withDatabase(async (database) => {
    await fillWorld(database)
    await change(database, insertDamage(DAMAGE), insertRepair)
    await change(database, sql`update damages set geom = st_setsrid(st_makepoint(37, 47), 4326) where id = ${DAMAGE}`)
    expect([(await damage(database))?.area, (await repair(database))?.area, (await repair(database))?.key]).toEqual(['TE1', 'TE1', keyOf(37, 47)])
    await change(database, sql`update damages set geom = null, version = version + 1 where id = ${DAMAGE}`)
    expect([(await damage(database))?.geometry, (await damage(database))?.key, (await repair(database))?.geometry]).toEqual([null, NO_PLACE, null])
  }))

  test('leaves the feed when the damage is merged, whose reports the other then speaks for, and comes back when it is parted', withDatabase(async (database) => {
    await fillWorld(database)
    await change(database, insertDamage(DAMAGE), insertDamage(OTHER, null), insertReport('2026-03-02T00:00:00Z', '5', OTHER))
    expect((await damage(database))?.properties['rawGrade']).toBeNull()
    await change(database, sql`update damages set state = 'merged', merged_into = ${DAMAGE}, version = version + 1 where id = ${OTHER}`)
    expect([await damage(database, OTHER), (await damage(database))?.properties['rawGrade']]).toEqual([undefined, '5'])
    await change(database, sql`update damages set state = 'open', merged_into = null, version = version + 1 where id = ${OTHER}`)
    expect([(await damage(database, OTHER))?.properties['rawGrade'], (await damage(database))?.properties['rawGrade']]).toEqual(['5', null])
  }))

  test('is undone with the change, and gone with the row', withDatabase(async (database) => {
    await fillWorld(database)
    await change(database, insertDamage(DAMAGE), insertRepair)
    const before = await damage(database)
    await expect(change(database, sql`update damages set severity = 1, version = version + 1 where id = ${DAMAGE}`, sql`select 1 / 0`)).rejects.toThrow('division by zero')
    expect(await damage(database)).toEqual(before)
    await change(database, sql`delete from repairs where id = ${REPAIR}`)
    expect([await repair(database), (await damage(database))?.properties['repairState']]).toEqual([undefined, null])
    await change(database, sql`delete from damages where id = ${DAMAGE}`)
    expect(await damage(database)).toBeUndefined()
  }))

  test('has the name that the site got while the damage was being opened', withDatabase(async (database) => {
    await fillWorld(database)
    const opens = insertDamage(DAMAGE)
    const [renaming, opening] = [await database.pool.connect(), await database.pool.connect()]
    const together = database.kind === 'server' // where transactions follow one another there is nothing to race
    try {
      await renaming.query('begin')
      await renaming.query(`update sites set name_uk = 'Після' where id = $1`, [WORLD.substation])
      if (!together) await renaming.query('commit')
      await opening.query('begin')
      const opened = opening.query(opens.text, opens.values).then(() => opening.query('commit'))
      if (together) await renaming.query('commit')
      await opened
    } finally {
      renaming.release()
      opening.release()
    }
    expect((await damage(database))?.properties['nameUk']).toBe('Після')
  }))

  test('is right after the commands of the API: report, repair, restoration', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const report = aReport({ scale: 'ems98', rawGrade: '4', severity: 3 })
    expect((await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
    const [{ id } = { id: '' }] = await database.look<{ id: string }>(sql`select id from damages`)
    expect((await damage(database, id))?.properties).toMatchObject({ severity: 3, function: 'out', scale: 'ems98', rawGrade: '4', reportCount: 1, openedAt: report.observedAt })
    const opened = await ask<{ version: number }>(api, 'dispatcher', 'PUT', `/api/repairs/${REPAIR}`, { damage: id, crew: WORLD.crew })
    expect(opened.status).toBe(200)
    expect((await damage(database, id))?.properties).toMatchObject({ repairState: 'assigned', crewName: 'Crew 7' })
    for (const to of ['en_route', 'on_site', 'in_progress', 'restored']) {
      expect((await ask(api, 'crew-7', 'POST', `/api/repairs/${REPAIR}/state`, { to, at: '2026-03-05T11:00:00.000Z' })).status, to).toBe(200)
    }
    expect(await damage(database, id)).toMatchObject({ ends: '2026-03-05T11:00:00.000Z', properties: { state: 'restored', repairState: 'restored', restoredAt: '2026-03-05T11:00:00.000Z' } })
    expect((await repair(database))?.properties).toMatchObject({ state: 'restored', cimCrewStatus: 'fieldComplete', damageId: id })
  }))
})

describe('what is reckoned twice', () => {
  test('is the same in the database and in geo: keys along the curve, crew states of IEC 61968-3', withDatabase(async (database) => {
    const places: [number, number][] = [[0, 0], [-180, -90], [180, 90], [30.5234, 50.4501], [-0.000001, 89.999999], [179.9999999, -45.5], [31, 47]]
    for (const [lon, lat] of places) {
      const [row] = await database.look<{ key: number }>(sql`select feed_key(p, p) as key from (select st_setsrid(st_makepoint(${lon}, ${lat}), 4326) as p) at`)
      expect(row?.key, `${lon} ${lat}`).toBe(keyOf(lon, lat))
    }
    for (const state of RepairState.exclude(['blocked']).options) {
      const [row] = await database.look<{ plain: string | null; blocked: string | null }>(sql`select cim_crew_status(${state}, null) as plain, cim_crew_status('blocked', ${state}) as blocked`)
      expect(row, state).toEqual({ plain: CREW_STATUS[state], blocked: CREW_STATUS[state] })
    }
  }))
})
