import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { Problem } from '../../../geo/problems.ts'
import { Refused, Unreachable } from '../../../web/call.ts'
import { makeMemoryStore } from '../../../web/sync/memory-store.ts'
import { sendPhotos } from '../../../web/sync/send-photos.ts'
import { sparedBy, type Spared } from '../../../web/sync/sparing.ts'
import { makeUploader, type Travelling } from '../../../web/sync/upload.ts'
import { NOTHING_TOLD, type NewOp } from '../../../web/sync/store.ts'
import { cookieOf, fillWorld } from '../../kit/world.ts'
import { announce, aPicture, offsetOf, shaOf } from '../../kit/uploads.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import { idOf } from './phone-kit.ts'

const blobOf = (bytes: Uint8Array) => new Blob([new Uint8Array(bytes)])
const item = (bytes: Uint8Array, more: Partial<Travelling> = {}): Travelling => ({ part: 'photo', sha256: shaOf(bytes), bytes: blobOf(bytes), seal: null, ...more })
const never = async () => false

/** The real API as a network that lets so many bytes of each body through before it breaks; none breaks it before the request. */
function network(api: Api, through: () => number | null) {
  const sent: { method: string; from: number; bytes: number }[] = []
  const fetch = async (path: string, init: RequestInit) => {
    const body = init.body === null ? undefined : new Uint8Array(await (init.body as Blob).arrayBuffer())
    const headers: Record<string, string> = { ...(init.headers as Record<string, string>), cookie: cookieOf('crew-7') }
    const limit = through()
    if (limit === 0) throw new TypeError('fetch failed')
    sent.push({ method: init.method ?? '', from: Number(headers['upload-offset'] ?? 0), bytes: Math.min(body?.byteLength ?? 0, limit ?? Infinity) })
    const answer = await api.call(init.method ?? '', path, { headers, ...(body === undefined ? {} : { body: limit === null ? body : body.subarray(0, limit) }) })
    if (limit !== null && (body?.byteLength ?? 0) > limit) throw new TypeError('fetch failed')
    return answer
  }
  return { fetch, sent, nowMs: () => 0 }
}

describe('an upload from the phone', () => {
  test('cut at each tenth of every request sends each byte once, and lands', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture(700) // more than one chunk
    await announce(api, 'crew-7', photo)
    const tenth = Math.ceil(photo.byteLength / 10)
    let flap = 0
    const world = network(api, () => (flap++ % 2 === 0 ? null : tenth))
    const upload = makeUploader(world)
    let flights = 0
    for (let done = false; !done; flights += 1) {
      expect(flights).toBeLessThan(30)
      done = await upload(item(photo), never).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Unreachable)
        return false
      })
    }
    expect(flights).toBeGreaterThan(5)
    expect(world.sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(photo.byteLength)
    expect(await api.standing.photos.get(shaOf(photo), 'original')).toEqual(photo)
    // Asked for once more, since its acknowledgement was lost: one request, no byte.
    const before = world.sent.length
    expect(await makeUploader(network(api, () => null))(item(photo), never)).toBe(true)
    expect(world.sent.length).toBe(before)
  }))

  test('goes on after what another phone sent, begins anew where that was spoilt, and gives way between chunks', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const photo = await aPicture(700)
    await announce(api, 'crew-7', photo)
    const spoilt = Buffer.from(photo).fill(1, 500, 900)
    let asked = 0
    expect(await makeUploader(network(api, () => null))(item(photo, { bytes: blobOf(spoilt) }), async () => ++asked > 1)).toBe(false)
    expect(await offsetOf(api, 'crew-7', `${shaOf(photo)}-photo`)).toBe(256 * 1024)
    const { fetch, sent, nowMs } = network(api, () => null)
    expect(await makeUploader({ fetch, nowMs })(item(photo), never)).toBe(true)
    expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(2)
    expect(await api.standing.photos.get(shaOf(photo), 'original')).toEqual(photo)
  }))

  test('takes no word but the server\'s for a photo that landed', async () => {
    const says = (status: number, headers: Record<string, string>, body: string) => makeUploader({ nowMs: () => 0, fetch: async () => new Response(body, { status, headers }) })(item(Buffer.from('abc')), never)
    await expect(says(200, {}, '<html>Sign in</html>')).rejects.toBeInstanceOf(Unreachable)
    await expect(says(201, { 'upload-offset': '3' }, '')).rejects.toBeInstanceOf(Unreachable)
    await expect(says(200, { 'tus-resumable': '1.0.0', 'upload-offset': 'many' }, '')).rejects.toBeInstanceOf(Unreachable)
    await expect(says(502, {}, 'Bad Gateway')).rejects.toBeInstanceOf(Unreachable)
    await expect(says(201, { 'tus-resumable': '1.0.0', 'upload-offset': '2' }, '')).rejects.toBeInstanceOf(Unreachable)
    await expect(says(415, {}, JSON.stringify(new Problem('not-a-photo', { reason: '' }).toJSON()))).rejects.toBeInstanceOf(Refused)
    expect(await says(201, { 'tus-resumable': '1.0.0', 'upload-offset': '3' }, '')).toBe(true)
  })

  test('that the server never lets stand ends, whatever it answers', async () => {
    const answers = ['moved', 'gone', 'stuck', 'on', 'portal', 'full', 'mismatch'] as const
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...answers), { minLength: 1, maxLength: 12 }), async (spell) => {
      let at = 0
      let asked = 0
      const problem = (name: 'upload-moved-on' | 'upload-not-found' | 'storage-full' | 'hash-mismatch', more: object) => Response.json({ ...new Problem(name, { ...more } as never).toJSON(), ...more }, { status: 409 })
      const upload = makeUploader({ nowMs: () => 0, fetch: async () => {
        asked += 1
        const now = spell[asked % spell.length]
        const stand = (offset: number) => new Response(null, { status: 204, headers: { 'tus-resumable': '1.0.0', 'upload-offset': String(offset) } })
        if (now === 'on') return stand(at = Math.min(100_000, at + 1_000))
        if (now === 'moved') return problem('upload-moved-on', { offset: at })
        if (now === 'gone') return problem('upload-not-found', { id: '' })
        if (now === 'full') return problem('storage-full', {})
        if (now === 'mismatch') return problem('hash-mismatch', {})
        return now === 'stuck' ? stand(at) : new Response('<html>')
      } })
      const ended = await upload(item(new Uint8Array(100_000)), never).catch((error: unknown) => error)
      expect(ended === true || ended instanceof Refused || ended instanceof Unreachable).toBe(true)
      expect(asked).toBeLessThan(1_000)
    }), { numRuns: 200 })
  })
})

