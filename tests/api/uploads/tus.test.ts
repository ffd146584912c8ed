import { describe, expect, test } from 'vitest'
import { sql } from '../../../api/db/sql.ts'
import { ask, cookieOf, fillWorld, syncAs } from '../../kit/world.ts'
import { sealTo } from '../../kit/sealing.ts'
import { announce, append, aPicture, create, offsetOf, shaOf, smallOf } from '../../kit/uploads.ts'
import { withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

const photoOf = async (api: Api, report: { id: string }) =>
  (await ask<{ photos: { storedAt: string | null; thumbAt: string | null }[] }>(api, 'dispatcher', 'GET', `/api/reports/${report.id}`)).body.photos[0]
const facts = (bytes: Uint8Array, part = 'photo') => ({ sha256: shaOf(bytes), part })
const idOf = (bytes: Uint8Array, part = 'photo') => `${shaOf(bytes)}-${part}`

describe('an upload', () => {
  test('cut at each tenth goes on at the byte where it broke off, and lands as the photo that was announced', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    const report = await announce(api, 'crew-7', photo)
    const tenth = Math.ceil(photo.byteLength / 10)
    expect((await create(api, 'crew-7', photo.byteLength, facts(photo))).headers.get('location')).toBe(`/api/uploads/${idOf(photo)}`)
    for (let nth = 0; nth < 10; nth += 1) {
      const offset = await offsetOf(api, 'crew-7', idOf(photo))
      expect(offset).toBe(nth * tenth)
      const answer = await append(api, 'crew-7', idOf(photo), nth * tenth, photo.subarray(nth * tenth, (nth + 1) * tenth))
      expect([answer.status, answer.headers.get('upload-offset')]).toEqual([nth === 9 ? 200 : 204, String(Math.min(photo.byteLength, (nth + 1) * tenth))])
      if (nth === 9) expect(await answer.json()).toMatchObject({ sha256: shaOf(photo), storedAt: expect.any(String), width: 256 })
      else expect(await photoOf(api, report)).toMatchObject({ storedAt: null })
    }
    expect(await photoOf(api, report)).toMatchObject({ storedAt: expect.any(String) })
    const original = await api.call('GET', `/api/photos/${shaOf(photo)}?size=original`, { headers: { cookie: cookieOf('dispatcher') } })
    expect(shaOf(Buffer.from(await original.arrayBuffer()))).toBe(shaOf(photo))
    expect((await syncAs(api, 'crew-7', [])).body.missingPhotos).toEqual([])
  }))

  test('of a small copy is one request; it is shown as the thumbnail until the photo itself is here', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    const thumb = await smallOf(photo)
    const report = await announce(api, 'crew-7', photo, thumb)
    const missing = async () => {
      const { body } = await ask<{ missingPhotos: string[]; missingThumbs: string[] }>(api, 'crew-7', 'POST', '/api/sync', { device: report.id, ops: [] })
      return [body.missingThumbs, body.missingPhotos]
    }
    const shown = async (size: string) => {
      const answer = await api.call('GET', `/api/photos/${shaOf(photo)}?size=${size}`, { headers: { cookie: cookieOf('dispatcher') } })
      return [answer.status, answer.headers.get('cache-control')]
    }
    expect(await missing()).toEqual([[shaOf(photo)], [shaOf(photo)]])
    expect(await shown('thumb')).toEqual([404, 'no-store'])
    const answer = await create(api, 'crew-7', thumb.byteLength, facts(thumb, 'thumb'), thumb)
    expect([answer.status, answer.headers.get('upload-offset'), await answer.json()]).toMatchObject([201, String(thumb.byteLength), { sha256: shaOf(photo), storedAt: null }])
    expect(await photoOf(api, report)).toMatchObject({ storedAt: null, thumbAt: expect.any(String) })
    expect(await missing()).toEqual([[], [shaOf(photo)]])
    expect([await shown('thumb'), await shown('screen')]).toEqual([[200, 'private, no-cache'], [404, 'no-store']])
    await create(api, 'crew-7', photo.byteLength, facts(photo), photo)
    expect([await shown('thumb'), await shown('screen')]).toEqual([[200, 'private, max-age=86400, immutable'], [200, 'private, max-age=86400, immutable']])
  }))

  test('is found again by what it holds: by a phone that forgot its address, and by another phone', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    await announce(api, 'crew-8', photo)
    await create(api, 'crew-7', photo.byteLength, facts(photo), photo.subarray(0, 5_000))
    const again = await create(api, 'crew-8', photo.byteLength, facts(photo))
    expect([again.status, again.headers.get('upload-offset')]).toEqual([201, '5000'])
    expect((await append(api, 'crew-8', idOf(photo), 5_000, photo.subarray(5_000))).status).toBe(200)
    // Done already: nothing is to be sent.
    const done = await create(api, 'crew-7', photo.byteLength, facts(photo))
    expect([done.status, done.headers.get('upload-offset')]).toEqual([201, String(photo.byteLength)])
    expect(await offsetOf(api, 'crew-7', idOf(photo))).toBe(photo.byteLength)
  }))

  test('that someone else moved on is told where it stands, and is never written over', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    await create(api, 'crew-7', photo.byteLength, facts(photo), photo.subarray(0, 5_000))
    for (const answer of [await append(api, 'crew-7', idOf(photo), 3_000, photo.subarray(3_000)), await create(api, 'crew-7', photo.byteLength, facts(photo), photo)]) {
      expect([answer.status, await answer.json()]).toMatchObject([409, { type: '/problems/upload-moved-on', offset: 5_000 }])
    }
    expect((await append(api, 'crew-7', idOf(photo), 5_000, photo.subarray(5_000))).status).toBe(200)
  }))

  test('with other bytes than announced, or of no photo, is refused and removed, and can begin anew', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    const wrong = Buffer.from(photo).fill(7, 1_000, 1_100)
    const refused = await create(api, 'crew-7', wrong.byteLength, facts(photo), wrong)
    expect([refused.status, await refused.json()]).toMatchObject([422, { type: '/problems/hash-mismatch', announced: shaOf(photo) }])
    expect(await offsetOf(api, 'crew-7', idOf(photo))).toBe('status 404')
    expect((await create(api, 'crew-7', photo.byteLength, facts(photo), photo)).status).toBe(201)
    const none = Buffer.from('<html>'.repeat(100))
    await announce(api, 'crew-7', none)
    expect((await create(api, 'crew-7', none.byteLength, facts(none), none)).status).toBe(415)
  }))

  test('of a photo that no report within reach announces is not taken, nor told of', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    expect((await create(api, 'crew-7', photo.byteLength, facts(photo))).status).toBe(404)
    await announce(api, 'crew-7', photo)
    await create(api, 'crew-7', photo.byteLength, facts(photo), photo.subarray(0, 100))
    for (const answer of [await create(api, 'crew-9', photo.byteLength, facts(photo)), await append(api, 'crew-9', idOf(photo), 100, photo.subarray(100))]) {
      expect([answer.status, await answer.json()]).toMatchObject([404, { type: '/problems/photo-not-found' }])
    }
    expect(await offsetOf(api, 'crew-9', idOf(photo))).toBe('status 404')
    expect(await offsetOf(api, 'crew-7', idOf(photo))).toBe(100)
  }))

  test('that is malformed is refused with a problem that says what to change', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    const head = { cookie: cookieOf('crew-7'), 'tus-resumable': '1.0.0', 'upload-metadata': `sha256 ${Buffer.from(shaOf(photo)).toString('base64')},part ${Buffer.from('photo').toString('base64')}` }
    const post = async (headers: Record<string, string>, path = '/api/uploads', method = 'POST') => {
      const answer = await api.call(method, path, { headers: { ...head, ...headers } })
      return [answer.status, ((await answer.json()) as { type: string }).type.slice(10)]
    }
    expect(await post({ 'upload-length': '0' })).toEqual([422, 'invalid-input'])
    expect(await post({})).toEqual([422, 'invalid-input'])
    expect(await post({ 'upload-defer-length': '1' })).toEqual([422, 'invalid-input'])
    expect(await post({ 'upload-length': 'many' })).toEqual([422, 'invalid-input'])
    expect(await post({ 'upload-length': '99999999' })).toEqual([413, 'body-too-large'])
    expect(await post({ 'upload-length': '10', 'upload-metadata': 'part cGhvdG8=' })).toEqual([422, 'invalid-input'])
    expect(await post({ 'upload-length': '10', 'upload-metadata': '!!,,' })).toEqual([422, 'invalid-input'])
    expect(await post({ 'upload-length': '10', 'tus-resumable': '0.2.0' })).toEqual([412, 'tus-version-unknown'])
    expect(await post({ 'upload-length': '10', 'sec-fetch-site': 'cross-site' })).toEqual([403, 'cross-site'])
    expect(await post({}, `/api/uploads/${idOf(photo)}`, 'GET')).toEqual([405, 'method-not-allowed'])
    expect(await post({ 'upload-offset': '0', 'content-type': 'image/jpeg' }, `/api/uploads/${idOf(photo)}`, 'PATCH')).toEqual([415, 'wrong-content-type'])
    expect(await post({ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, `/api/uploads/${idOf(photo)}`, 'PATCH')).toEqual([404, 'upload-not-found'])
    for (const id of ['..', '%2e%2e', 'x', `${shaOf(photo)}-other`, `${shaOf(photo)}-photo%2f..`]) expect((await post({ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, `/api/uploads/${id}`, 'PATCH'))[0]).toBe(404)
    await create(api, 'crew-7', 1_000, facts(photo), photo.subarray(0, 100))
    expect((await append(api, 'crew-7', idOf(photo), 100, photo.subarray(100, 3_000))).status).toBe(413)
  }))

  test('sealed to a key of the server is opened, checked and landed; what does not open is refused and removed', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    const key = await api.standing.seal.current()
    const sealedTo = async (aad: string) => {
      const { enc, ct } = await sealTo(key, 'vidnova photo', aad, photo)
      return Buffer.concat([enc, ct])
    }
    const send = (bytes: Buffer, to = key.key) => create(api, 'crew-7', bytes.byteLength, { ...facts(photo), key: to, sealed: shaOf(bytes) }, bytes)
    const ofAnother = await sealedTo('0'.repeat(64))
    expect((await (await send(ofAnother)).json())).toMatchObject({ type: '/problems/seal-broken' })
    expect(await offsetOf(api, 'crew-7', `${idOf(photo)}-${shaOf(ofAnother)}`)).toBe('status 404')
    const sealed = await sealedTo(shaOf(photo))
    expect((await (await send(sealed, 'other')).json())).toMatchObject({ type: '/problems/seal-unknown' })
    expect((await send(sealed)).status).toBe(201)
    expect((await syncAs(api, 'crew-7', [])).body.missingPhotos).toEqual([])
  }))

  test('by two phones at once lands once, whatever the order of their pieces', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const photo = await aPicture()
    await announce(api, 'crew-7', photo)
    await announce(api, 'crew-8', photo)
    const phone = async (who: string, chunk: number) => {
      let offset = Number((await create(api, who, photo.byteLength, facts(photo))).headers.get('upload-offset'))
      for (let tries = 0; tries < 200 && offset < photo.byteLength; tries += 1) {
        const answer = await append(api, who, idOf(photo), offset, photo.subarray(offset, offset + chunk))
        if (answer.ok) offset = Number(answer.headers.get('upload-offset'))
        else if (answer.status === 409) offset = ((await answer.json()) as { offset: number }).offset
        else offset = Number((await create(api, who, photo.byteLength, facts(photo))).headers.get('upload-offset'))
      }
      return offset
    }
    expect(await Promise.all([phone('crew-7', 7_001), phone('crew-8', 9_000), phone('crew-7', 9_000)])).toEqual(Array(3).fill(photo.byteLength))
    expect(await database.look(sql`select from events where verb = 'photo.stored'`)).toHaveLength(2) // one for each report
    expect(await api.standing.photos.get(shaOf(photo), 'original')).toEqual(photo)
    expect(await api.standing.parts.look(idOf(photo))).toBeUndefined()
  }))
})
