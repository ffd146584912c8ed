import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { canonical } from '../../geo/sync/canonical.ts'
import type { SealTo } from '../../geo/sync/sealed.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import type { DeviceKey } from './device-key.ts'
import { sha256Of } from './hash.ts'
import type { Sealing } from './sealing.ts'

// As in `geo/sync/sealed.ts`, without its schemas; a test holds the two together.
const INFO = { op: 'vidnova op', photo: 'vidnova photo' } as const
const SUITE = 'hpke-p256-sha256-aes256gcm'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** Sealing to a server's key, for one phone. `fresh` gives the bytes that each message's own key is made from: only a simulation has any but the browser's. Throws when the key is none, or of another suite. */
export async function makeSealing(to: SealTo, device: string, signer: DeviceKey | null, fresh?: () => ArrayBuffer): Promise<Sealing> {
  if (to.suite !== SUITE) throw new Error(`this page does not seal by ${to.suite}`)
  const recipientPublicKey = await suite.kem.deserializePublicKey(fromBase64url(to.publicKey))
  const seal = (open: BufferSource, info: string, aad: string) => suite.seal({ recipientPublicKey, info: bytesOf(info), ...(fresh && { ekm: fresh() }) }, open as ArrayBuffer, bytesOf(aad))
  return {
    key: to.key,
    async op(op, by) {
      const signed = { by, device, op }
      const signature = signer === null ? null : await signer.sign(bytesOf(canonical(signed)))
      const { enc, ct } = await seal(bytesOf(canonical({ ...signed, signature: signature && toBase64url(signature) })), INFO.op, op.id)
      return { v: 1, key: to.key, enc: toBase64url(new Uint8Array(enc)), ct: toBase64url(new Uint8Array(ct)) }
    },
    async bytes(open, sha256) {
      const { enc, ct } = await seal(await open.arrayBuffer(), INFO.photo, sha256)
      const blob = new Blob([enc, ct], { type: 'application/octet-stream' })
      return { blob, sha256: await sha256Of(await blob.arrayBuffer()) }
    },
  }
}
