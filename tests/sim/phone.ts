import { hashOf } from '../../web/sync/hash.ts'
import { callOver, Unreachable } from '../../web/call.ts'
import { lightSync } from '../../web/sync/light.ts'
import { makeOutbox, type Filing } from '../../web/sync/outbox.ts'
import { makePhoneStore } from '../../web/sync/phone-store.ts'
import type { Shelves } from '../../web/sync/shelves.ts'
import { isFull, type PhoneStore } from '../../web/sync/store.ts'
import { keepFlushing } from '../../web/sync/triggers.ts'
import { makeUploader } from '../../web/sync/upload.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import type { VirtualClock } from './clock.ts'
import { reachDisk, type DiskFate } from './disk.ts'
import type { History } from './history.ts'
import type { Random } from './random.ts'

type Fetch = (address: string, init: RequestInit) => Promise<Response>

/** What holds while one page is open. */
export type PageFate = DiskFate & {
  /** The phone's clock at a time. */
  readonly clockAt: (trueMs: number) => number
  readonly tabs: 1 | 2
}

/** One phone: a disk that outlasts its pages, and whatever page is open. */
export type SimPhone = {
  /** What is on its disk, read at once. */
  readonly disk: PhoneStore
  /** Opens the crew's page for a person. */
  open(who: string, cookie: string, fate: PageFate): void
  /** Whose page is open. */
  holder(): string | undefined
  close(): void
  /** Someone signs in on the open page. */
  signIn(cookie: string): void
  newId(): string
  /** The page's clock. */
  nowMs(): number
  /** True once the phone has told its person that it is kept. */
  file(filing: Filing): Promise<boolean>
  /** What the phone has open, as its person sees it. */
  trouble(): string | null
}

/** A phone as `web/sync/phone.ts` wires it, with all that is a browser's given by the simulation. */
export function makeSimPhone(given: { number: number; clock: VirtualClock; random: Random; history: History; shelves: Shelves; mutate: (store: PhoneStore) => PhoneStore; network: (alive: () => boolean) => (who: string, cookie: string) => Fetch }): SimPhone {
  const { clock, history, number } = given
  const random = given.random
  const disk = makePhoneStore(given.shelves)
  const shown = new Map<string, string>()
  const shownPhotos = new Map<string, string>()
  let page: { readonly fate: PageFate; readonly who: string; cookie: string; locked: boolean; readonly tabs: ReturnType<typeof openTab>[] } | undefined

  /** Writes down what the phone's lists say: the page reads them from its disk after each change. */
  async function look() {
    const [ops, photos] = await Promise.all([disk.ops(), disk.photos()])
    for (const { id, state } of ops) {
      if (shown.get(id) === state) continue
      shown.set(id, state)
      history.note({ what: 'shown', atMs: clock.nowMs(), phone: number, id, state })
    }
    for (const { sha256, state } of photos) {
      if (shownPhotos.get(sha256) === state) continue
      shownPhotos.set(sha256, state)
      history.note({ what: 'photo-shown', atMs: clock.nowMs(), phone: number, sha256, state })
    }
  }

  function openTab(mine: NonNullable<typeof page>, tab: number) {
    const alive = () => page === mine
    const draws = random.fork(`tab ${clock.nowMs()} ${tab}`)
    const store = given.mutate(makePhoneStore(reachDisk(given.shelves, { clock, random: draws, fate: mine.fate, alive, die: close })))
    const network = given.network(alive)
    const nowMs = () => mine.fate.clockAt(clock.nowMs())

    /** As `within` of `phone.ts`: a call that is given up after a while. */
    async function within<T>(waitMs: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const ended = new AbortController()
      const cancel = clock.after(waitMs, () => ended.abort(new DOMException('too long', 'TimeoutError')))
      try {
        return await ask(ended.signal)
      } catch (error) {
        throw ended.signal.aborted ? new Unreachable('the server took too long', { cause: error }) : error
      } finally {
        cancel()
      }
    }

    let outbox: ReturnType<typeof makeOutbox> | undefined
    let going: ReturnType<typeof keepFlushing> | undefined
    const ready = (async () => {
      const device = (await store.read<string>('device')) ?? newId()
      await store.write('device', device)
      outbox = makeOutbox({
        store, device, nowMs, random: draws.next, who: () => mine.who, changed: () => void look(),
        send: (asked) => within(60_000, (signal) => callOver(network(mine.who, mine.cookie), lightSync, { body: asked }, signal)),
        sendPhoto: makeUploader({ nowMs, fetch: (path, init) => within(120_000, (signal) => network(mine.who, mine.cookie)(path, { ...init, signal })) }),
        async alone(work) {
          if (mine.locked) return undefined
          mine.locked = true
          try { return await work() } finally { mine.locked = false }
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
    return {
      kick: () => going?.kick(),
      trouble: () => outbox?.activity().trouble ?? null,
      async file(filing: Filing) {
        await ready
        await outbox!.file(filing)
        going?.kick()
      },
      stop: () => going?.stop(),
      ready: ready.catch((error: unknown) => {
        // A page whose disk takes nothing at all goes no further than this.
        if (!isFull(error)) throw error
      }),
    }
  }

  function close() {
    const closing = page
    page = undefined
    for (const tab of closing?.tabs ?? []) tab.stop()
  }
  const nowMs = () => page?.fate.clockAt(clock.nowMs()) ?? clock.nowMs()
  const newId = () => uuidv7(Math.max(0, nowMs()), random.bytes(10))

  return {
    disk, close, nowMs, newId,
    holder: () => page?.who,
    open(who, cookie, fate) {
      close()
      page = { fate, who, cookie, locked: false, tabs: [] }
      const mine = page
      for (let tab = 0; tab < fate.tabs; tab += 1) mine.tabs.push(openTab(mine, tab))
      void look()
    },
    signIn(cookie) {
      if (!page) return
      page.cookie = cookie
      page.tabs[0]?.kick()
    },
    async file(filing) {
      const mine = page
      if (!mine) return false
      const tab = mine.tabs[random.int(0, mine.tabs.length - 1)]!
      const hash = await hashOf(filing.body)
      try {
        await tab.file(filing)
      } catch (error) {
        if (!isFull(error)) throw error
        history.note({ what: 'not-kept', atMs: clock.nowMs(), phone: number, id: filing.id })
        return false
      }
      const photos = (filing.photos ?? []).map((photo) => photo.sha256)
      history.note({ what: 'filed', atMs: clock.nowMs(), phone: number, id: filing.id, kind: filing.kind as 'report.file' | 'repair.move', hash, by: mine.who, photos })
      return true
    },
    trouble: () => page?.tabs[0]?.trouble() ?? null,
  }
}
