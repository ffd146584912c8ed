import { toBase64url } from './base64url.ts'
import type { PhoneStore } from './store.ts'

/** The phone's own key: what it signs, others may deliver for it. */
export type DeviceKey = {
  /** The uncompressed point, 65 bytes, base64url. */
  readonly publicKey: string
  /** ECDSA P-256 with SHA-256: r and s, 64 bytes. */
  sign(bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>>
}

type Stored = { readonly privateKey: CryptoKey; readonly publicKey: string }
const FACT = 'device-key'
const SIGNING = { name: 'ECDSA', namedCurve: 'P-256' } as const

/** The key of this phone, made once; no script can take it out of the browser. Null where there is no cryptography, or nothing to keep it in. */
export async function deviceKeyOf(store: PhoneStore): Promise<DeviceKey | null> {
  if (!store.durable || globalThis.crypto?.subtle === undefined) return null
  let stored = await store.read<Stored>(FACT)
  if (stored === undefined) {
    const pair = await crypto.subtle.generateKey(SIGNING, false, ['sign', 'verify'])
    stored = await store.settle<Stored>(FACT, { privateKey: pair.privateKey, publicKey: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) })
  }
  const { privateKey, publicKey } = stored
  return { publicKey, sign: async (bytes) => new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytes)) }
}
