import type { Me } from '../../geo/access/contract.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { call, Unreachable } from '../call.ts'
import { endSession } from '../session.ts'
import type { Alone } from './alone.ts'
import { openIdbShelves, StoreIsNewer } from './idb-shelves.ts'
import { HEARD, heardOf, type HeardAlerts } from './heard.ts'
import { lightHandIn, lightSync } from './light.ts'
import { lockAfter } from './lock-after.ts'
import { makeOutbox, type Outbox } from './outbox.ts'
import { makePhoneStore } from './phone-store.ts'
import { ownKeyOn, sealingOn } from './sealing-on.ts'
import type { Shelves } from './shelves.ts'
import { sparedBy, watchConditions } from './sparing.ts'
import type { PhoneStore } from './store.ts'
import { keepFlushing } from './triggers.ts'
import type { Upload } from './upload.ts'
import { NO_VAULT, openVault, type Vault } from './vault.ts'

/** The phone's own part of Vidnova: what it keeps, how it sends, and who it belongs to for now. */
export type Phone = {
  readonly store: PhoneStore
  readonly outbox: Outbox
  readonly newId: () => string
  /** What the last answer said of alerts. */
  readonly heard: () => Promise<HeardAlerts | undefined>
  /** Sends soon: after filing, signing in, or at a person's wish. */
  readonly kick: () => void
  /** Sends the photos that wait for a charger or another network, however the phone stands, until the page is closed. */
  readonly sendAllNow: () => void
  /** What drafts, labels and all that was told are kept under. */
  readonly vault: Vault
  /** This phone's own number, by which the desk knows it. */
  readonly device: string
  /** Whose phone it is now, and what the server would have reports sealed to. */
  readonly belongTo: (me: Pick<Me, 'id' | 'seal'> | null) => Promise<void>
  /** After the vault was opened, locked or given up, here or in another tab. */
  readonly vaultChanged: () => void
  /** Calls back after every change, in this tab or another; returns the end of it. */
  readonly onChange: (listener: () => void) => () => void
  readonly stop: () => void
}

/** A new id, in the order of the phone's clock. */
export const newId = (): string => uuidv7(Math.max(0, Date.now()), crypto.getRandomValues(new Uint8Array(10)))

/** IndexedDB, or memory where the browser keeps nothing (a private window). */
async function openShelves(): Promise<Shelves> {
  try {
    return await openIdbShelves('vidnova')
  } catch (error) {
    if (error instanceof StoreIsNewer) throw error // what is there must not be mistaken for nothing
    console.warn('this window keeps nothing after it is closed', error)
    return (await import('./memory-shelves.ts')).makeMemoryShelves()
  }
}

/** The vault, or none where the browser offers no cryptography (a page that did not come over https) or keeps no keys. */
async function vaultOn(shelves: Shelves): Promise<Vault> {
  if (globalThis.crypto?.subtle === undefined || !shelves.durable) return NO_VAULT
  try {
    return await openVault({ shelves, nowMs: () => Date.now(), timeMs: () => performance.now() })
  } catch (error) {
    console.warn('this browser keeps no keys', error)
    return NO_VAULT
  }
}

/** A call that is given up after a while; that it timed out says nothing about what the server did. */
async function within<T>(waitMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(waitMs)
  try {
    return await ask(signal)
  } catch (error) {
    throw signal.aborted ? new Unreachable('the server took too long', { cause: error }) : error
  }
}

const UPLOAD_WITHIN_MS = 120_000 // 64 kB at half a kilobyte a second

function onWake(wake: () => void) {
  const ended = new AbortController()
  const { signal } = ended
  addEventListener('online', wake, { signal })
  addEventListener('pageshow', wake, { signal })
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') wake() }, { signal })
  return () => ended.abort()
}

const after = (waitMs: number, then: () => void) => {
  const timer = setTimeout(then, waitMs)
  return () => clearTimeout(timer)
}

const byLock: Alone = (work) => navigator.locks.request('vidnova-outbox', { ifAvailable: true }, async (lock) => (lock ? work() : undefined))

