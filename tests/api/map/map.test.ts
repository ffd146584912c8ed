import { randomUUID } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { aReport, ask, cookieOf, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

type Map = { points: { id: string; what: string; severity: number | null; state: string | null; names: { uk: string | null; en: string | null }; position: [number, number] }[]; damages: number; sites: number; lines: { id: string; damage: string | null }[] }
const EVERYTHING = 'bbox=20,40,45,55&zoom=10'
const mapOf = async (api: Api, who: string, query = '') => (await ask<Map>(api, who, 'GET', `/api/map?${EVERYTHING}${query}`)).body
const damagesOn = ({ points }: Map) => points.filter(({ what }) => what === 'damage').map(({ id }) => id).sort()
type Counts = { total: number; severity: Record<string, number>; function: Record<string, number>; verification: Record<string, number>; repair: Record<string, number> }
const totalOf = async (api: Api, who: string, query: string) => (await ask<{ total: number }>(api, who, 'GET', `/api/damages?limit=1${query}`)).body.total
const listed = async (api: Api, who: string, query = '') => (await ask<{ damages: { id: string }[] }>(api, who, 'GET', `/api/damages?limit=500${query}`)).body.damages.map(({ id }) => id).sort()

async function file(api: Api, who: string, changes: object): Promise<string> {
  const report = aReport(changes)
  const { status, body } = await ask<{ damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)
  expect(status).toBe(200)
  return body.damage
}

describe('GET /api/map', () => {
  test('shows in every view, and counts, what the queue lists there, through every change, to each role its own', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const agree = async () => {
      for (const who of ['crew-7', 'crew-9', 'dispatcher', 'eastern-dispatcher', 'authority', 'operator']) {
        for (const query of ['', '&state=restored', '&severity=3,4', '&function=out', '&sector=communications', '&area=TE', '&repair=none', `&crew=${WORLD.crew}`, '&text=substation', '&verification=verified']) {
          expect([who, query, damagesOn(await mapOf(api, who, query))]).toEqual([who, query, await listed(api, who, query)])
        }
        for (const within of ['', '&area=TE', '&state=restored&sector=communications']) {
          const { body } = await ask<Counts>(api, who, 'GET', `/api/damages/counts?${within.slice(1)}`)
          expect([who, within, body.total]).toEqual([who, within, await totalOf(api, who, within)])
          for (const [name, value] of [['severity', '4'], ['function', 'out'], ['verification', 'unverified'], ['repair', 'none'], ['repair', 'assigned']] as const) {
            expect([who, within, value, body[name][value] ?? 0]).toEqual([who, within, value, await totalOf(api, who, `${within}&${name}=${value}`)])
          }
        }
      }
    }
    expect((await mapOf(api, 'authority')).sites).toBe(5)
    const first = await file(api, 'crew-7', {})
    const second = await file(api, 'crew-7', { site: WORLD.mast, severity: 4, function: 'degraded' })
    await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47], severity: 1 })
    await file(api, 'crew-7', { site: null, located: 'gps', position: [31.7, 47.3], severity: 2, kind: 'hospital' })
    await agree()
    expect(await mapOf(api, 'authority')).toMatchObject({ damages: 4, sites: 2 }) // a damage stands for its site

    const repair = randomUUID()
    expect((await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage: first, crew: WORLD.crew })).status).toBe(200)
    for (const to of ['en_route', 'on_site', 'restored']) expect((await ask(api, 'crew-7', 'POST', `/api/repairs/${repair}/state`, { to, at: '2026-03-05T11:00:00Z' })).status).toBe(200)
    const { version } = (await ask<{ version: number }>(api, 'dispatcher', 'GET', `/api/damages/${second}`)).body
    expect((await ask(api, 'dispatcher', 'POST', `/api/damages/${second}/verification`, { verification: 'verified', version })).status).toBe(200)
    await agree()
    const western = await mapOf(api, 'dispatcher')
    expect(western.points.map(({ id }) => id)).toContain(WORLD.substation) // in service again, the site stands for itself
    expect(western.points.find(({ id }) => id === second)).toMatchObject({ what: 'damage', severity: 4, state: 'none', names: { en: 'mast eng' } })
    expect(western.points.find(({ id }) => id === second)!.position[0]).toBeCloseTo(31.1, 6)
  }))

  test('follows what another process changes, and a site that is retired', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    expect((await mapOf(api, 'authority')).sites).toBe(5)
    await database.pool.query('update sites set retired_at = now() where id = $1', [WORLD.plant])
    await database.pool.query(`insert into events (actor, verb, noun, id, area_code) values ('import', 'site.changed', 'site', $1, 'TW')`, [WORLD.plant])
    expect((await mapOf(api, 'authority')).sites).toBe(4)
  }))

  test('draws the lines, and says which is broken', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const damage = await file(api, 'crew-7', { site: WORLD.line })
    expect((await mapOf(api, 'dispatcher')).lines).toMatchObject([{ id: WORLD.line, damage }])
    expect((await mapOf(api, 'eastern-dispatcher')).lines).toEqual([])
  }))

  test('packs a large answer for who takes it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (let n = 0; n < 40; n += 1) await file(api, 'crew-7', { site: null, located: 'gps', position: [31 + n / 100, 47] })
    const headers = { cookie: cookieOf('dispatcher') }
    for (const path of [`/api/map?${EVERYTHING}`, '/api/damages?limit=100']) {
      const plain = await api.call('GET', path, { headers })
      const small = await api.call('GET', path, { headers: { ...headers, 'accept-encoding': 'gzip, br' } })
      expect([plain.headers.get('content-encoding'), small.headers.get('content-encoding')], path).toEqual([null, 'br'])
      expect(brotliDecompressSync(Buffer.from(await small.arrayBuffer())).toString()).toBe(await plain.text())
    }
  }))
})
