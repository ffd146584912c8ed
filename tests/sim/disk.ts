import type { Shelves } from '../../web/sync/shelves.ts'
import type { VirtualClock } from './clock.ts'
import type { Random } from './random.ts'

/** What may befall the disk of a phone while one page is open. */
export type DiskFate = {
  /** The phone dies at its n-th step on the disk; each transaction has one step before it takes effect and one after. */
  readonly diesAtStep: number | undefined
  /** From the n-th write on the disk is full. */
  readonly fullFromWrite: number | undefined
}

const SLOWEST_STEP_MS = 8

/**
 * What is on the disk, as one page of the phone reaches it: everything takes time, and a page that is gone gets no answer any more.
 * A transaction that took effect stays; one that did not is lost.
 */
export function reachDisk(shelves: Shelves, page: { readonly clock: VirtualClock; readonly random: Random; readonly fate: DiskFate; readonly alive: () => boolean; readonly die: () => void }): Shelves {
  let steps = 0
  let writes = 0
  const step = () => new Promise<void>((done) => {
    steps += 1
    if (steps === page.fate.diesAtStep) page.die()
    page.clock.after(page.random.int(1, SLOWEST_STEP_MS), () => { if (page.alive()) done() })
  })
  async function inTime<T>(work: () => Promise<T>): Promise<T> {
    await step()
    const made = await work()
    await step()
    return made
  }
  return {
    ...shelves,
    read: (names, work) => inTime(() => shelves.read(names, work)),
    write: (names, work) => inTime(async () => {
      writes += 1
      if (page.fate.fullFromWrite !== undefined && writes >= page.fate.fullFromWrite) throw new DOMException('the disk is full', 'QuotaExceededError')
      return shelves.write(names, work)
    }),
    erase: () => inTime(() => shelves.erase()),
  }
}
