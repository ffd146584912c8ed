import { describe, expect, test } from 'vitest'
import { settle } from '../../../api/damages/ranking.ts'
import type { Database } from '../../../api/db/database.ts'
import { loadDemo } from '../../../api/demo/load.ts'
import { demoAccounts, demoCrews } from '../../../api/demo/people.ts'
import { withDatabase } from '../../kit/database.ts'
import { plainOrder } from '../../kit/plain-order.ts'

const now = new Date('2026-01-15T12:00:00Z')
const quiet = () => {}

async function all<Row>(database: Database, query: string): Promise<Row[]> {
  return (await database.pool.query(query)).rows as Row[]
}

const NOTHING_LOST = `
  select (select count(*)::int from areas) as areas, (select count(*)::int from sites) as sites, (select count(*)::int from links) as links,
         (select count(*)::int from reports) as reports, (select count(*)::int from events) as events`

describe('the demonstration country', () => {
  test('loads once, whole, with Crimea in it and everybody counted once', withDatabase(async (database) => {
    await loadDemo(database, { now, log: quiet })
    expect(await all(database, 'select level, count(*)::int, sum(population)::int as people from areas group by level, depth order by depth')).toEqual([
      { level: 'country', count: 1, people: null }, { level: 'oblast', count: 27, people: 41_167_335 },
      { level: 'raion', count: 136, people: 38_215_034 }, { level: 'hromada', count: 1476, people: 41_167_335 - 2_952_301 - 33_729 },
    ])
    expect(await all(database, `select name, (select (lineage)[2] from areas where code = area_at(st_setsrid(st_makepoint(lon, lat), 4326))) as oblast
      from (values ('Simferopol', 34.1, 44.95), ('Sevastopol', 33.52, 44.6), ('Kerch', 36.47, 45.35), ('Kharkiv', 36.23, 49.99), ('Kyiv', 30.52, 50.45)) as p(name, lon, lat)`)).toEqual([
      { name: 'Simferopol', oblast: 'UA01000000000013043' }, { name: 'Sevastopol', oblast: 'UA85000000000065278' }, { name: 'Kerch', oblast: 'UA01000000000013043' },
      { name: 'Kharkiv', oblast: 'UA63000000000041885' }, { name: 'Kyiv', oblast: 'UA80000000000093317' },
    ])
    expect(await all(database, `select count(*)::int from sites where area_code is null and kind not in ('power_line', 'power_cable')`)).toEqual([{ count: 0 }])
    expect((await all<{ crimea: number }>(database, `select count(*)::int as crimea from sites s join areas a on a.code = s.area_code where a.lineage && array['UA01000000000013043', 'UA85000000000065278']`))[0]?.crimea).toBeGreaterThan(15)
    expect(await all(database, `select sum(population_served)::int as people, bool_and(population_basis = 'inferred') as inferred from sites where population_served is not null`))
      .toEqual([{ people: 41_167_335, inferred: true }])

    expect(await all(database, `select count(*)::int from sites where coalesce(licence, '') = '' or coalesce(attribution, '') = '' or not demo or name_uk is null or name_en is null`)).toEqual([{ count: 0 }])
    expect(await all(database, `select count(*)::int from links l join sites f on f.id = l.from_site where f.kind not in ('substation', 'switchgear', 'power_plant')`)).toEqual([{ count: 0 }])
    expect((await all<{ count: number }>(database, `select count(*)::int from links where carrier is not null`))[0]?.count).toBeGreaterThan(300)

    expect(await all(database, `select count(*)::int, bool_and(demo) as demo, bool_and(note ~ 'https?://.*\\(20\\d\\d-\\d\\d-\\d\\d\\)$') as sourced,
      bool_and(severity is not null or function <> 'unknown') as graded, max(observed_at) <= $now$2026-01-15T12:00:00Z$now$ as past from reports`))
      .toEqual([{ count: 115, demo: true, sourced: true, graded: true, past: true }])
    expect((await all<{ state: string }>(database, `select distinct state from repairs order by 1`)).map(({ state }) => state)).toEqual(['blocked', 'en_route', 'in_progress', 'restored'])
    expect((await all<{ shown: string }>(database, `select distinct state || ' ' || verification as shown from damages order by 1`)).map(({ shown }) => shown))
      .toEqual(['open unverified', 'open verified', 'restored unverified'])
    expect((await all<{ recent: number }>(database, `select count(*)::int as recent from reports where observed_at > timestamptz '2026-01-13T12:00:00Z'`))[0]?.recent).toBeGreaterThan(8)

    // Its past is one: what happened to a damage stands in the order in which it happened, over months, and the last left it as it is.
    expect(await all(database, `select count(*)::int from (select at < lag(at) over (partition by damage_id order by seq) as back from events where damage_id is not null) e where back`)).toEqual([{ count: 0 }])
    expect((await all<{ days: number }>(database, `select count(distinct at::date)::int as days from events where verb = 'damage.opened' and at > timestamptz '2026-01-01T12:00:00Z'`))[0]?.days).toBeGreaterThan(3)
    expect(await all(database, `select count(*)::int from damages d where (select damage_after - 'tier' - 'people' from events e where e.damage_id = d.id and damage_after is not null order by seq desc limit 1) <> damage_as_is(d.id) - 'tier' - 'people'`)).toEqual([{ count: 0 }])

    // The order of its queue is what the design says, by a plain implementation that shares no code with it.
    await database.write((tx) => settle(tx, now))
    const queue = await all<{ id: string; tier: number; rank: number; people: number }>(database, `select id, tier, rank, people from damages where state = 'open'`)
    const plain = new Map((await plainOrder(database, now)).map((one) => [one.id, one]))
    expect(queue.length).toBeGreaterThan(40)
    for (const { id, tier, rank, people } of queue) {
      expect({ id, tier, people }).toEqual({ id, tier: plain.get(id)!.tier, people: plain.get(id)!.people })
      expect(Math.abs(rank - plain.get(id)!.rank), id).toBeLessThanOrEqual(1e-9 * plain.get(id)!.rank)
    }

    const before = await all(database, NOTHING_LOST)
    await loadDemo(database, { now: new Date('2026-03-01T00:00:00Z'), log: quiet })
    expect(await all(database, NOTHING_LOST)).toEqual(before)
  }), 120_000)

  test('leaves nothing behind when it is cut off, so that the next start loads it', withDatabase(async (database) => {
    const cut = loadDemo(database, { now, log: (message) => { if (message.includes('grid')) throw new Error('cut off') } })
    await expect(cut).rejects.toThrow('cut off')
    expect(await all(database, NOTHING_LOST)).toEqual([{ areas: 0, sites: 0, links: 0, reports: 0, events: 0 }])
  }), 120_000)

  test('has an account for each role, in areas and crews that it brings', () => {
    expect(demoAccounts.map(({ role }) => role)).toEqual(['crew', 'dispatcher', 'authority', 'operator', 'auditor', 'admin'])
    const crew = demoCrews.find(({ id }) => id === demoAccounts[0]?.crew)
    expect(crew).toMatchObject({ name: demoAccounts[0]?.name, area: demoAccounts[0]?.areaCode })
    expect(demoCrews).toHaveLength(12)
  })
})
