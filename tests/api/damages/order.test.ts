import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { settle } from '../../../api/damages/ranking.ts'
import { join, run, sql } from '../../../api/db/sql.ts'
import type { Database } from '../../../api/db/database.ts'
import { plainOrder } from '../../kit/plain-order.ts'
import { NOON, withApi, type Api } from '../../kit/with-api.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { randomOf, type Random } from '../../sim/random.ts'

type Damage = { id: string; tier: number; site: string; priority: { tier: number; perCrewHour: { value: number }; people: { value: number } }; standing: { place: number; total: number; without: { name: string; place: number } | null } }

const KINDS = ['substation', 'substation', 'substation', 'mast', 'mast', 'exchange', 'antenna', 'power_line', 'transformer'] as const
const FACILITIES = ['hospital', 'water_pumping', 'emergency_centre', 'shelter'] as const

/** Sites, facilities and links at random in the western oblast, some figures of them unknown. */
async function grow(database: Database, random: Random): Promise<string[]> {
  const at = () => sql`st_setsrid(st_makepoint(${30.5 + random.next() * 2}, ${45.5 + random.next() * 3}), 4326)`
  const sites = Array.from({ length: 12 }, () => ({ id: randomUUID() as string, kind: random.pick(KINDS) }))
  const facilities = Array.from({ length: 4 }, () => ({ id: randomUUID() as string, kind: random.pick(FACILITIES) }))
  const maybe = (share: number, value: () => number) => (random.chance(share) ? value() : null)
  await database.write(async (tx) => {
    await run(tx, sql`insert into sites (id, sector, kind, geom, population_served, population_basis, backup_h, source, source_id, licence, attribution) values ${join(sites.map(({ id, kind }) => {
      const people = maybe(0.7, () => random.int(100, 20_000))
      return sql`(${id}, ${['mast', 'exchange', 'antenna'].includes(kind) ? 'communications' : 'energy'}, ${kind}, ${at()}, ${people}, ${people === null ? null : random.pick(['given', 'inferred'])}, ${maybe(0.4, () => random.int(1, 40) / 4)}, 'random', ${id}, 'CC0-1.0', 'made for a test')`
    }))}`)
    await run(tx, sql`insert into facilities (id, kind, name_uk, geom, people, backup_h, source, source_id, licence, attribution) values ${join(facilities.map(({ id, kind }) =>
      sql`(${id}, ${kind}, ${id}, ${at()}, ${maybe(0.8, () => random.int(10, 3000))}, ${maybe(0.7, () => random.int(1, 200) / 4)}, 'random', ${id}, 'CC0-1.0', 'made for a test')`))}`)
    for (let n = 0; n < 26; n += 1) {
      const from = random.pick(sites).id
      const to = random.chance(0.3) ? null : random.pick(sites).id
      const carrier = random.chance(0.2) ? random.pick(sites).id : null
      if (to === from) continue
      await run(tx, sql`insert into links (from_site, to_site, to_facility, carrier, service, basis, source, source_id, licence, attribution)
        values (${from}, ${to}, ${to === null ? random.pick(facilities).id : null}, ${carrier}, ${random.chance(0.75) ? 'power' : 'data'}, 'given', 'random', ${`${n}`}, 'CC0-1.0', 'made for a test')`)
    }
  })
  return sites.map(({ id }) => id)
}

