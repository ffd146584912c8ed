import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Changes } from '../../../geo/sync/changes.ts'
import { merge, NOTHING_TOLD, TOLD, type ToldThings } from '../../../geo/sync/merge.ts'
import { run, sql } from '../../../api/db/sql.ts'
import type { Database } from '../../../api/db/database.ts'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { withCommittingApi, type Api } from '../../kit/with-api.ts'
import { aClearance, aZone, boxOf } from '../../kit/zones.ts'

/** A small generator of numbers from 0 to 1 (mulberry32): the same for the same seed. */
function chance(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Answered = { changes: Changes; cursor: string; more: boolean }
type Phone = { told: ToldThings; since: string | null }

async function syncOnce(api: Api, who: string, phone: Phone): Promise<boolean> {
  const { status, body } = await ask<Answered>(api, who, 'POST', '/api/sync', { device: '11111111-1111-4111-8111-111111111111', since: phone.since })
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(200)
  phone.told = merge(phone.told, body.changes)
  phone.since = body.cursor
  return body.more
}
async function syncAll(api: Api, who: string, phone: Phone) {
  for (let round = 0; await syncOnce(api, who, phone); round += 1) expect(round).toBeLessThan(200)
}
const inOrder = (told: ToldThings) => Object.fromEntries([
  ...TOLD.map((noun) => [noun, [...told[noun]].sort((a, b) => (a.id < b.id ? -1 : 1))] as const), ['areas', [...told.areas].sort((a, b) => (a.code < b.code ? -1 : 1))],
])

const HERE = [WORLD.substation, WORLD.mast, WORLD.plant, WORLD.twin, WORLD.eastern]
const CREWS = [WORLD.crew, WORLD.otherCrew, WORLD.easternCrew]

/** Changes that anybody may make, by the API where it has a way, else as an import or an administrator does: each row with its event. */
function makeChanges(api: Api, database: Database, random: () => number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const as = (method: string, path: string, body: unknown) => ask<Record<string, unknown> & { id: string; version: number; damage: string; state: string }>(api, 'authority', method, path, body)
  const repairs: string[] = []
  const zones: string[] = []
  const papers: string[] = []
  const damages: string[] = []
  const write = (statement: ReturnType<typeof sql>) => database.write((tx) => run(tx, statement))
  const told = (noun: string, id: string, area: string, body = {}) => sql`insert into events (actor, verb, noun, id, area_code, body) values ('test', ${`${noun}.changed`}, ${noun}, ${id}, ${area}, ${JSON.stringify(body)}::jsonb)`
  const rounds: string[] = []
  const STEPS = ['en_route', 'on_site', 'in_progress', 'field_complete', 'restored', 'closed', 'cancelled']
  const deeds: Record<string, () => Promise<unknown>> = {
    async round() {
      const from = Date.parse('2026-03-05T06:00:00Z') + Math.floor(random() * 4 - 2) * 86_400_000
      const { body } = await as('PUT', `/api/rounds/${randomUUID()}`, {
        crew: pick(CREWS), kind: 'inspection', planned: { from: new Date(from).toISOString(), until: new Date(from + 7_200_000).toISOString() }, stops: [{ site: pick(HERE), minutes: 30 }],
      })
      if (body.version === 1) rounds.push(body.id)
    },
    async changeRound() {
      if (rounds.length === 0) return
      const { body } = await ask<{ id: string; version: number; stops: { id: string }[] }>(api, 'authority', 'GET', `/api/rounds/${pick(rounds)}`)
      if (random() < 0.3) await as('POST', `/api/rounds/${body.id}/cancellation`, { why: 'x', version: body.version })
      else if (random() < 0.5) await as('POST', `/api/rounds/${body.id}/amendment`, { change: { crew: pick(CREWS) }, version: body.version })
      else await as('POST', `/api/rounds/${body.id}/stops/${pick(body.stops).id}/state`, { to: pick(['visited', 'planned']), at: '2026-03-05T11:00:00Z' })
    },
    async report() {
      const report = aReport({ site: pick(HERE), severity: Math.floor(random() * 5) })
      const { body } = await ask<{ damage: string }>(api, 'authority', 'PUT', `/api/reports/${report.id}`, report)
      if (body.damage) damages.push(body.damage)
    },
    async open() {
      if (damages.length === 0) return
      const id = randomUUID()
      if ((await as('PUT', `/api/repairs/${id}`, { damage: pick(damages), crew: pick(CREWS) })).status === 200) repairs.push(id)
    },
    move: async () => repairs.length > 0 && as('POST', `/api/repairs/${pick(repairs)}/state`, (() => {
      const to = pick(STEPS)
      return { to, at: '2026-03-05T11:00:00Z', ...(to === 'closed' ? { closedReason: 'done' } : {}) }
    })()),
    async assign() {
      if (repairs.length === 0) return
      const id = pick(repairs)
      const [row] = await database.look<{ version: number }>(sql`select version from repairs where id = ${id}`)
      await as('POST', `/api/repairs/${id}/crew`, { crew: pick(CREWS), version: row!.version })
    },
    async verify() {
      if (damages.length === 0) return
      const id = pick(damages)
      const [row] = await database.look<{ version: number }>(sql`select version from damages where id = ${id}`)
      await as('POST', `/api/damages/${id}/verification`, { verification: pick(['verified', 'false', 'unverified']), why: 'x', version: row!.version })
    },
    async declare() {
      const id = randomUUID()
      const [west, south] = [30 + random() * 9, 45 + random() * 6]
      const where = random() < 0.3 ? { shape: null, zone: pick(['T', 'TW', 'TW1', 'TE', 'TE1']) } : { shape: boxOf(west, south, west + 0.9, south + 0.9) }
      if ((await as('PUT', `/api/hazards/${id}`, aZone({ ...where, kind: pick(['fire', 'mines_suspected']), until: pick([null, '2026-03-06T00:00:00Z', '2026-03-05T11:00:00Z']) }))).status === 200) zones.push(id)
    },
    end: async () => zones.length > 0 && as('POST', `/api/hazards/${pick(zones)}/end`, { why: 'x' }),
    async grant() {
      const id = randomUUID()
      const where = pick([{ shape: null, site: pick(HERE) }, { shape: null, zone: pick(['TW', 'TE1']) }, {}])
      if ((await as('PUT', `/api/clearances/${id}`, aClearance(where))).status === 200) papers.push(id)
    },
    revoke: async () => papers.length > 0 && as('POST', `/api/clearances/${pick(papers)}/revoke`, { why: 'x' }),
    demand: () => as('POST', `/api/areas/${pick(['TW1', 'TE', 'T'])}/clearance`, { demanded: random() < 0.5 }),
    async moveSite() {
      const id = pick(HERE)
      const lon = random() < 0.5 ? 31 : 37
      await database.write(async (tx) => {
        const [before] = (await tx.query<{ area: string }>(sql`select area_code as area from sites where id = ${id}`)).rows
        await run(tx, sql`update sites set geom = st_setsrid(st_makepoint(${lon + random()}, 47.5), 4326), version = version + 1 where id = ${id}`)
        const [after] = (await tx.query<{ area: string }>(sql`select area_code as area from sites where id = ${id}`)).rows
        await run(tx, told('site', id, after!.area, { was: before!.area }))
      })
    },
    async retireSite() {
      const id = pick(HERE)
      await database.write(async (tx) => {
        await run(tx, sql`update sites set retired_at = case when ${random() < 0.5}::boolean then now() end, version = version + 1 where id = ${id}`)
        const [row] = (await tx.query<{ area: string }>(sql`select area_code as area from sites where id = ${id}`)).rows
        await run(tx, told('site', id, row!.area))
      })
    },
    async renameCrew() {
      await database.write(async (tx) => {
        await run(tx, sql`update crews set name = ${`Crew ${random()}`} where id = ${WORLD.crew}`)
        await run(tx, told('crew', WORLD.crew, 'TW'))
      })
    },
    scope: () => write(sql`update grants set area_code = ${pick(['TW', 'TE', 'TW1', 'T'])}, crew_id = ${pick(CREWS)} where user_id = 'crew-7'`),
    areas: () => write(sql`insert into events (actor, verb, noun, id, area_code) values ('test', 'area.imported', 'area', 'TE1', 'TE1')`),
  }
  const often = Object.keys(deeds).flatMap((name) => (['scope', 'areas'].includes(name) ? [name] : [name, name, name, name]))
  return async () => {
    const name = pick(often)
    await deeds[name]!()
    return name
  }
}

const SEED = Number(process.env.TOLD_SEED ?? 20_260_305)

describe('what a phone was told', () => {
  test('is what the server would tell it anew, after any changes, over any number of answers', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const random = chance(SEED)
    const change = makeChanges(api, database, random)
    const phone: Phone = { told: NOTHING_TOLD, since: null }
    const done: string[] = []
    let most = 0
    await syncAll(api, 'crew-7', phone)
    for (let turn = 0; turn < 40; turn += 1) {
      for (let nth = Math.floor(random() * 5); nth >= 0; nth -= 1) done.push(await change())
      await syncAll(api, 'crew-7', phone)
      const fresh: Phone = { told: NOTHING_TOLD, since: null }
      await syncAll(api, 'crew-7', fresh)
      most = Math.max(most, phone.told.rounds.length)
      expect(inOrder(phone.told), `seed ${SEED}, after ${done.slice(-6).join(', ')}`).toEqual(inOrder(fresh.told))
    }
    expect(new Set(done).size).toBeGreaterThan(13)
    expect(most).toBeGreaterThan(0)
  }), 120_000)

  test('misses nothing of what commits late, and has pages while much else happens', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    await database.write((tx) => run(tx, sql`
      insert into sites (id, sector, kind, name_uk, geom, source, source_id, licence, attribution)
      select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'energy', 'substation', 'ПС ' || n, st_setsrid(st_makepoint(31 + n / 10000.0, 47), 4326), 'many', n::text, 'x', 'x' from generate_series(1, 2500) n`))
    const phone: Phone = { told: NOTHING_TOLD, since: null }
    expect(await syncOnce(api, 'crew-7', phone)).toBe(true)
    expect(phone.told.sites.length).toBeLessThanOrEqual(1000)
    const retire = (n: number, wait: Promise<void>) => database.write(async (tx) => {
      const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
      await run(tx, sql`update sites set retired_at = now() where id = ${id}`)
      await run(tx, sql`insert into events (actor, verb, noun, id, area_code) values ('test', 'site.changed', 'site', ${id}, 'TW1')`)
      await wait
    })
    let commit = () => {}
    // The embedded database runs one transaction at a time: there the late one is only the last.
    const late = new Promise<void>((resolve) => { commit = resolve })
    const open = database.kind === 'server' ? retire(5, late) : null
    await retire(10, Promise.resolve())
    await syncOnce(api, 'crew-7', phone)
    await retire(2400, Promise.resolve())
    await syncAll(api, 'crew-7', phone)
    commit()
    await (open ?? retire(5, late))
    await syncAll(api, 'crew-7', phone)
    const fresh: Phone = { told: NOTHING_TOLD, since: null }
    await syncAll(api, 'crew-7', fresh)
    expect(fresh.told.sites).toHaveLength(2502)
    expect(inOrder(phone.told)).toEqual(inOrder(fresh.told))
  }))

  test('names nothing that its holder may not see, also of what is gone', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const phone: Phone = { told: NOTHING_TOLD, since: null }
    await syncAll(api, 'crew-7', phone)
    const [zone, paper] = [randomUUID(), randomUUID()]
    await ask(api, 'authority', 'PUT', `/api/hazards/${zone}`, aZone({ shape: boxOf(37, 47, 38, 48) }))
    await ask(api, 'authority', 'PUT', `/api/clearances/${paper}`, aClearance({ shape: null, site: WORLD.eastern }))
    await ask(api, 'authority', 'POST', `/api/hazards/${zone}/end`, { why: 'x' })
    await ask(api, 'authority', 'POST', `/api/clearances/${paper}/revoke`, { why: 'x' })
    await ask(api, 'crew-9', 'PUT', `/api/reports/${randomUUID()}`, aReport({ site: WORLD.eastern, position: [37, 47] }))
    const { body } = await ask<Answered>(api, 'crew-7', 'POST', '/api/sync', { device: '11111111-1111-4111-8111-111111111111', since: phone.since })
    expect(body.changes).toMatchObject({ damages: [], sites: [], hazards: [], clearances: [], gone: { damages: [], repairs: [], rounds: [], sites: [], hazards: [], clearances: [] } })
  }))
})