/** For browsers without locks. */
function byLease(shelves: Shelves): Alone {
  let lease: Alone | undefined
  return async (work) => {
    lease ??= (await import('./alone.ts')).leaseHere(shelves, newId())
    return lease(work)
  }
}

/** The uploader, fetched when there is a photo to send; its requests are given up after a while. */
function lazyUploader(): Upload {
  let loaded: Promise<Upload> | undefined
  const fetchWithin = (path: string, init: RequestInit) => within(UPLOAD_WITHIN_MS, (signal) => fetch(path, { ...init, signal }))
  return async (item, pause) => {
    loaded ??= Promise.all([import('./upload.ts'), import('./hand-in-photo.ts')]).then(([{ makeUploader }, { orHandIn }]) => orHandIn(makeUploader({ fetch: fetchWithin, nowMs: () => performance.now() }), fetchWithin), (error: unknown) => {
      loaded = undefined
      throw new Unreachable('the part of the app that sends photos is not on this phone yet', { cause: error })
    })
    return (await loaded)(item, pause)
  }
}

/** Opens what the phone keeps and begins to send. */
export async function openPhone(): Promise<Phone> {
  const shelves = await openShelves()
  const vault = await vaultOn(shelves)
  const store = makePhoneStore(shelves, vault.codec)
  const device = (await store.read<string>('device')) ?? (await store.settle('device', newId()))
  const deviceKey = ownKeyOn(async () => (await import('./device-key.ts')).deviceKeyOf(store))
  const channel = new BroadcastChannel('vidnova-outbox')
  const listeners = new Set<() => void>()
  let who = (await store.read<string>('who')) ?? null
  let allNow = false
  let kick = () => {}
  const conditions = watchConditions(navigator, () => kick())
  const tell = () => { for (const listener of listeners) listener() }
  const changed = (what: 'outbox' | 'locked' | 'cleared' = 'outbox') => {
    tell()
    channel.postMessage(what)
  }
  channel.onmessage = ({ data }) => {
    if (data === 'locked') vault.lock()
    if (data === 'cleared') location.reload()
    tell()
  }

  const outbox = makeOutbox({
    store, device, newId,
    async send(asked) {
      const answer = await within(60_000, (signal) => call(lightSync, { body: asked }, signal))
      const heard = heardOf(answer, Date.now())
      if (heard !== undefined) await store.write(HEARD, heard)
      return answer
    },
    sendPhoto: lazyUploader(),
    spared: () => (allNow ? null : sparedBy(conditions.now())),
    handIn: (asked) => within(60_000, (signal) => call(lightHandIn, { body: asked }, signal)),
    alone: 'locks' in navigator ? byLock : byLease(shelves),
    nowMs: () => Date.now(),
    random: Math.random,
    who: () => who,
    sealing: sealingOn(store, deviceKey, async (to, signer) => (await import('./seal.ts')).makeSealing(to, device, signer)),
    sealsPhotos: true,
    deviceKey: async () => (await deviceKey())?.publicKey ?? null,
    shrink: async (photo, longestPx) => (await import('./shrink.ts')).shrink(photo, longestPx),
    async clear() {
      await (await import('./clear-phone.ts')).clearPhone(store, endSession)
      changed('cleared')
    },
    changed: () => changed(),
  })
  const going = keepFlushing(outbox.flush, { after, onWake, failed: (error) => console.error('the outbox met a fault', error) })
  const unwatch = lockAfter(() => {
    vault.lock()
    changed('locked')
  })
  if (vault.isOpen()) void store.tidy().then(() => store.reserve()).catch((error: unknown) => console.warn('the outbox was not tidied', error))
  kick = going.kick
  return {
    store, outbox, vault, device, newId, kick,
    heard: () => store.read<HeardAlerts>(HEARD),
    sendAllNow() {
      allNow = true
      kick()
    },
    async belongTo(me) {
      who = me?.id ?? null
      await store.write('who', who ?? undefined)
      if (me?.seal) await store.write('seal', me.seal)
    },
    vaultChanged: () => changed(vault.isOpen() ? 'outbox' : 'locked'),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      going.stop()
      unwatch()
      conditions.stop()
      channel.close()
    },
  }
}
