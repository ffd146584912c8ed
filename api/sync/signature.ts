import { webcrypto } from 'node:crypto'
import { signedText, type SealedContent } from '../../geo/sync/sealed.ts'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' }
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))

/** True when the content is signed by the phone whose public key is given; a key that is no point of the curve signs nothing. */
export async function isSigned(content: SealedContent, publicKey: string): Promise<boolean> {
  if (content.signature === null) return false
  try {
    const key = await webcrypto.subtle.importKey('raw', bytes(publicKey), CURVE, false, ['verify'])
    return await webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(content.signature), new TextEncoder().encode(signedText(content)))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'DataError') return false
    throw error
  }
}
