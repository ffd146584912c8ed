import { uuidv7 } from '../../geo/sync/uuid.ts'
import { call, Unreachable } from '../call.ts'
import { openIdbShelves, StoreIsNewer } from './idb-shelves.ts'
import { lightPutPhoto, lightSync } from './light.ts'
import { makeMemoryStore } from './memory-store.ts'
import { makeOutbox, type Outbox } from './outbox.ts'
import { makePhoneStore } from './phone-store.ts'
import type { PhoneStore } from './store.ts'
import { keepFlushing } from './triggers.ts'

/** The phone's own part of Vidnova: what it keeps, how it sends, and who it belongs to for now. */
export type Phone = {
  readonly store: PhoneStore
  readonly outbox: Outbox
  readonly newId: () => string
  /** Sends soon: after filing, signing in, or at a person's wish. */
  readonly kick: () => void
  readonly setWho: (id: string | null) => void
  /** Calls back after every change, in this tab or another; returns the end of it. */
  readonly onChange: (listener: () => void) => () => void
  readonly stop: () => void
}

/** A new id, in the order of the phone's clock. */
export const newId = (): string => uuidv7(Math.max(0, Date.now()), crypto.getRandomValues(new Uint8Array(10)))

/** IndexedDB, or memory where the browser keeps nothing (a private window). */
async function openStore(): Promise<PhoneStore> {
  try {
    return makePhoneStore(await openIdbShelves('vidnova'))
  } catch (error) {
    if (error instanceof StoreIsNewer) throw error // what is there must not be mistaken for nothing
    console.warn('this window keeps nothing after it is closed', error)
    return makeMemoryStore()
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

/** Opens what the phone keeps and begins to send. */
export async function openPhone(): Promise<Phone> {
  const store = await openStore()
  const device = (await store.read<string>('device')) ?? newId()
  await store.write('device', device)
  const channel = new BroadcastChannel('vidnova-outbox')
  const listeners = new Set<() => void>()
  let who: string | null = null
  const tell = () => { for (const listener of listeners) listener() }
  channel.onmessage = tell

  const outbox = makeOutbox({
    store, device,
    send: (asked) => within(60_000, (signal) => call(lightSync, { body: asked }, signal)),
    sendPhoto: async (sha256, bytes) => { await within(300_000, (signal) => call(lightPutPhoto, { params: { sha256 }, body: bytes as unknown as Uint8Array }, signal)) },
    alone: (work) => navigator.locks.request('vidnova-outbox', { ifAvailable: true }, async (lock) => (lock ? work() : undefined)),
    nowMs: () => Date.now(),
    random: Math.random,
    who: () => who,
    changed() {
      tell()
      channel.postMessage(null)
    },
  })
  const going = keepFlushing(outbox.flush, { after, onWake, failed: (error) => console.error('the outbox met a fault', error) })
  return {
    store, outbox, newId,
    kick: going.kick,
    setWho(id) { who = id },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      going.stop()
      channel.close()
    },
  }
}
