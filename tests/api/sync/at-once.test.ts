import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { buildApp } from '../../../api/app.ts'
import { sql } from '../../../api/db/sql.ts'
import type { Database } from '../../../api/db/database.ts'
import { aReport, cookieOf, fileOp, fillWorld, WORLD } from '../../kit/world.ts'
import { withCommittingApi } from '../../kit/with-api.ts'

describe('batches that arrive together', () => {
  test('of the same sites in any order never wait for each other in a circle, and each is kept once', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    let tries = 0
    const counting: Database = { ...database, write: (work) => database.write((tx) => { tries += 1; return work(tx) }) }
    const app = buildApp({ ...api.standing, database: counting })
    const send = async (sites: readonly string[]) => {
      const answer = await app.request('/api/sync', {
        method: 'POST', headers: { cookie: cookieOf('crew-7'), 'content-type': 'application/json' },
        body: JSON.stringify({ device: randomUUID(), ops: sites.map((site) => fileOp(aReport({ site }))) }),
      })
      const { verdicts } = (await answer.json()) as { verdicts: { outcome: string }[] }
      expect(verdicts.map((verdict) => verdict.outcome)).toEqual(sites.map(() => 'kept'))
    }
    const sites = [WORLD.substation, WORLD.mast, WORLD.plant, WORLD.twin]
    for (let round = 0; round < 3; round += 1) await Promise.all([send(sites), send([...sites].reverse()), send(sites), send([...sites].reverse())])
    expect(tries).toBe(12)
    expect(await database.look(sql`select count(*)::int as count from damages union all select count(*)::int from reports`)).toEqual([{ count: 4 }, { count: 48 }])
  }))
})
