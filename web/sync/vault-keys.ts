/** A key in a wrapping: AES-GCM over its 32 bytes. */
export type Wrapped = { readonly iv: Uint8Array<ArrayBuffer>; readonly ct: ArrayBuffer }
/** What a PIN opens. */
export type PinLock = Wrapped & { readonly salt: Uint8Array<ArrayBuffer>; readonly iterations: number }
/** Which of the phone's authenticators was asked, and for what: its secret is another for each salt. */
export type Credential = { readonly credential: Uint8Array<ArrayBuffer>; readonly salt: Uint8Array<ArrayBuffer> }
/** What an authenticator opens. */
export type AuthenticatorLock = Wrapped & Credential

const AES = 'AES-GCM'
const LEAST_ITERATIONS = 600_000 // what OWASP asks of PBKDF2 with SHA-256
const MOST_ITERATIONS = 4_000_000
const TRIAL_ITERATIONS = 60_000
const TAKES_MS = 700

/** Random bytes. */
export const randomBytes = (count: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(count))

/** A key from its 32 bytes, which no script can take out again. */
export const keyOf = (raw: BufferSource): Promise<CryptoKey> => crypto.subtle.importKey('raw', raw, AES, false, ['encrypt', 'decrypt'])

/** Bytes under a key; `name` must be the same when they are opened. */
export async function wrap(key: CryptoKey, open: BufferSource, name: string): Promise<Wrapped> {
  const iv = randomBytes(12)
  return { iv, ct: await crypto.subtle.encrypt({ name: AES, iv, additionalData: new TextEncoder().encode(name) }, key, open) }
}

/** The bytes of a wrapping; undefined when the key or the name is another. */
export async function unwrap(key: CryptoKey, { iv, ct }: Wrapped, name: string): Promise<ArrayBuffer | undefined> {
  try {
    return await crypto.subtle.decrypt({ name: AES, iv, additionalData: new TextEncoder().encode(name) }, key, ct)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

const stretched = async (pin: string, salt: BufferSource, iterations: number) => {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, 256)
}

/** How often a PIN is stretched on this phone, so that one try takes about 0.7 s of it, and never less than is prudent. */
export async function iterationsHere(nowMs: () => number): Promise<number> {
  const began = nowMs()
  await stretched('0000', new Uint8Array(16), TRIAL_ITERATIONS)
  const tookMs = Math.max(0.1, nowMs() - began)
  return Math.round(Math.min(MOST_ITERATIONS, Math.max(LEAST_ITERATIONS, (TRIAL_ITERATIONS * TAKES_MS) / tookMs)))
}

/** The key that a secret opens, mixed with a key that stays in this browser, so that neither is enough alone: not even a passkey that its maker keeps in a cloud. */
export const keyOfSecret = async (secret: BufferSource, mixer: CryptoKey): Promise<CryptoKey> => keyOf(await crypto.subtle.sign('HMAC', mixer, secret))

/** The key that a PIN opens: the stretched PIN is its secret. */
export const keyOfPin = async (pin: string, lock: Pick<PinLock, 'salt' | 'iterations'>, mixer: CryptoKey): Promise<CryptoKey> =>
  keyOfSecret(await stretched(pin, lock.salt, lock.iterations), mixer)

/** A key for mixing, made for this browser, which no script can take out. */
export const makeMixer = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
/** A key for wrapping, made for this browser, which no script can take out. */
export const makeBrowserKey = (): Promise<CryptoKey> => crypto.subtle.generateKey({ name: AES, length: 256 }, false, ['encrypt', 'decrypt'])
