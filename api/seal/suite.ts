import { webcrypto } from 'node:crypto'
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'

/** The private key as it is stored: the point and its secret. */
export type PrivateJwk = { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string; readonly d: string }

/** Both halves of a key, as WebCrypto holds them. */
export type SealPair = webcrypto.CryptoKeyPair

/** HPKE (RFC 9180) over P-256 and AES-256-GCM: the suite of `geo/sync/sealed.ts`, which every WebCrypto has. */
export const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })

/** A fresh private key, for storing. */
export async function exportKey(): Promise<PrivateJwk> {
  const { privateKey } = await suite.kem.generateKeyPair()
  const { kty, crv, x, y, d } = await webcrypto.subtle.exportKey('jwk', privateKey)
  return { kty, crv, x, y, d } as PrivateJwk
}

/** A stored key as the suite takes it, its secret no longer readable, with the uncompressed point of its public half. Rejects one that is off the curve. */
export async function importKey({ d, ...point }: PrivateJwk): Promise<{ pair: SealPair; publicKey: Uint8Array }> {
  const privateKey = await suite.kem.importKey('jwk', { ...point, d, key_ops: ['deriveBits'] }, false)
  const publicKey = await suite.kem.importKey('jwk', { ...point, key_ops: [] }, true)
  return { pair: { privateKey, publicKey }, publicKey: new Uint8Array(await suite.kem.serializePublicKey(publicKey)) }
}
