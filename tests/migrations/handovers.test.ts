import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { aReport, ask, fillWorld, WORLD } from '../kit/world.ts'
import { withApi } from '../kit/with-api.ts'

test('what crews went to before organisations were responsible is theirs whose crew went first', withApi(async (api, client) => {
  await fillWorld(api.standing.database)
  const file = async (site: string) => { const report = aReport({ site }); return (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body.damage }
  const [crewed, idle, cancelled] = [await file(WORLD.substation), await file(WORLD.mast), await file(WORLD.twin)]
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage: crewed, crew: WORLD.crew })
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage: idle })
  const off = randomUUID()
  await ask(api, 'dispatcher', 'PUT', `/api/repairs/${off}`, { damage: cancelled, crew: WORLD.crew })
  await ask(api, 'dispatcher', 'POST', `/api/repairs/${off}/state`, { to: 'cancelled', at: '2026-03-05T11:30:00Z' })
  const told = async () => (await client.query<{ damage_id: string }>('select damage_id, organisation_id from responsibilities order by damage_id')).rows
  const kept = (await told()).filter((row) => row.damage_id === crewed)
  expect(kept).toHaveLength(1)
  await client.query('delete from responsibilities')
  const [moves = ''] = /insert into responsibilities[\s\S]*;/.exec(readFileSync(join(projectRoot, 'migrations/0046-handovers.sql'), 'utf8')) ?? []
  await client.query(moves)
  expect(await told()).toEqual(kept)
}))
