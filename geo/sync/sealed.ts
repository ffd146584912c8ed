import { z } from 'zod'
import { text } from '../text.ts'
import { canonical } from './canonical.ts'
import { Op } from './op.ts'

/** The kind of an operation whose body is an envelope. */
export const SEALED = 'sealed'

const base64url = (longest: number) => z.string().regex(/^[A-Za-z0-9_-]+$/).max(longest)

/** The cipher suite of every envelope: HPKE (RFC 9180) base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
export const SUITE = 'hpke-p256-sha256-aes256gcm'

/** The server's public key that phones seal to: `key` names it for as long as the server can open what was sealed to it. */
export const SealTo = z.object({ key: z.string().max(40), suite: z.literal(SUITE), /** The uncompressed point, 65 bytes, base64url. */ publicKey: base64url(100) })
export type SealTo = z.infer<typeof SealTo>

/**
 * The body of a sealed operation: HPKE's encapsulated key and the ciphertext over the UTF-8 canonical text of `SealedContent`.
 * `info` is the text "vidnova op", the additional data the operation's id, so that an envelope cannot be put under another id.
 */
export const Envelope = z.strictObject({ v: z.literal(1), key: z.string().max(40), enc: base64url(100), ct: base64url(400_000) })
export type Envelope = z.infer<typeof Envelope>

/**
 * What is inside: the operation, who filed it on which phone, and that phone's signature (ECDSA P-256 with SHA-256, raw r and s, base64url)
 * over the canonical text of `{ by, device, op }`, by which it may be delivered by any other phone. Without one only its own session delivers it.
 */
export const SealedContent = z.strictObject({ by: text(100), device: z.uuid(), op: Op, signature: base64url(100).nullable() })
export type SealedContent = z.infer<typeof SealedContent>

/** What a phone signs of an operation: the same text on phone and server. */
export const signedText = ({ by, device, op }: Pick<SealedContent, 'by' | 'device' | 'op'>): string => canonical({ by, device, op })

/** HPKE's `info` for operations, and for photos and thumbnails, whose additional data is the content hash of the open bytes. */
export const SEAL_INFO = { op: 'vidnova op', photo: 'vidnova photo' } as const
