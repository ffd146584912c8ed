import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { aReport, ask, fillWorld, WORLD } from '../kit/world.ts'
import { withApi } from '../kit/with-api.ts'

type Row = { verb: string; damage_id: string | null; damage_after: Record<string, unknown> | null }

test('what happened before the past was kept is told from the events themselves, and the last of each damage from the damage', withApi(async (api, client) => {
  await fillWorld(api.standing.database)
  const file = async (changes: object) => { const report = aReport(changes); return (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body.damage }
  const version = async (id: string) => (await ask<{ version: number }>(api, 'dispatcher', 'GET', `/api/damages/${id}`)).body.version
  const [first, second] = [await file({ severity: 3 }), await file({ site: WORLD.mast, function: 'degraded', severity: null })]
  await file({ severity: 4, observedAt: '2026-03-05T11:00:00.000Z' })
  await ask(api, 'dispatcher', 'POST', `/api/damages/${second}/verification`, { verification: 'verified', version: await version(second) })
  await ask(api, 'dispatcher', 'POST', `/api/damages/${second}/merge`, { into: first, version: await version(second) })
  await ask(api, 'dispatcher', 'POST', `/api/damages/${second}/part`, { version: await version(second) })
  await ask(api, 'dispatcher', 'POST', `/api/damages/${second}/verification`, { verification: 'false', version: await version(second) })
  for (const ends of ['cancelled', 'restored']) {
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage: first })
    await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/crew`, { crew: WORLD.crew, version: 1 })
    for (const to of ['en_route', 'on_site', ends]) await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/state`, { to, at: '2026-03-05T11:30:00Z' })
  }
  const told = async () => (await client.query<Row>('select verb, damage_id, damage_after from events order by seq')).rows
  const kept = await told()
  expect([...new Set(kept.filter(({ damage_after: after }) => after !== null).map(({ verb }) => verb))].sort())
    .toEqual(['damage.merged', 'damage.opened', 'damage.parted', 'damage.reported', 'damage.restored', 'damage.verified', 'repair.assigned', 'repair.moved', 'repair.opened'])

  await client.query('alter table events disable trigger events__append_only')
  await client.query('update events set damage_after = null')
  const [, moves = ''] = /^(alter table events disable trigger[\s\S]*enable trigger events__append_only;)$/m.exec(readFileSync(join(projectRoot, 'migrations/0030-past.sql'), 'utf8')) ?? []
  await client.query(moves)
  const latest = (rows: readonly Row[], nth: number) => rows.findLastIndex(({ damage_id: id, damage_after: after }) => id === rows[nth]!.damage_id && after !== null) === nth
  // What no event said, people and tier of a filing, is unknown until the last; a restoration is told once, by the event after the repair's own.
  const sayable = (rows: readonly Row[]) => rows.map(({ verb, damage_after: after }, nth) => {
    if (after === null || latest(rows, nth)) return [verb, after]
    const { people, tier, state, verification, ...rest } = after
    return [verb, rest, verb === 'repair.moved' ? null : state, verb === 'damage.parted' ? null : verification] // parted, it was unverified before that migration
  })
  expect(sayable(await told())).toEqual(sayable(kept))
}))
