import { Locked, OPEN_CODEC, type Codec } from './codec.ts'
import type { Shelves } from './shelves.ts'
import { iterationsHere, keyOf, keyOfPin, keyOfSecret, makeBrowserKey, makeMixer, randomBytes, unwrap, wrap, type AuthenticatorLock, type Credential, type PinLock, type Wrapped } from './vault-keys.ts'

// One data key; what opens it may change without anything being written anew.
type VaultRecord = { readonly browserKey: CryptoKey; readonly mixer: CryptoKey; readonly byBrowser: Wrapped | null; readonly byPin: PinLock | null; readonly byAuthenticator?: AuthenticatorLock | null }
type Tries = { readonly failures: number; readonly atMs: number }

/** What guards the vault: a PIN, only this browser, or nothing where the browser has no cryptography. */
export type Guard = 'pin' | 'browser' | 'none'
/** How a try to open it went. */
export type Opening = 'open' | 'wrong' | 'wait'

const [FACT, TRIES, NAME] = ['vault', 'tries', 'data key'] as const
const FREE_TRIES = 3
const WAITS_S = [5, 15, 60, 300, 900, 3600]
/** The fewest digits of a PIN. */
export const PIN_DIGITS = 6

/** How long the next try has to wait. A clock that was put back begins the wait anew. */
export function waitAfter({ failures, atMs }: Tries, nowMs: number): number {
  if (failures < FREE_TRIES) return 0
  const waitMs = WAITS_S[Math.min(failures - FREE_TRIES, WAITS_S.length - 1)]! * 1000
  return nowMs < atMs ? waitMs : Math.max(0, atMs + waitMs - nowMs)
}

const asText = (buffer: ArrayBuffer) => new TextDecoder().decode(buffer)

/** The codec of an open or locked data key. */
const codecOf = (key: () => CryptoKey | null): Codec => ({
  isOpen: () => key() !== null,
  async keep(value, name) {
    const now = key()
    if (now === null) throw new Locked('the vault is locked')
    return wrap(now, new TextEncoder().encode(JSON.stringify(value ?? null)), name)
  },
  async take(kept, name) {
    const now = key()
    if ('plain' in kept) return now === null ? undefined : kept.plain
    const open = now && (await unwrap(now, kept, name))
    return open ? (JSON.parse(asText(open)) as unknown) : undefined
  },
  async keepBytes(bytes, name) {
    const now = key()
    if (now === null) throw new Locked('the vault is locked')
    const { iv, ct } = await wrap(now, await bytes.arrayBuffer(), name)
    return { iv, ct: new Blob([ct]) }
  },
  async takeBytes(kept, name) {
    const now = key()
    if ('plain' in kept) return now === null ? undefined : kept.plain
    const open = now && (await unwrap(now, { iv: kept.iv, ct: await kept.ct.arrayBuffer() }, name))
    return open ? new Blob([open]) : undefined
  },
})

/** What `openVault` gives. */
export type Vault = {
  readonly codec: Codec
  readonly guard: () => Guard
  readonly isOpen: () => boolean
  /** Opens it by PIN. Every try is counted before it is made, so that closing the page saves none. */
  unlock(pin: string): Promise<Opening>
  /** How long the next try has to wait. */
  waitMs(): Promise<number>
  /** Forgets the key until the PIN is given; nothing happens without one. */
  lock(): void
  /** Guards it by a PIN from now on. Throws Locked. */
  choosePin(pin: string): Promise<void>
  /** The phone's authenticator that opens it beside the PIN; null when none does. */
  authenticator(): Credential | null
  /** Has the phone's authenticator open it too, by a secret that only that gives. Throws Locked; a RangeError without a PIN, which stays the way back in. */
  addAuthenticator(credential: Credential, secret: BufferSource): Promise<void>
  /** Opens it by the secret that the authenticator gave. */
  unlockBySecret(secret: BufferSource): Promise<'open' | 'wrong'>
  /** The PIN alone opens it again. */
  dropAuthenticator(): Promise<void>
  /** Guards it by this browser alone again; the authenticator has nothing to open then. */
  dropPin(): Promise<void>
  /** Begins with a new key: what is under the old one can never be read again. */
  renew(): Promise<void>
}

type VaultWorld = { readonly shelves: Shelves; readonly nowMs: () => number; readonly timeMs: () => number }

