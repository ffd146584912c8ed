import { callOver, Unreachable } from '../../web/call.ts'
import { OPEN_CODEC } from '../../web/sync/codec.ts'
import { deviceKeyOf } from '../../web/sync/device-key.ts'
import * as fitting from '../../web/sync/fitting.ts'
import { takeIn, type HandedOn } from '../../web/sync/hand-on.ts'
import { orHandIn } from '../../web/sync/hand-in-photo.ts'
import { lightHandIn, lightSync } from '../../web/sync/light.ts'
import { makeOutbox, type Filing } from '../../web/sync/outbox.ts'
import { makePhoneStore } from '../../web/sync/phone-store.ts'
import { makeSealing } from '../../web/sync/seal.ts'
import type { Sealing } from '../../web/sync/sealing.ts'
import { ownKeyOn, sealingOn } from '../../web/sync/sealing-on.ts'
import type { Shelves } from '../../web/sync/shelves.ts'
import { isFull, type PhoneStore } from '../../web/sync/store.ts'
import { makeTidying } from '../../web/sync/tidy.ts'
import { keepFlushing } from '../../web/sync/triggers.ts'
import { makeUploader } from '../../web/sync/upload.ts'
import * as withdrawal from '../../web/sync/withdrawal.ts'
import type { VirtualClock } from './clock.ts'
import { reachDisk, type DiskFate } from './disk.ts'
import type { History } from './history.ts'
import type { Quiet } from './quiet.ts'
import type { Random } from './random.ts'

/** `fetch` of a phone whose page is signed in by a cookie. */
export type Network = (who: string, cookie: string) => (address: string, init: RequestInit) => Promise<Response>

/** What holds while one page is open. */
export type PageFate = DiskFate & {
  /** The phone's clock at a time. */
  readonly clockAt: (trueMs: number) => number
  readonly tabs: 1 | 2
}

/** The page as its tabs share it. */
export type Page = { readonly fate: PageFate; readonly who: string; cookie: string; locked: boolean }

/** One tab of the crew's page, as `web/sync/phone.ts` wires it, with all that is a browser's given by the simulation. */
export function openTab(given: {
  page: Page; number: number; clock: VirtualClock; quiet: Quiet; random: Random; history: History; shelves: Shelves; network: Network; newId: () => string
  mutate: (store: PhoneStore) => PhoneStore; alive: () => boolean; close: () => void; changed: () => void; cleared: () => void
}) {
  const { page, number, clock, quiet, random, history, alive, changed } = given
  const reached = reachDisk(given.shelves, { clock, random, fate: page.fate, alive, die: given.close })
  const store = given.mutate({ ...makePhoneStore(reached), release: makeTidying(reached, OPEN_CODEC).release })
  const nowMs = () => page.fate.clockAt(clock.nowMs())
  const ask = (address: string, init: RequestInit) => given.network(page.who, page.cookie)(address, init)

  /** As `within` of `phone.ts`: a call that is given up after a while. */
  async function within<T>(waitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const ended = new AbortController()
    const cancel = clock.after(waitMs, () => ended.abort(new DOMException('too long', 'TimeoutError')))
    try {
      return await work(ended.signal)
    } catch (error) {
      throw ended.signal.aborted ? new Unreachable('the server took too long', { cause: error }) : error
    } finally {
      cancel()
    }
  }
  const askWithin = (waitMs: number) => (address: string, init: RequestInit) => within(waitMs, (signal) => ask(address, { ...init, signal }))

  // The library asks for its cryptography by itself: what it does is counted from outside.
  const quietly = (sealing: Sealing): Sealing => ({ ...sealing, op: (op, by) => quiet.watch(sealing.op(op, by)), bytes: (open, sha256) => quiet.watch(sealing.bytes(open, sha256)) })
  const fresh = () => random.bytes(32).buffer as ArrayBuffer

  let outbox: ReturnType<typeof makeOutbox> | undefined
  let going: ReturnType<typeof keepFlushing> | undefined
  const ready = (async () => {
    const device = (await store.read<string>('device')) ?? (await store.settle('device', given.newId()))
    const deviceKey = ownKeyOn(() => deviceKeyOf(store))
    outbox = makeOutbox({
      store, device, nowMs, changed, newId: given.newId, random: random.next, who: () => page.who,
      send: (asked) => within(60_000, (signal) => callOver(ask, lightSync, { body: asked }, signal)),
      handIn: (asked) => within(60_000, (signal) => callOver(ask, lightHandIn, { body: asked }, signal)),
      sendPhoto: orHandIn(makeUploader({ nowMs, fetch: askWithin(120_000) }), askWithin(120_000)),
      sealing: sealingOn(store, deviceKey, async (to, signer) => quietly(await quiet.watch(makeSealing(to, device, signer, fresh)))),
      sealsPhotos: true,
      deviceKey: async () => (await deviceKey())?.publicKey ?? null,
      later: { fitting: async () => fitting, withdrawal: async () => withdrawal },
      async clear() {
        await store.erase()
        given.cleared()
      },
      async alone(work) {
        if (page.locked) return undefined
        page.locked = true
        try { return await work() } finally { page.locked = false }
      },
    })
    going = keepFlushing(outbox.flush, {
      after: (waitMs, then) => clock.after(waitMs, () => { if (alive()) then() }),
      onWake: () => () => undefined,
      failed: (error) => {
        if (!isFull(error)) throw error
        history.note({ what: 'trouble', atMs: clock.nowMs(), phone: number, trouble: 'full' })
      },
    })
  })()
  ready.catch((error: unknown) => {
    // A page whose disk takes nothing at all goes no further than this.
    if (!isFull(error)) throw error
  })
  return {
    kick: () => going?.kick(),
    trouble: () => outbox?.activity().trouble ?? null,
    async file(filing: Filing) {
      await ready
      await outbox!.file(filing)
      going?.kick()
    },
    /** Takes in what another phone handed on. */
    async takeIn(handed: HandedOn) {
      await ready
      await takeIn(store, handed, nowMs())
      changed()
      going?.kick()
    },
    stop: () => going?.stop(),
  }
}

/** What `openTab` gives. */
export type Tab = ReturnType<typeof openTab>
