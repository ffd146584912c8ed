import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serve } from '@hono/node-server'
import { describe, expect, test } from 'vitest'
import { buildApp, type Standing } from '../../api/app.ts'
import { gdal as installed } from '../kit/gdal.ts'
import { withCommittingApi } from '../kit/with-api.ts'
import { fillFeed, KEYS, type Feature } from './ogc-world.ts'

const run = promisify(execFile)
const SEED = 11

/** The feed on a socket, as GDAL knows it, and GDAL with a key in hand. */
async function withFeed(standing: Standing, use: (source: string, gdal: (program: string, ...args: string[]) => Promise<string>) => Promise<void>) {
  const app = buildApp(standing)
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((listening) => server.once('listening', listening))
  const env = { ...process.env, GDAL_HTTP_USERPWD: `gdal:${KEYS.all}`, OGR_GEOJSON_MAX_OBJ_SIZE: '0' }
  try {
    await use(`OAPIF:http://127.0.0.1:${(server.address() as AddressInfo).port}/ogc`, async (program, ...args) => (await run(program, args, { env, maxBuffer: 64 * 2 ** 20 })).stdout)
  } finally {
    await new Promise((closed) => server.close(closed))
  }
}

const countIn = (info: string) => Number(/Feature Count: (\d+)/.exec(info)?.[1])

describe("GDAL's OAPIF driver", () => {
  if (!installed()) {
    test('is not installed here, and nothing says that it must be', () => { expect(process.env['REQUIRE_GDAL']).not.toBe('1') })
    return
  }

  test('lists the collections, counts, and finds in a box what is there', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 230, SEED)
    await withFeed(api.standing, async (source, gdal) => {
      const layers = await gdal('ogrinfo', '-ro', source)
      for (const name of ['sites', 'damages', 'repairs']) expect(layers).toContain(name)
      const whole = await gdal('ogrinfo', '-ro', '-so', source, 'damages')
      expect(countIn(whole)).toBe(put.length)
      expect(whole).toContain('severity: Integer')
      expect(whole).toContain('openedAt: DateTime')
      const box = ['31', '45.5', '36', '50'] as const
      const due = put.filter(({ at }) => at !== null && at[0] >= 31 && at[0] <= 36 && at[1] >= 45.5 && at[1] <= 50)
      expect(due.length).toBeGreaterThan(10)
      expect(countIn(await gdal('ogrinfo', '-ro', '-so', '-spat', ...box, source, 'damages'))).toBe(due.length)
    })
  }), 120_000)

  test('reads every feature across many pages, with grades and times as they were stored', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 230, SEED)
    const folder = await mkdtemp(join(tmpdir(), 'vidnova-gdal-'))
    try {
      await withFeed(api.standing, async (source, gdal) => {
        const file = join(folder, 'damages.geojson')
        await gdal('ogr2ogr', '-f', 'GeoJSON', file, source, 'damages', '-oo', 'PAGE_SIZE=17')
        const { features } = JSON.parse(await readFile(file, 'utf8')) as { features: Feature[] }
        expect(features.map((feature) => String(feature.id ?? feature.properties['id'])).sort()).toEqual(put.map((one) => one.id).sort())
        for (const one of put) {
          const { properties, geometry } = features.find((feature) => String(feature.id ?? feature.properties['id']) === one.id)!
          expect(properties).toMatchObject({ severity: 3, function: 'out', safety: 'unsafe', state: one.restored === null ? 'open' : 'restored' })
          expect(Date.parse(String(properties['openedAt']))).toBe(one.opened)
          expect(geometry === null).toBe(one.at === null)
        }
        const lines = await gdal('ogrinfo', '-ro', '-al', '-where', "kind = 'power_line'", source, 'sites')
        expect(lines).toContain('LINESTRING (31 47,32.5 47.5)')
        expect(lines).toContain('retiredAt: DateTime')
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }), 120_000)

  test('is let in by a key alone', withCommittingApi(async (api, database) => {
    await fillFeed(database, 1, SEED)
    await withFeed(api.standing, async (source) => {
      await expect(run('ogrinfo', ['-ro', source], { env: { ...process.env, GDAL_HTTP_USERPWD: 'gdal:wrong' } })).rejects.toThrow()
    })
  }), 60_000)
})
