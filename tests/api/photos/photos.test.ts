import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../api/root.ts'
import { aReport, ask, cookieOf, fileOp, fillWorld, syncAs } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

const folder = join(projectRoot, 'tests/kit/fixtures/photos')
const picture = readFileSync(join(folder, 'gps.jpg'))
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function announced(api: Api, bytes: Uint8Array, type: 'image/jpeg' | 'image/png' = 'image/jpeg') {
  const report = aReport({ photos: [{ sha256: sha(bytes), bytes: bytes.byteLength, type }] })
  await syncAs(api, 'crew-7', [fileOp(report)])
  return sha(bytes)
}
const put = (api: Api, who: string, sha256: string, bytes: Uint8Array) => api.call('PUT', `/api/photos/${sha256}`, { body: bytes, headers: { cookie: cookieOf(who) } })
const get = (api: Api, who: string, path: string) => api.call('GET', `/api/photos/${path}`, { headers: { cookie: cookieOf(who) } })

describe('a photo', () => {
  test('lands once by its hash, is missed no more, and is shown without its metadata while the original stays as it was', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const sha256 = await announced(api, picture)
    expect((await get(api, 'dispatcher', sha256)).status).toBe(404)
    expect((await put(api, 'crew-7', sha256, picture)).status).toBe(200)
    expect(await (await put(api, 'crew-7', sha256, picture)).json()).toMatchObject({ sha256, bytes: picture.byteLength })
    expect((await syncAs(api, 'crew-7', [])).body.missingPhotos).toEqual([])
    const { body: { damages: [damage] } } = await ask<{ damages: { photos: number; photosMissing: number }[] }>(api, 'dispatcher', 'GET', '/api/damages')
    expect(damage).toMatchObject({ photos: 1, photosMissing: 0 })

    const shown = Buffer.from(await (await get(api, 'dispatcher', sha256)).arrayBuffer())
    const facts = await sharp(shown).metadata()
    expect([facts.format, facts.exif, facts.icc, facts.xmp]).toEqual(['webp', undefined, undefined, undefined])
    expect((await sharp(picture).metadata()).exif).toBeDefined()
    const original = await get(api, 'dispatcher', `${sha256}?size=original`)
    expect(original.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(original.headers.get('x-content-type-options')).toBe('nosniff')
    expect(sha(Buffer.from(await original.arrayBuffer()))).toBe(sha256)
  }))

  test('that no report of yours announces is not there, to send or to see', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const sha256 = await announced(api, picture)
    await put(api, 'crew-7', sha256, picture)
    for (const path of [sha256, `${sha256}?size=thumb`, `${sha256}?size=original`]) expect((await get(api, 'eastern-dispatcher', path)).status).toBe(404)
    expect((await put(api, 'crew-9', sha256, picture)).status).toBe(404)
    expect((await put(api, 'crew-7', 'b'.repeat(64), picture)).status).toBe(404)
  }))

  test('with other bytes than announced is refused, and can be sent again', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const sha256 = await announced(api, picture)
    const cut = picture.subarray(0, picture.length - 1000)
    expect(await (await put(api, 'crew-7', sha256, cut)).json()).toMatchObject({ type: '/problems/hash-mismatch', announced: sha256 })
    expect((await put(api, 'crew-7', sha256, picture)).status).toBe(200)
  }))

  test('that is none, or is hostile, is refused with 415 or shown safely, and never a fault', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const huge = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#888' } }).jpeg().toBuffer()
    const frame = huge.indexOf(Buffer.from([0xff, 0xc0]))
    expect(frame).toBeGreaterThan(0)
    huge.writeUInt16BE(65_535, frame + 5)
    huge.writeUInt16BE(65_535, frame + 7)
    const hostile = readdirSync(join(folder, 'hostile')).map((name) => readFileSync(join(folder, 'hostile', name)))
    for (const [bytes, allowed] of [[svg, [415]], [huge, [415]], [Buffer.from('<html>'), [415]], [Buffer.alloc(1), [415]], ...hostile.map((one) => [one, [200, 415]] as const)] as const) {
      expect(allowed).toContain((await put(api, 'crew-7', await announced(api, bytes), bytes)).status)
    }
  }))

  test('larger than the limit is refused before it is read whole', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const answer = await put(api, 'crew-7', 'c'.repeat(64), new Uint8Array(12 * 1024 * 1024 + 1))
    expect(answer.status).toBe(413)
  }))
})