const aPhotoOp = (n: number, photos: readonly string[]): NewOp => ({
  id: idOf(n), kind: 'report.file', parcel: { kind: 'report.file', body: {} }, sealed: false, hash: '', lane: idOf(n), by: 'me', madeAtMs: 0, photos, label: null, content: null, carriedFrom: null,
})

describe('the photos on a phone', () => {
  const sha = (name: string) => createHash('sha256').update(name).digest('hex')
  async function phoneWith(names: readonly (readonly [name: string, bytes: number])[]) {
    const store = makeMemoryStore()
    const photos = names.map(([name, bytes]) => ({ sha256: sha(name), bytes, blob: new Blob([name]), thumb: { sha256: sha(`small ${name}`), bytes: 5, blob: new Blob([`small ${name}`]) } }))
    await store.file(aPhotoOp(1, photos.map((photo) => photo.sha256)), photos)
    await store.land({
      settled: [{ id: idOf(1), outcome: 'kept', problem: null }], photosThere: [], photosAsked: photos.map((photo) => photo.sha256), thumbsAsked: photos.map((photo) => photo.sha256),
      changes: { ...NOTHING_TOLD, whole: false, gone: {} }, cursor: '1.1', atMs: 0,
    })
    return store
  }

  test('go after all small copies, the smallest first; one that is refused keeps its reason and holds up no other', async () => {
    const store = await phoneWith([['large', 900], ['small', 10], ['middle', 100]])
    const order: string[] = []
    const send = async ({ part, bytes }: Travelling) => {
      const said = await bytes.text()
      order.push(said)
      if (said === 'small') throw new Refused(new Problem('not-a-photo', { reason: '' }).toJSON())
      if (part === 'thumb' && said.endsWith('middle')) throw new Refused(new Problem('fault', { requestId: '' }).toJSON())
      return true
    }
    await expect(sendPhotos({ store, send, pause: never, spared: () => null, changed: () => undefined })).rejects.toMatchObject({ body: { type: '/problems/fault' } })
    expect(order.slice(0, 3).sort()).toEqual(['small large', 'small middle', 'small small'])
    expect(order.slice(3)).toEqual(['small', 'middle', 'large'])
    const kept = new Map((await store.photos()).map((photo) => [photo.bytes, [photo.state, photo.thumbState, photo.problem?.type ?? null]]))
    expect(kept).toEqual(new Map([[900, ['sent', 'sent', null]], [10, ['refused', 'sent', '/problems/not-a-photo']], [100, ['sent', 'asked', null]]]))
    expect(await store.bytes(sha('large'), 'photo')).toBeNull()
  })

  test('wait where network or battery is to be spared, their small copies do not', async () => {
    const store = await phoneWith([['a', 1]])
    const order: string[] = []
    let spared: Spared | null = 'battery'
    const world = { store, send: async ({ bytes }: Travelling) => { order.push(await bytes.text()); return true }, pause: never, spared: () => spared, changed: () => undefined }
    expect(await sendPhotos(world)).toBe('battery')
    expect(order).toEqual(['small a'])
    spared = null
    expect(await sendPhotos(world)).toBeNull()
    expect(order).toEqual(['small a', 'a'])
    expect(await sendPhotos({ ...world, spared: () => 'metered' })).toBeNull() // none is left to wait
  })

  test('give way to a report that waits, and go on afterwards', async () => {
    const store = await phoneWith([['a', 1], ['b', 2]])
    const order: string[] = []
    const world = { store, send: async ({ bytes }: Travelling) => { order.push(await bytes.text()); return order.length !== 4 }, spared: () => null, changed: () => undefined }
    await sendPhotos({ ...world, pause: async () => order.length >= 1 })
    expect(order).toHaveLength(1)
    await sendPhotos({ ...world, pause: never })
    expect((await store.photos()).map((photo) => photo.state).sort()).toEqual(['asked', 'sent'])
    await sendPhotos({ ...world, pause: never })
    expect((await store.photos()).map((photo) => photo.state)).toEqual(['sent', 'sent'])
  })

  test('are spared below 30 % without a charger, and where data is to be saved', () => {
    expect(sparedBy({ metered: false, battery: null })).toBeNull()
    expect(sparedBy({ metered: false, battery: { level: 0.29, charging: false } })).toBe('battery')
    expect(sparedBy({ metered: false, battery: { level: 0.29, charging: true } })).toBeNull()
    expect(sparedBy({ metered: false, battery: { level: 0.3, charging: false } })).toBeNull()
    expect(sparedBy({ metered: true, battery: { level: 1, charging: true } })).toBe('metered')
  })
})
