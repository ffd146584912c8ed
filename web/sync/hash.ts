import { canonical } from '../../geo/sync/canonical.ts'

const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** SHA-256 in lower-case hex of bytes as they are. */
export const sha256Of = async (bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> => hex(await crypto.subtle.digest('SHA-256', bytes))

/** SHA-256 over the canonical text of a body: what a verdict must repeat to be believed. */
export const hashOf = (body: unknown): Promise<string> => sha256Of(new TextEncoder().encode(canonical(body)))
