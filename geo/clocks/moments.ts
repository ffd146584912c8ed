import type { BlockedBy } from '../repairs/lifecycle.ts'

/** One time that a repair waited; `until` is null while it does. */
export type Pause = { readonly from: number; readonly until: number | null; readonly why: BlockedBy }

/** When each thing happened to a damage, in milliseconds; null what has not. */
export type Moments = {
  readonly reported: number
  readonly verified: number | null
  readonly assigned: number | null
  readonly onSite: number | null
  readonly restored: number | null
  readonly pauses: readonly Pause[]
}

/** One change of a repair as its event tells it. `seq` is the order in which the server wrote them, `at` when it happened by the mover's clock. */
export type Told = { readonly seq: number; readonly at: number; readonly repair: string; readonly what: 'crew' | 'state'; readonly to: string | null; readonly blockedBy: BlockedBy | null }

const earliest = (some: readonly number[]): number | null => (some.length === 0 ? null : Math.min(...some))

/** When a crew was first sent, when one was first on the spot, and each wait, from the events of a damage's repairs in whatever order they come. */
export function repairMoments(told: readonly Told[]): Pick<Moments, 'assigned' | 'onSite' | 'pauses'> {
  const inOrder = [...told].sort((a, b) => a.seq - b.seq)
  const pauses: Pause[] = []
  const open = new Map<string, { readonly from: number; readonly why: BlockedBy }>()
  const end = (repair: string, at: number) => {
    const waiting = open.get(repair)
    if (waiting !== undefined) pauses.push({ ...waiting, until: Math.max(waiting.from, at) })
    open.delete(repair)
  }
  for (const { repair, what, at, to, blockedBy } of inOrder) {
    if (what !== 'state') continue
    const waiting = open.get(repair)
    if (waiting !== undefined && to === 'blocked' && waiting.why === blockedBy) continue // another word on the same wait
    end(repair, at)
    if (to === 'blocked' && blockedBy !== null) open.set(repair, { from: at, why: blockedBy })
  }
  for (const waiting of open.values()) pauses.push({ ...waiting, until: null })
  return {
    assigned: earliest(inOrder.filter(({ what, to }) => what === 'crew' && to !== null).map(({ at }) => at)),
    onSite: earliest(inOrder.filter(({ what, to }) => what === 'state' && (to === 'on_site' || to === 'in_progress')).map(({ at }) => at)),
    pauses: pauses.sort((a, b) => a.from - b.from),
  }
}
