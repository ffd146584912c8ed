import type { PhoneStore } from '../../web/sync/store.ts'
import type { Random } from './random.ts'
import type { VirtualClock } from './clock.ts'

/** What may befall the disk of a phone while one page is open. */
export type DiskFate = {
  /** The phone dies at its n-th step on the disk; each operation has one step before it takes effect and one after. */
  readonly diesAtStep: number | undefined
  /** From the n-th write on the disk is full. */
  readonly fullFromWrite: number | undefined
}

const WRITES: ReadonlySet<string> = new Set(['file', 'land', 'markPhoto', 'write'])
const SLOWEST_STEP_MS = 8

/**
 * What is on the disk, as one page of the phone reaches it: everything takes time, and a page that is gone gets no answer any more.
 * What took effect stays; what did not is lost.
 */
export function reachDisk(disk: PhoneStore, page: { readonly clock: VirtualClock; readonly random: Random; readonly fate: DiskFate; readonly alive: () => boolean; readonly die: () => void }): PhoneStore {
  let steps = 0
  let writes = 0
  const step = () => new Promise<void>((done) => {
    steps += 1
    if (steps === page.fate.diesAtStep) page.die()
    page.clock.after(page.random.int(1, SLOWEST_STEP_MS), () => { if (page.alive()) done() })
  })
  return new Proxy(disk, {
    get(_, name: string) {
      const method = Reflect.get(disk, name) as unknown
      if (typeof method !== 'function') return method
      return async (...given: unknown[]) => {
        await step()
        if (WRITES.has(name)) {
          writes += 1
          if (page.fate.fullFromWrite !== undefined && writes >= page.fate.fullFromWrite) throw new DOMException('the disk is full', 'QuotaExceededError')
        }
        const made = await (Reflect.apply(method, disk, given) as Promise<unknown>)
        await step()
        return made
      }
    },
  })
}
