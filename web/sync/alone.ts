import type { Shelves } from './shelves.ts'

/** Runs the work while no other tab runs it; undefined when another does. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T | undefined>

type Lease = { readonly owner: string; readonly fromMs: number; readonly untilMs: number }
type LeaseWorld = { readonly owner: string; readonly nowMs: () => number; readonly every: (ms: number, work: () => void) => () => void }

const LEASE_MS = 30_000
const FACT = 'lease'

/** A lease of another's that still holds. One from the future is none: the clock was put back since, and it would never end. */
const holds = (lease: Lease | undefined, owner: string, nowMs: number): boolean => lease !== undefined && lease.owner !== owner && nowMs < lease.untilMs && nowMs >= lease.fromMs

/** Agreement by a lease in the store, for browsers without Web Locks: a tab that dies holds it for half a minute. */
export function makeLease(shelves: Shelves, world: LeaseWorld): Alone {
  const take = () => shelves.write(['facts'], async (shelf) => {
    const lease = (await shelf('facts').get(FACT)) as Lease | undefined
    if (holds(lease, world.owner, world.nowMs())) return false
    await shelf('facts').put({ owner: world.owner, fromMs: world.nowMs(), untilMs: world.nowMs() + LEASE_MS } satisfies Lease, FACT)
    return true
  })
  const giveBack = () => shelves.write(['facts'], async (shelf) => {
    const lease = (await shelf('facts').get(FACT)) as Lease | undefined
    if (lease?.owner === world.owner) await shelf('facts').delete(FACT)
  })
  return async (work) => {
    if (!(await take())) return undefined
    const end = world.every(LEASE_MS / 3, () => void take().catch((error: unknown) => console.warn('the lease could not be renewed', error)))
    try {
      return await work()
    } finally {
      end()
      await giveBack()
    }
  }
}

/** Such a lease on the clock of this page. */
export const leaseHere = (shelves: Shelves, owner: string): Alone => makeLease(shelves, {
  owner, nowMs: () => Date.now(),
  every(ms, work) {
    const timer = setInterval(work, ms)
    return () => clearInterval(timer)
  },
})
