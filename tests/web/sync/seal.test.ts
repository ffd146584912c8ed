import { createHash, webcrypto } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sealIn, type Seal } from '../../../api/seal/seal.ts'
import { canonical } from '../../../geo/sync/canonical.ts'
import { Envelope, SEAL_INFO, SealedContent } from '../../../geo/sync/sealed.ts'
import { fromBase64url, toBase64url } from '../../../web/sync/base64url.ts'
import type { DeviceKey } from '../../../web/sync/device-key.ts'
import { makeMemoryShelves } from '../../../web/sync/memory-shelves.ts'
import { makePhoneStore } from '../../../web/sync/phone-store.ts'
import { makeSealing } from '../../../web/sync/seal.ts'
import type { Sealing } from '../../../web/sync/sealing.ts'
import { SHELVES, type ShelfName } from '../../../web/sync/shelves.ts'
import { aFiling, idOf, makePhone, makeServer } from './phone-kit.ts'

let folder: string
let server: Seal
let sealing: Sealing
let signer: DeviceKey & { readonly pair: webcrypto.CryptoKeyPair }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vidnova-seal-'))
  server = sealIn(folder, () => new Date())
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify'])
  signer = {
    pair, publicKey: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes)),
  }
  sealing = await makeSealing(await server.current(), idOf(1), signer)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** All that lies on the shelves, as a finder would read it. */
async function written(shelves: ReturnType<typeof makeMemoryShelves>): Promise<string> {
  const names = Object.keys(SHELVES) as ShelfName[]
  const rows = await shelves.read(names, async (shelf) => (await Promise.all(names.map((name) => shelf(name).all()))).flat())
  const texts = await Promise.all(rows.map(async (row) => (row instanceof Blob ? row.text() : JSON.stringify(row))))
  return texts.join('\n')
}

describe('a sealed operation', () => {
  test('is opened by the server under its own id alone, and holds who filed it, where and the phone’s signature', async () => {
    const op = { id: idOf(7), kind: 'report.file', body: { id: idOf(7), note: 'трансформатор горить' } }
    const envelope = Envelope.parse(await sealing.op(op, 'crew-7'))
    const open = (id: string) => server.openSealed(envelope.key, SEAL_INFO.op, id, fromBase64url(envelope.enc), fromBase64url(envelope.ct))
    const content = SealedContent.parse(JSON.parse(new TextDecoder().decode(await open(op.id))))
    expect(content).toMatchObject({ by: 'crew-7', device: idOf(1), op })
    await expect(open(idOf(8))).rejects.toThrow()
    const signed = new TextEncoder().encode(canonical({ by: content.by, device: content.device, op: content.op }))
    expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, signer.pair.publicKey, fromBase64url(content.signature!), signed)).toBe(true)
    expect(signer.publicKey).toHaveLength(87)
  })

  test('keeps a photo under the hash of its open bytes', async () => {
    const sha256 = createHash('sha256').update('a picture').digest('hex')
    const { blob, sha256: sealed } = await sealing.bytes(new Blob(['a picture']), sha256)
    const bytes = new Uint8Array(await blob.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sealed)
    const opened = await server.openSealed(sealing.key, SEAL_INFO.photo, sha256, bytes.subarray(0, 65), bytes.subarray(65))
    expect(new TextDecoder().decode(opened)).toBe('a picture')
  })
})

describe('the outbox with a key to seal to', () => {
  const note = 'таємна примітка'
  const photo = { sha256: 'a', bytes: 9, blob: new Blob(['a picture']), thumb: { sha256: 'b', bytes: 5, blob: new Blob(['small']) } }
  const filing = (n: number) => aFiling(n, { body: { id: idOf(n), note, photos: ['a'] }, photos: [photo] })

  test('lets nothing of a report lie open but what is under the vault’s key, and delivers the envelope by its own hash', async () => {
    const shelves = makeMemoryShelves()
    // The vault's part is left out here, so that all else can be searched.
    const codec = { isOpen: () => true, keep: async () => ({ plain: 'under the key' }), take: async () => undefined, keepBytes: async () => ({ plain: new Blob() }), takeBytes: async () => undefined }
    const { outbox, store, asked } = makePhone(makeServer(), () => 'fine', { store: makePhoneStore(shelves, codec), sealsPhotos: true, sealing: async () => sealing, deviceKey: async () => signer.publicKey })
    await outbox.file(filing(1))
    const lies = await written(shelves)
    for (const open of [note, 'a picture', 'small']) expect(lies).not.toContain(open)
    await outbox.flush()
    expect((await store.ops())[0]?.state).toBe('delivered')
    expect(asked[0]?.ops[0]).toMatchObject({ id: idOf(1), kind: 'sealed', body: { v: 1 } })
    expect(asked[0]?.deviceKey).toBe(signer.publicKey)
  })

  test('seals at the first sign-in what was filed before anyone had signed in, with its photos', async () => {
    const shelves = makeMemoryShelves()
    let who: string | null = null
    const { outbox, store, asked } = makePhone(makeServer(), () => (who === null ? 'signed-out' : 'fine'), { store: makePhoneStore(shelves), who: () => who, sealsPhotos: true, sealing: async () => (who === null ? null : sealing), sendPhoto: async () => true })
    await outbox.file(filing(1))
    await outbox.flush()
    expect(asked[0]?.ops[0]?.kind).toBe('report.file')
    who = 'crew-7'
    await outbox.flush()
    expect(asked[1]?.ops[0]?.kind).toBe('sealed')
    expect(await store.ops()).toMatchObject([{ state: 'delivered', sealed: true, by: 'crew-7' }])
    expect(await written(shelves)).not.toContain(note)
    expect(await store.photos()).toMatchObject([{ sha256: 'a', seal: { key: sealing.key } }])
  })

  test('sends an operation open when it cannot be sealed, and holds nothing up', async () => {
    let broken = false
    const { outbox, store } = makePhone(makeServer(), () => 'fine', { who: () => 'crew-7', sealing: async () => (broken ? { ...sealing, op: async () => { throw new Error('no such curve') } } : null) })
    await outbox.file(aFiling(1))
    broken = true
    await outbox.flush()
    expect((await store.ops())[0]).toMatchObject({ state: 'delivered', sealed: false })
  })
})
