import { hashOf } from '../../web/sync/hash.ts'
import { packFile, readFile, type HandedOn } from '../../web/sync/hand-on.ts'
import type { Filing } from '../../web/sync/outbox.ts'
import { makePhoneStore } from '../../web/sync/phone-store.ts'
import type { Shelves } from '../../web/sync/shelves.ts'
import { isFull, type PhoneStore } from '../../web/sync/store.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import type { VirtualClock } from './clock.ts'
import type { History } from './history.ts'
import type { Quiet } from './quiet.ts'
import type { Random } from './random.ts'
import { openTab, type Network, type Page, type PageFate, type Tab } from './tab.ts'

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
  /** A file of what waits on it, read again by another phone; undefined when nothing sealed waits. */
  handOn(): Promise<HandedOn | undefined>
  /** Takes in what another handed on, when its page is open. */
  takeIn(handed: HandedOn): Promise<void>
  /** True once it has removed all that was on it. */
  wasCleared(): boolean
  /** What the phone has open, as its person sees it. */
  trouble(): string | null
}

/** A phone whose pages are opened and closed; what it tells its person is written down. */
export function makeSimPhone(given: { number: number; clock: VirtualClock; quiet: Quiet; random: Random; history: History; shelves: Shelves; mutate: (store: PhoneStore) => PhoneStore; network: (alive: () => boolean) => Network }): SimPhone {
  const { clock, history, number, random } = given
  const shown = new Map<string, string>()
  const shownPhotos = new Map<string, string>()
  let disk = makePhoneStore(given.shelves)
  let wasCleared = false
  let page: (Page & { readonly tabs: Tab[] }) | undefined

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

  function close() {
    const closing = page
    page = undefined
    for (const tab of closing?.tabs ?? []) tab.stop()
  }
  function cleared() {
    history.note({ what: 'cleared', atMs: clock.nowMs(), phone: number })
    disk = makePhoneStore(given.shelves)
    wasCleared = true
    close()
  }
  const nowMs = () => page?.fate.clockAt(clock.nowMs()) ?? clock.nowMs()
  const newId = () => uuidv7(Math.max(0, nowMs()), random.bytes(10))

  /** True when the page's tab took it; false when its disk is full. */
  async function taken(id: string, work: Promise<void>): Promise<boolean> {
    try {
      await work
      return true
    } catch (error) {
      if (!isFull(error)) throw error
      history.note({ what: 'not-kept', atMs: clock.nowMs(), phone: number, id })
      return false
    }
  }

  return {
    get disk() { return disk },
    close, nowMs, newId,
    holder: () => page?.who,
    open(who, cookie, fate) {
      close()
      const mine = { fate, who, cookie, locked: false, tabs: [] as Tab[] }
      page = mine
      const alive = () => page === mine
      for (let tab = 0; tab < fate.tabs; tab += 1) {
        mine.tabs.push(openTab({
          ...given, page: mine, random: random.fork(`tab ${clock.nowMs()} ${tab}`), network: given.network(alive), newId, alive, close, cleared, changed: () => void look(),
        }))
      }
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
      if (!(await taken(filing.id, tab.file(filing)))) return false
      const photos = (filing.photos ?? []).map((photo) => photo.sha256)
      history.note({ what: 'filed', atMs: clock.nowMs(), phone: number, id: filing.id, kind: filing.kind as 'report.file' | 'repair.move', hash, by: mine.who, photos })
      return true
    },
    async handOn() {
      const device = await disk.read<string>('device')
      const handed = device === undefined ? undefined : await readFile(await packFile(disk, device))
      return handed === undefined || handed.ops.length === 0 ? undefined : handed
    },
    async takeIn(handed) {
      const tab = page?.tabs[0]
      if (tab) await taken(handed.ops[0]!.id, tab.takeIn(handed))
    },
    wasCleared: () => wasCleared,
    trouble: () => page?.tabs[0]?.trouble() ?? null,
  }
}
