import { expect, test } from 'vitest'
import { z } from 'zod'
import { many, run, sql } from '../../../api/db/sql.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

const listed = async (api: Api, who: string, query: string) => {
  const { status, body } = await ask<{ sites: { id: string; number: number }[] }>(api, who, 'GET', `/api/sites?${query}`)
  return status === 200 ? body.sites.map(({ id }) => id) : status
}

test('a site is found by what its label says, within one\'s areas alone, and a report may say that its label was scanned', withApi(async (api) => {
  await fillWorld(api.standing.database)
  const numbers = new Map((await api.standing.database.read((tx) => many(tx, z.object({ id: z.uuid(), number: z.number() }), sql`select id, number from sites`))).map(({ id, number }) => [id, number]))
  const [mast, eastern] = [numbers.get(WORLD.mast)!, numbers.get(WORLD.eastern)!]
  await api.standing.database.write((tx) => run(tx, sql`update sites set name_en = ${`Substation ${mast}`} where id = ${WORLD.twin}`))

  expect(await listed(api, 'crew-7', `number=${mast}`)).toEqual([WORLD.mast])
  expect(await listed(api, 'crew-7', `id=${WORLD.mast}`)).toEqual([WORLD.mast])
  expect(await listed(api, 'crew-7', `number=${eastern}`)).toEqual([])
  expect(await listed(api, 'crew-7', `id=${WORLD.eastern}`)).toEqual([])
  expect(await listed(api, 'crew-7', `text=${mast}`)).toEqual(expect.arrayContaining([WORLD.twin]))
  expect((await listed(api, 'crew-7', `text=${mast}`) as string[])[0], 'the number before the name').toBe(WORLD.mast)
  expect(await listed(api, 'crew-7', `text=${eastern}`)).not.toContain(WORLD.eastern)
  for (const bad of ['number=0', 'number=1e99', 'number=x', 'id=1', 'number=9999999999']) expect(await listed(api, 'crew-7', bad), bad).toBe(422)

  // What a sheet of labels asks: an area with all below it, as far as one reaches.
  const western = [WORLD.substation, WORLD.mast, WORLD.plant, WORLD.twin, WORLD.line].sort()
  expect((await listed(api, 'authority', 'area=TW&limit=2000') as string[]).sort()).toEqual(western)
  expect((await listed(api, 'dispatcher', 'area=T&limit=2000') as string[]).sort()).toEqual(western)
  expect(await listed(api, 'dispatcher', 'area=TE')).toEqual([])
  expect(await listed(api, 'dispatcher', 'area=nowhere')).toEqual([])

  const report = aReport({ site: WORLD.mast, located: 'site_scanned' })
  expect((await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
  expect((await ask(api, 'crew-7', 'GET', `/api/reports/${report.id}`)).body).toMatchObject({ site: WORLD.mast, located: 'site_scanned' })
  const nowhere = aReport({ site: null, located: 'site_scanned' })
  expect((await ask(api, 'crew-7', 'PUT', `/api/reports/${nowhere.id}`, nowhere)).status).toBe(422)
}))
