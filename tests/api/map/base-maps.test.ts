import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { BaseMapSettings, originsOf, type BaseMapSetting } from '../../../api/base-maps/settings.ts'
import { configFrom } from '../../../api/config.ts'
import type { Kept } from '../../../api/http/mount.ts'
import { mountStatic } from '../../../api/static.ts'
import { makeArchive } from '../../kit/pmtiles.ts'
import { ask, cookieOf, fillWorld } from '../../kit/world.ts'
import { withApi } from '../../kit/with-api.ts'

const common = { names: { uk: 'Знімки', en: 'Imagery' }, attribution: '© somebody' }
const set = (...all: object[]): BaseMapSetting[] => BaseMapSettings.parse(JSON.stringify(all.map((one, nth) => ({ id: `map-${nth}`, ...common, ...one }))))
const XYZ = { kind: 'xyz', url: 'https://{a-c}.tiles.example.org/{z}/{x}/{y}.png?key=hidden' }
const WMTS = { kind: 'wmts', capabilities: 'https://wmts.example.org/caps.xml', layer: 'ortho', tiles: 'https://pictures.example.org:8443/x' }
const TEMPLATE = { kind: 'wmts-template', url: 'https://geo.example.org/wmts/{TileMatrix}/{TileRow}/{TileCol}', public: true }

