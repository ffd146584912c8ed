import { suite } from '../../api/seal/suite.ts'
import type { SealTo } from '../../geo/sync/sealed.ts'

/** What was sealed, and to which key. */
export type Sealed = { readonly key: string; readonly enc: Uint8Array; readonly ct: Uint8Array }

/** Seals a text or bytes as a phone does: HPKE's base mode, one message. */
export async function sealTo(to: SealTo, info: string, aad: string, content: string | Uint8Array): Promise<Sealed> {
  const bytes = (text: string | Uint8Array) => (typeof text === 'string' ? new TextEncoder().encode(text) : text)
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytes(Buffer.from(to.publicKey, 'base64url')))
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: bytes(info) }, bytes(content), bytes(aad))
  return { key: to.key, enc: new Uint8Array(enc), ct: new Uint8Array(ct) }
}
