import { describe, expect, test } from 'vitest'
import { SEAL_INFO } from '../../../geo/sync/sealed.ts'
import { orHandIn } from '../../../web/sync/hand-in-photo.ts'
import { makeUploader, type Travelling } from '../../../web/sync/upload.ts'
import { aPhone, sealTo } from '../../kit/sealing.ts'
import { aPicture, shaOf } from '../../kit/uploads.ts'
import { aReport, ask, fileOp, fillWorld } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'

/** The real API as a phone reaches it on which nobody is signed in. */
const signedOut = (api: Api) => async (path: string, init: RequestInit) => {
  const body = init.body === null ? undefined : new Uint8Array(await (init.body as Blob).arrayBuffer())
  return api.call(init.method ?? '', path, { headers: init.headers as Record<string, string>, ...(body === undefined ? {} : { body }) })
}

describe('a withdrawn phone on which nobody can sign in', () => {
  test('hands in the photos of what is held, sealed as they lie on it; any other photo waits for a sign-in', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const phone = await aPhone(api)
    await phone.sync('crew-7', [])
    await ask(api, 'dispatcher', 'POST', `/api/devices/${phone.device}/revocation`, { revoked: true })
    const bytes = await aPicture(40)
    const sha256 = shaOf(bytes)
    const { key, enc, ct } = await sealTo(await api.standing.seal.current(), SEAL_INFO.photo, sha256, bytes)
    const sealed = new Uint8Array([...enc, ...ct])
    const item: Travelling = { part: 'photo', sha256, bytes: new Blob([sealed]), seal: { key, sha256: shaOf(sealed) } }
    const upload = orHandIn(makeUploader({ fetch: signedOut(api), nowMs: () => 0 }), signedOut(api))

    await expect(upload(item, async () => false), 'nothing announces it').rejects.toMatchObject({ problem: 'not-signed-in' })
    const report = aReport({ photos: [{ sha256, bytes: bytes.byteLength, type: 'image/jpeg' }] })
    expect((await phone.handIn([await phone.sealed('crew-7', fileOp(report))])).body.missingPhotos).toEqual([sha256])
    expect(await upload(item, async () => true), 'something more urgent waits').toBe(false)
    expect(await upload(item, async () => false)).toBe(true)
    expect((await phone.handIn([])).body.missingPhotos).toEqual([])
  }))
})
