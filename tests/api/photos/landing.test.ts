import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { sql } from '../../../api/db/sql.ts'
import { folderStore } from '../../../api/photos/store.ts'
import { aReport, ask, cookieOf, fileOp, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

const picture = (shade: number) => sharp({ create: { width: 16, height: 16, channels: 3, background: { r: shade, g: 0, b: 0 } } }).png().toBuffer()
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const announce = (bytes: Uint8Array, changes = {}) => aReport({ photos: [{ sha256: sha(bytes), bytes: bytes.byteLength, type: 'image/png' }], ...changes })
const put = (api: Api, bytes: Uint8Array) => api.call('PUT', `/api/photos/${sha(bytes)}`, { body: bytes, headers: { cookie: cookieOf('crew-7') } })

describe('a photo that landed', () => {
  test('while another report was announcing it is stored for that one too when it is sent again', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const bytes = await picture(1)
    await syncAs(api, 'crew-7', [fileOp(announce(bytes))])
    expect((await put(api, bytes)).status).toBe(200)
    const second = announce(bytes, { site: WORLD.mast })
    await syncAs(api, 'crew-7', [fileOp(second)])
    // As it stands when the bytes land between the second report's reading and its commit.
    await client.query('update photos set stored_at = null, width = null, height = null where report_id = $1', [second.id])
    expect((await syncAs(api, 'crew-7', [])).body.missingPhotos).toEqual([sha(bytes)])
    expect((await put(api, bytes)).status).toBe(200)
    expect((await syncAs(api, 'crew-7', [])).body.missingPhotos).toEqual([])
    const { body } = await ask<{ damage: string; photos: { storedAt: string; width: number }[] }>(api, 'crew-7', 'GET', `/api/reports/${second.id}`)
    expect(body.photos[0]).toMatchObject({ storedAt: expect.any(String), width: 16 })
    expect((await ask(api, 'dispatcher', 'GET', `/api/damages/${body.damage}`)).body).toMatchObject({ photosMissing: 0 })
  }))

  test('ten times at once is stored once, and nothing half-written is left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vidnova-store-'))
    await withCommittingApi(async (api, database) => {
      await fillWorld(database)
      const bytes = await picture(2)
      await syncAs(api, 'crew-7', [fileOp(announce(bytes))])
      const answers = await Promise.all(Array.from({ length: 10 }, () => put(api, bytes)))
      expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200))
      const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name.slice(65))
      expect(names.sort()).toEqual(['original', 'screen', 'thumb'])
      expect((await database.look(sql`select from events where verb = 'photo.stored'`)).length).toBe(1)
    }, { photos: folderStore(folder) })()
    await rm(folder, { recursive: true })
  })

  test('holds no transaction while it is decoded and written: everybody else goes on', async () => {
    let release = () => {}
    let reached = () => {}
    const writing = new Promise<void>((resolve) => { reached = resolve })
    const released = new Promise<void>((resolve) => { release = resolve })
    const slow = { put: async () => { reached(); await released }, get: () => Promise.resolve(undefined) }
    await withCommittingApi(async (api, database) => {
      await fillWorld(database)
      const bytes = await picture(4)
      await syncAs(api, 'crew-7', [fileOp(announce(bytes))])
      const landing = put(api, bytes)
      await writing
      if (database.kind === 'server') {
        expect(await database.look(sql`select state from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`)).toEqual([])
      }
      expect((await syncAs(api, 'crew-8', [fileOp(aReport({ site: WORLD.mast }))])).body.verdicts[0]).toMatchObject({ outcome: 'kept' })
      release()
      expect((await landing).status).toBe(200)
    }, { photos: slow })()
  })

  test('on a full disk is answered 507 and acknowledged nowhere', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const bytes = await picture(3)
    await syncAs(api, 'crew-7', [fileOp(announce(bytes))])
    const answer = await put(api, bytes)
    expect([answer.status, await answer.json()]).toMatchObject([507, { type: '/problems/storage-full' }])
    expect((await syncAs(api, 'crew-7', [])).body.missingPhotos).toEqual([sha(bytes)])
    // The text of a report needs no room for photos.
    expect((await syncAs(api, 'crew-7', [fileOp(aReport())])).body.verdicts[0]).toMatchObject({ outcome: 'kept' })
  }, { photos: { put: () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })), get: () => Promise.resolve(undefined) } }))
})