describe('base maps of the operator', () => {
  test('are checked at the start, and what is wrong is said in words without the value', () => {
    const wrong = (value: unknown) => { try { configFrom({ BASE_MAPS: typeof value === 'string' ? value : JSON.stringify(value) }); return 'taken' } catch (error) { return (error as Error).message } }
    const one = { id: 'a', ...common, ...XYZ }
    expect(wrong('[{')).toBe('wrong settings: BASE_MAPS: must be a list in JSON')
    expect(wrong([{ ...one, url: 'https://tiles.example.org/{z}/{x}.png' }])).toBe('wrong settings: BASE_MAPS.0.url: must hold {z}, {x}, {y}')
    expect(wrong([one, one])).toMatch(/BASE_MAPS: two have the same id/)
    expect(wrong([{ ...one, minZoom: 9, maxZoom: 3 }])).toMatch(/minZoom must not be above maxZoom/)
    // What would open the page to more than one plain host is refused: wildcards, words of the policy's own, other schemes.
    for (const host of ['*.example.org', "x.org 'unsafe-inline'", 'x.org;script-src', 'a,b', '{x}.example.org']) expect(wrong([{ ...one, url: `https://${host}/{z}/{x}/{y}` }]), host).toMatch(/plain host/)
    for (const url of ['data:{z}{x}{y}', 'javascript:{z}{x}{y}', '//example.org/{z}/{x}/{y}']) expect(wrong([{ ...one, url }]), url).toMatch(/http/)
    expect(wrong([{ id: 'a', ...common, kind: 'pmtiles', archive: 'x.pmtiles', public: true }])).toMatch(/public/)
    expect(wrong([{ ...one, url: 'https://secret.example.org' }])).not.toMatch(/secret/)
    expect(configFrom({ BASE_MAPS: JSON.stringify([one]) }).baseMaps).toMatchObject([{ id: 'a', tilePx: 256, labels: true, public: false }])
  })

  test('open the page to exactly their hosts, for pictures alone, and only to who may know them', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const folder = await mkdtemp(join(tmpdir(), 'vidnova-web-'))
    try {
      for (const page of ['index.html', 'field.html']) await writeFile(join(folder, page), '<!doctype html>')
      const policyAt = async (settings: readonly BaseMapSetting[], path: string, who: string | null) => {
        const app = new Hono<Kept>()
        mountStatic(app, folder, { baseMaps: settings, auth: api.standing.auth })
        return (await app.request(path, who === null ? {} : { headers: { cookie: cookieOf(who) } })).headers.get('content-security-policy') ?? ''
      }
      const settings = set(XYZ, WMTS, TEMPLATE, { kind: 'pmtiles', archive: 'https://archive.example.org/planet.pmtiles' })
      const shipped = await policyAt([], '/desk', 'dispatcher')
      expect(shipped).toContain("img-src 'self' blob: data:;")
      const [opened, secret] = [' https://geo.example.org', ' https://a.tiles.example.org https://b.tiles.example.org https://c.tiles.example.org https://pictures.example.org:8443']
      expect(await policyAt(settings, '/desk', 'dispatcher')).toBe(shipped.replace(' data:;', ` data:${secret}${opened};`))
      for (const [path, who] of [['/', null], ['/sign-in', null], ['/desk', null], ['/desk', 'admin']] as const) expect(await policyAt(settings, path, who), path).toBe(shipped.replace(' data:;', ` data:${opened};`))
      expect(await policyAt(settings, '/field', 'dispatcher')).toBe(shipped)
      expect(originsOf(settings).join()).not.toMatch(/archive|wmts\.example/) // those our own server asks
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }))

  test('are told to readers of the map, and to others only where they are public', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const told = async (who: string | null) => JSON.stringify((await ask(api, who, 'GET', '/api/base-maps')).body)
    for (const who of [null, 'admin']) {
      expect(await told(who)).toContain('https://geo.example.org/wmts/{z}/{y}/{x}')
      for (const word of ['tiles.example', 'hidden', 'wmts.example', 'pictures']) expect(await told(who)).not.toContain(word)
    }
    for (const who of ['crew-7', 'dispatcher', 'auditor']) expect(await told(who)).toMatch(/key=hidden.*ortho/)
    expect(await told('dispatcher')).not.toContain('wmts.example') // its address is our server's business
    expect((await ask(api, 'dispatcher', 'GET', '/api/base-maps/map-0/capabilities')).status).toBe(404)
    expect(await ask(api, 'dispatcher', 'GET', '/api/base-maps/map-1/capabilities')).toEqual({ status: 200, body: { text: '<Capabilities/>' } })
  }, { baseMaps: set(XYZ, WMTS, TEMPLATE), network: async () => new Response('<Capabilities/>') }))

  test('of archives are read by our own server, from the disk or by ranges; one that cannot be read is said to be silent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vidnova-archive-'))
    const [vector, raster] = [join(folder, 'vector.pmtiles'), join(folder, 'raster.pmtiles')]
    const tiles = [[0, 0, 0], [3, 4, 2], [3, 5, 3], [6, 37, 21]].map(([z = 0, x = 0, y = 0]) => ({ z, x, y, bytes: Uint8Array.from([z, x, y]) }))
    await writeFile(vector, makeArchive(1, tiles))
    await writeFile(raster, makeArchive(2, tiles))
    const far = Buffer.from(makeArchive(1, tiles))
    const network = (async (_: unknown, init?: RequestInit) => {
      const [, from = '0', until = '0'] = /bytes=(\d+)-(\d+)/.exec(String((init?.headers as Record<string, string>)['range'])) ?? []
      return new Response(new Uint8Array(far.subarray(Number(from), Number(until) + 1)), { status: 206 })
    }) as typeof fetch
    const baseMaps = set({ kind: 'pmtiles', archive: vector }, { kind: 'pmtiles', archive: raster, maxZoom: 5 }, { kind: 'pmtiles', archive: 'https://archive.example.org/far.pmtiles' }, { kind: 'pmtiles', archive: join(folder, 'gone.pmtiles') })
    try {
      await withApi(async (api) => {
        await fillWorld(api.standing.database)
        const { body } = await ask<{ baseMaps: { source: object | null; minZoom: number; maxZoom: number }[] }>(api, 'dispatcher', 'GET', '/api/base-maps')
        expect(body.baseMaps.map(({ source, minZoom, maxZoom }) => [source, minZoom, maxZoom])).toEqual([
          [{ kind: 'archive', vector: true }, 0, 6], [{ kind: 'archive', vector: false }, 0, 5], [{ kind: 'archive', vector: true }, 0, 6], [null, 0, 19],
        ])
        expect(JSON.stringify(body)).not.toContain(folder)
        const tile = async (id: string, place: string) => {
          const answer = await api.call('GET', `/api/base-maps/${id}/tiles/${place}`, { headers: { cookie: cookieOf('dispatcher') } })
          return [answer.status, answer.headers.get('content-type'), [...new Uint8Array(await answer.arrayBuffer())]] as const
        }
        for (const id of ['map-0', 'map-2']) for (const { z, x, y } of tiles) expect(await tile(id, `${z}/${x}/${y}`)).toEqual([200, 'application/vnd.mapbox-vector-tile', [z, x, y]])
        expect(await tile('map-0', '3/0/0')).toEqual([200, 'application/vnd.mapbox-vector-tile', []])
        expect((await tile('map-1', '3/4/2'))[1]).toBe('image/png')
        expect((await tile('map-1', '3/0/0'))[2].slice(1, 4)).toEqual([...Buffer.from('PNG')])
        expect([(await tile('map-3', '0/0/0'))[0], (await tile('map-9', '0/0/0'))[0], (await tile('map-0', '3/x/0'))[0], (await tile('map-0', '2/9/0'))[2]]).toEqual([503, 404, 422, []])
      }, { baseMaps, network })()
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