/** The vault of a phone: made at its first start, open unless a PIN guards it. */
export async function openVault({ shelves, nowMs, timeMs }: VaultWorld): Promise<Vault> {
  const read = <T>(key: string) => shelves.read(['facts'], (shelf) => shelf('facts').get(key)) as Promise<T | undefined>
  const write = (key: string, value: unknown) => shelves.write(['facts'], (shelf) => shelf('facts').put(value, key))
  let raw: ArrayBuffer | null = null // for as long as it is open: another guard wraps the same key
  let key: CryptoKey | null = null

  async function hold(open: ArrayBuffer) {
    key = await keyOf(open)
    raw = open
  }
  async function fresh(): Promise<VaultRecord> {
    const made = { browserKey: await makeBrowserKey(), mixer: await makeMixer() }
    const bytes = randomBytes(32).buffer
    await hold(bytes)
    return { ...made, byBrowser: await wrap(made.browserKey, bytes, NAME), byPin: null }
  }
  async function put(next: VaultRecord) {
    await write(FACT, next)
    record = next
  }

  const stored = await read<VaultRecord>(FACT)
  let record = stored ?? (await fresh())
  if (stored === undefined) await write(FACT, record)
  const opened = record.byBrowser && (await unwrap(record.browserKey, record.byBrowser, NAME))
  if (opened) await hold(opened)

  const triesNow = async () => (await read<Tries>(TRIES)) ?? { failures: 0, atMs: 0 }
  return {
    codec: codecOf(() => key),
    guard: () => (record.byPin ? 'pin' : 'browser'),
    isOpen: () => key !== null,
    waitMs: async () => waitAfter(await triesNow(), nowMs()),
    async unlock(pin) {
      record = (await read<VaultRecord>(FACT)) ?? record // another tab may have chosen another
      const { byPin } = record
      if (byPin === null) return key === null ? 'wrong' : 'open'
      const tries = await triesNow()
      if (waitAfter(tries, nowMs()) > 0) return 'wait'
      await write(TRIES, { failures: tries.failures + 1, atMs: nowMs() } satisfies Tries)
      const open = await unwrap(await keyOfPin(pin, byPin, record.mixer), byPin, NAME)
      if (open === undefined) return 'wrong'
      await hold(open)
      await write(TRIES, { failures: 0, atMs: 0 } satisfies Tries)
      return 'open'
    },
    lock() {
      if (record.byPin !== null) raw = key = null
    },
    async choosePin(pin) {
      if (raw === null) throw new Locked('the vault is locked')
      const how = { salt: randomBytes(16), iterations: await iterationsHere(timeMs) }
      const wrapped = await wrap(await keyOfPin(pin, how, record.mixer), raw, NAME)
      await put({ ...record, byPin: { ...how, ...wrapped }, byBrowser: null })
    },
    authenticator: () => record.byAuthenticator ?? null,
    async addAuthenticator(credential, secret) {
      if (raw === null) throw new Locked('the vault is locked')
      if (record.byPin === null) throw new RangeError('a PIN comes first')
      await put({ ...record, byAuthenticator: { ...credential, ...await wrap(await keyOfSecret(secret, record.mixer), raw, NAME) } })
    },
    async unlockBySecret(secret) {
      record = (await read<VaultRecord>(FACT)) ?? record
      const open = record.byAuthenticator && (await unwrap(await keyOfSecret(secret, record.mixer), record.byAuthenticator, NAME))
      if (!open) return 'wrong'
      await hold(open)
      await write(TRIES, { failures: 0, atMs: 0 } satisfies Tries)
      return 'open'
    },
    dropAuthenticator: () => put({ ...record, byAuthenticator: null }),
    async dropPin() {
      if (raw === null) throw new Locked('the vault is locked')
      await put({ ...record, byPin: null, byAuthenticator: null, byBrowser: await wrap(record.browserKey, raw, NAME) })
    },
    async renew() {
      await put(await fresh())
      await write(TRIES, { failures: 0, atMs: 0 } satisfies Tries)
    },
  }
}

/** The vault of a phone without cryptography: always open, and nothing is under a key. */
export const NO_VAULT: Vault = {
  codec: OPEN_CODEC, guard: () => 'none', isOpen: () => true, unlock: async () => 'open', waitMs: async () => 0, lock: () => undefined,
  choosePin: async () => undefined, authenticator: () => null, addAuthenticator: async () => undefined, unlockBySecret: async () => 'open', dropAuthenticator: async () => undefined, dropPin: async () => undefined, renew: async () => undefined,
}
