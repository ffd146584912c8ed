import { createStore, reconcile } from 'solid-js/store'
import { decideHeld, decideHeldOfDevice, listHeld } from '../../geo/held/contract.ts'
import type { HeldOp } from '../../geo/held/held.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** What phones sent that waits for a decision, the oldest first, and how much that is in all. */
export function createHeld() {
  const [state, set] = createStore<{ held: HeldOp[]; waiting: number; phase: Phase }>({ held: [], waiting: 0, phase: 'loading' })
  const refresh = makeOneFlight(async () => {
    try {
      const { held, waiting } = await call(listHeld, { query: {} })
      set('held', reconcile(held, { key: 'id' }))
      set({ waiting, phase: 'ready' })
    } catch (error) {
      problemOf(error)
      set('phase', 'failed')
    }
  })
  return {
    state,
    refresh,
    /** Files one or discards it; gives it as it was decided, which may be by another, alike and with another reason. Throws as `call` does. */
    async decide(id: string, accept: boolean, why: string): Promise<HeldOp> {
      try {
        return await call(decideHeld, { params: { id }, body: { accept, why } })
      } finally {
        await refresh()
      }
    },
    /** Decides alike on all of one phone; gives how many stayed. Throws as `call` does. */
    async decideDevice(id: string, accept: boolean, why: string): Promise<{ decided: number; failed: number }> {
      let decided = 0
      for (;;) {
        const answer = await call(decideHeldOfDevice, { params: { id }, body: { accept, why } })
        decided += answer.decided
        // Those that cannot be filed stay first in line: without this they would be asked for without end.
        if (answer.more && answer.decided > 0) continue
        await refresh()
        return { decided, failed: answer.failed.length }
      }
    },
  }
}

/** The store of what waits for a decision. */
export type Held = ReturnType<typeof createHeld>
