import { randomUUID, webcrypto } from 'node:crypto'
import { suite } from '../../api/seal/suite.ts'
import { canonical } from '../../geo/sync/canonical.ts'
import { SEAL_INFO, SEALED, signedText, type SealedContent, type SealTo } from '../../geo/sync/sealed.ts'
import { ask, cookieOf } from './world.ts'
import type { Api } from './with-api.ts'

/** What was sealed, and to which key. */
export type Sealed = { readonly key: string; readonly enc: Uint8Array; readonly ct: Uint8Array }
type Op = SealedContent['op']

const base64url = (bytes: Uint8Array | ArrayBuffer) => Buffer.from(bytes as Uint8Array).toString('base64url')

/** Seals a text or bytes as a phone does: HPKE's base mode, one message. */
export async function sealTo(to: SealTo, info: string, aad: string, content: string | Uint8Array): Promise<Sealed> {
  const bytes = (text: string | Uint8Array) => (typeof text === 'string' ? new TextEncoder().encode(text) : text)
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(Buffer.from(to.publicKey, 'base64url')))
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: bytes(info) }, bytes(content), bytes(aad))
  return { key: to.key, enc: new Uint8Array(enc), ct: new Uint8Array(ct) }
}

/** A sealed operation with anything inside: for what no phone would send. */
export async function sealedOp(to: SealTo, id: string, inside: string): Promise<{ id: string; kind: string; body: { v: number; key: string; enc: string; ct: string } }> {
  const { key, enc, ct } = await sealTo(to, SEAL_INFO.op, id, inside)
  return { id, kind: SEALED, body: { v: 1, key, enc: base64url(enc), ct: base64url(ct) } }
}

/** What one of the world's people is answered. */
export type Synced = {
  verdicts: { id: string; hash: string; outcome: string; problem: { type: string; status: number } | null }[]
  missingPhotos: string[]; clear: boolean; cursor: string; changes: { damages: { id: string }[]; repairs: unknown[]; sites: unknown[]; whole: boolean }
}

/** A phone with its own signing key, as the crew's page has. */
export async function aPhone(api: Api, device: string = randomUUID()) {
  const { privateKey, publicKey } = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const deviceKey = base64url(await webcrypto.subtle.exportKey('raw', publicKey))
  const sign = async (content: Pick<SealedContent, 'by' | 'device' | 'op'>) =>
    base64url(await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, new TextEncoder().encode(signedText(content))))
  return {
    device, deviceKey, sign,
    /** An operation of one person, signed and sealed; `changes` spoil what is inside. */
    async sealed(by: string, op: Op, changes: Partial<SealedContent> = {}) {
      const content = { by, device, op, signature: await sign({ by, device, op }), ...changes }
      return sealedOp(await api.standing.seal.current(), op.id, canonical(content))
    },
    /** A sync of one of the world's people on this phone. */
    sync: (who: string, ops: readonly unknown[], changes: object = {}) => ask<Synced>(api, who, 'POST', '/api/sync', { device, deviceKey, ops, ...changes }),
    /** What the phone does when it is signed out. */
    handIn: (ops: readonly unknown[]) => ask<Synced & { type: string }>(api, null, 'POST', '/api/sync/hand-in', { device, ops }),
  }
}

/** Puts bytes of a photo, as one of the world's people or as nobody; the status of the answer. */
export async function putBytes(api: Api, who: string | null, path: string, bytes: Uint8Array): Promise<number> {
  const answer = await api.call('PUT', path, { body: bytes, headers: { 'content-type': 'image/png', ...(who === null ? {} : { cookie: cookieOf(who) }) } })
  await answer.body?.cancel()
  return answer.status
}
