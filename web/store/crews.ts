import { createStore, reconcile } from 'solid-js/store'
import { listCrews, type Crew } from '../../geo/crews/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** The crews that can be sent, with their load. */
export function createCrews() {
  const [state, set] = createStore<{ crews: Crew[]; phase: Phase; problem: string | null }>({ crews: [], phase: 'loading', problem: null })
  return {
    state,
    /** Reads them again; what is there stays when the server does not answer. */
    refresh: makeOneFlight(async () => {
      try {
        const { crews } = await call(listCrews, {})
        set('crews', reconcile(crews, { key: 'id' }))
        set({ phase: 'ready', problem: null })
      } catch (error) {
        set({ problem: problemOf(error), phase: 'failed' })
      }
    }),
  }
}
