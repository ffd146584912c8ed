import { createMemo } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { listOverdue, type Overdue } from '../../geo/clocks/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** The damages of one's areas that are over a target now; what is shown stays while it is read anew. */
export function createOverdue() {
  const [state, set] = createStore<{ overdue: Overdue[]; more: boolean; phase: Phase; problem: string | null }>({ overdue: [], more: false, phase: 'loading', problem: null })
  const clocks = createMemo(() => new Map(state.overdue.map(({ id, clocks: late }) => [id, late] as const)))
  return {
    state,
    /** The clocks of a damage that are late, if it is among them. */
    of: (id: string) => clocks().get(id),
    refresh: makeOneFlight(async () => {
      try {
        const { overdue, more } = await call(listOverdue, { query: {} })
        set('overdue', reconcile(overdue, { key: 'id' }))
        set({ more, phase: 'ready', problem: null })
      } catch (error) {
        set({ phase: 'failed', problem: problemOf(error) })
      }
    }),
  }
}

/** What is overdue. */
export type OverdueStore = ReturnType<typeof createOverdue>