async function strike(api: Api, random: Random, sites: readonly string[]): Promise<void> {
  const seen = [...sites, WORLD.substation, WORLD.mast, WORLD.twin].filter(() => random.chance(0.6))
  for (const site of seen) {
    for (let reports = random.int(1, 2); reports > 0; reports -= 1) {
      const report = aReport({
        site, ...random.pick([{ severity: null, function: 'out' }, { severity: random.int(1, 4), function: 'out' }, { severity: random.int(1, 4), function: 'out' }, { severity: 2, function: 'degraded' }, { severity: 3, function: 'unknown' }] as const), hazards: random.chance(0.1) ? ['live_wires'] : [],
        observedAt: new Date(NOON.getTime() - random.int(1, 20 * 3600) * 1000).toISOString(), located: 'site_picked', position: null, accuracyM: null,
      })
      expect((await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
    }
  }
}

/** Opens repairs on some damages, each with steps at random: by number, by name, expected, taken back. */
async function step(api: Api, random: Random): Promise<void> {
  for (const { id } of (await ask<{ damages: Damage[] }>(api, 'authority', 'GET', '/api/damages?limit=500')).body.damages) {
    if (!random.chance(0.4)) continue
    const repair = randomUUID()
    expect((await ask(api, 'authority', 'PUT', `/api/repairs/${repair}`, { damage: id, crew: WORLD.crew })).status).toBe(200)
    const { body: { dependents } } = await ask<{ dependents: { id: string }[] }>(api, 'authority', 'GET', `/api/damages/${id}/dependents`)
    for (let steps = random.int(1, 2); steps > 0; steps -= 1) {
      const consumers = random.chance(0.5) ? dependents.filter(() => random.chance(0.4)).map((one) => one.id) : []
      const people = consumers.length > 0 && random.chance(0.5) ? [] : [{ service: random.pick(['power', 'mobile', 'fixed', 'water'] as const), people: random.int(1, 9000) }]
      const named = randomUUID()
      const version = async () => (await ask<{ repairs: { version: number }[] }>(api, 'authority', 'GET', `/api/damages/${id}`)).body.repairs[0]!.version
      const said = await ask(api, 'authority', 'PUT', `/api/repairs/${repair}/steps/${named}`, { at: NOON.toISOString(), confirmed: random.chance(0.7), people, consumers, version: await version() })
      expect(said.status, JSON.stringify(said.body)).toBe(200)
      if (random.chance(0.2)) expect((await ask(api, 'authority', 'POST', `/api/repairs/${repair}/steps/${named}/withdrawal`, { version: await version() })).status).toBe(200)
    }
  }
}

/** The queue as it stands against the plain way: the same tiers, people and figures, in the same order. */
async function compare(api: Api, now = NOON): Promise<Damage[]> {
  await api.standing.database.write((tx) => settle(tx, now))
  const plain = new Map((await plainOrder(api.standing.database, now)).map((one) => [one.id, one]))
  const { body: { damages } } = await ask<{ damages: Damage[] }>(api, 'authority', 'GET', '/api/damages?limit=500')
  expect(damages.length).toBe(plain.size)
  for (const damage of damages) {
    const said = plain.get(damage.id)!
    expect({ id: damage.id, tier: damage.tier, people: damage.priority.people.value }).toEqual({ id: said.id, tier: said.tier, people: said.people })
    expect(damage.priority.perCrewHour.value / Math.max(1e-9, said.rank), `${said.rank}`).toBeCloseTo(said.rank === 0 ? 0 : 1, 9)
  }
  const inOrder = [...plain.values()].sort((a, b) => a.tier - b.tier || b.rank - a.rank)
  expect(damages.map(({ tier }) => tier)).toEqual(inOrder.map(({ tier }) => tier))
  for (const [index, damage] of damages.entries()) expect(plain.get(damage.id)!.rank).toBeCloseTo(inOrder[index]!.rank, 6)
  return damages
}

describe('the order', () => {
  test.each([1, 2, 3, 4])('agrees with the plain way on world %i, now and when batteries have run down', (seed) => withApi(async (api) => {
    const random = randomOf(`order ${seed}`)
    await fillWorld(api.standing.database)
    await strike(api, random, await grow(api.standing.database, random))
    const damages = await compare(api)
    expect(damages.length).toBeGreaterThan(3)
    // What steps of repairs gave back is taken off once, however they name it.
    await step(api, random)
    await compare(api)
    await compare(api, new Date(NOON.getTime() + 5 * 3_600_000))
    // Nothing is written where nothing has changed.
    expect(await api.standing.database.write((tx) => settle(tx, new Date(NOON.getTime() + 5 * 3_600_000)))).toBe(0)
  })())

  test('falls to the place that the sentence says without the facility that counts most', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const clinic = randomUUID()
    await api.standing.database.write(async (tx) => {
      await run(tx, sql`insert into facilities (id, kind, name_uk, geom, people, backup_h, source, source_id, licence, attribution)
        values (${clinic}, 'hospital', 'Клініка', st_setsrid(st_makepoint(32.5, 47.5), 4326), 10, 4, 'random', 'clinic', 'CC0-1.0', 'made for a test')`)
      await run(tx, sql`insert into links (from_site, to_facility, service, basis, source, source_id, licence, attribution) values (${WORLD.twin}, ${clinic}, 'power', 'given', 'random', 'clinic', 'CC0-1.0', 'made for a test')`)
    })
    for (const [who, site, position] of [['crew-7', WORLD.twin, [32.5, 47.5]], ['crew-9', WORLD.eastern, [37, 47]], ['crew-7', WORLD.mast, [31.1, 47.1]]] as const) {
      const report = aReport({ site, position: [...position] })
      expect((await ask(api, who, 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
    }
    await compare(api)
    const queue = async () => (await ask<{ damages: Damage[] }>(api, 'authority', 'GET', '/api/damages')).body.damages
    const whole = async (id: string) => (await ask<Damage>(api, 'authority', 'GET', `/api/damages/${id}`)).body
    const damages = await queue()
    expect(damages.map(({ site, tier }) => [site, tier])).toEqual([[WORLD.twin, 2], [WORLD.eastern, 3], [WORLD.mast, 3]])
    for (const [at, { id }] of damages.entries()) expect((await whole(id)).standing).toMatchObject({ place: at + 1, total: 3 })
    const { standing } = await whole(damages[0]!.id)
    expect(standing.without).toEqual({ kind: 'hospital', name: 'Клініка', place: 3 })
    await client.query('update facilities set retired_at = now() where id = $1', [clinic])
    await compare(api)
    expect((await queue()).map(({ site }) => site)).toEqual([WORLD.eastern, WORLD.mast, WORLD.twin])
  }))
})
